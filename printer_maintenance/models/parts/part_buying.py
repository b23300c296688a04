"""A part that is short: ordered in one step for the very job, and reserved for it when it comes (REQUIREMENTS P7)."""

from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from ...exceptions import StockShortError


class Visit(models.Model):
    _inherit = "printer.visit"

    def _order_part(self, product, quantity: float, **how):
        """Put a part that is short on the request's waiting job, and ask its vendor for it.

        :param product: ``product.product``
        :param quantity: how many, in the product's unit
        :param how: as for :meth:`_use_part`
        :raises StockShortError: when nothing says where the part can be bought
        :return: the ``stock.move`` of the part, which waits for the delivery
        """
        self.ensure_one()
        self._check_may_use(product, quantity)
        warehouse = self._warehouses().get(self._supplying_company())
        if not warehouse:
            raise ValidationError(self.env._("No warehouse is set up yet; please tell dispatch."))
        product.sudo()._check_can_be_bought()
        # as in _use_part
        values = self._part_values(product, quantity, how)
        repair_sudo = self.sudo()._open_repair(waits=True, asked=values["part_needs_approval"])
        move_sudo = repair_sudo._add_part({**values, "location_id": warehouse.lot_stock_id.id})
        move_sudo._buy_part(warehouse)
        return move_sudo


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _check_can_be_bought(self):
        """The route by which a part is bought.

        :raises StockShortError: when the part has no vendor, or nothing is bought here at all
        """
        self.ensure_one()
        buy = self.env.ref("purchase_stock.route_warehouse0_buy", raise_if_not_found=False)
        if not buy or not self.seller_ids:
            raise StockShortError(
                self.env._(
                    "“%(part)s” has no vendor yet. Dispatch enters one on the part's page, under Purchase.",
                    part=self.display_name,
                )
            )
        return buy


class StockMove(models.Model):
    _inherit = "stock.move"

    def action_buy_part(self):
        """Ask the vendor for what the job is short of; from the warehouse's own screens."""
        for move in self:
            warehouse = move.location_id.warehouse_id or move.picking_type_id.warehouse_id
            move._buy_part(warehouse)

    def _buy_part(self, warehouse) -> None:
        """Make, or add to, the request for quotation at the part's vendor; the receipt is chained to the job.

        :raises StockShortError: when the part has no vendor, or no way to be bought
        """
        self.ensure_one()
        if self.created_purchase_line_ids.filtered(lambda line: line.state != "cancel"):
            raise ValidationError(
                self.env._("“%(part)s” is on order already.", part=self.product_id.display_name)
            )
        buy = self.product_id._check_can_be_bought()
        self._do_unreserve()
        self.procure_method = "make_to_order"
        rule = self.env["stock.rule"]
        order = rule.Procurement(
            self.product_id,
            self.product_uom_qty,
            self.product_uom,
            warehouse.lot_stock_id,
            self.repair_id.name,
            self.repair_id.name,
            self.company_id,
            {
                "route_ids": buy,
                "warehouse_id": warehouse,
                "date_planned": self.repair_id.schedule_date or fields.Datetime.now(),
                "move_dest_ids": self,
            },
        )
        try:
            rule.run([order])
        except UserError as error:
            raise StockShortError(
                self.env._(
                    "“%(part)s” cannot be ordered: %(why)s", part=self.product_id.display_name, why=error
                )
            ) from error
        self.state = "waiting"

    def _tell_that_parts_came(self) -> None:
        """Tell dispatcher and engineer when a delivery has been reserved for a job that waited."""
        waiting = self.move_dest_ids.filtered(
            lambda move: (
                move.repair_id.ticket_id and move.repair_line_type == "add" and move.state == "assigned"
            )
        )
        for repair, moves in waiting.grouped("repair_id").items():
            # whoever receives goods need not see requests; the news is the system's to give
            repair.sudo()._tell_parts_came(moves)


class RepairOrder(models.Model):
    _inherit = "repair.order"

    def _tell_parts_came(self, moves) -> None:
        """Let the request go on that waited for its part, and tell who sends and who comes."""
        self.ensure_one()
        names = ", ".join(f"{move.product_id.display_name} × {move.product_uom_qty:g}" for move in moves)
        engineer = self.visit_id.engineer_id or self.user_id
        dispatcher = self.visit_id._who_gets_parts() if self.visit_id else self.ticket_id.user_id
        ticket = self.ticket_id
        for person in dispatcher | engineer:
            ticket.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=ticket.with_context(lang=person.lang).env._(
                    "Parts have come: %(parts)s", parts=names
                ),
                user_id=person.id,
            )
        part = self.env.ref("printer_maintenance.reason_part", raise_if_not_found=False)
        if part and ticket.waiting_reason_id == part and self._can_be_fitted():
            ticket._end_waiting()
