"""Parts for a visit: what is free is reserved, what is short is asked for."""

import logging

from odoo import fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


class VisitPreparation(models.Model):
    _inherit = "printer.visit.preparation"

    def _release(self) -> None:
        """Give back what was reserved."""
        # the visit's own reservation, whoever ends or recodes the visit
        moves_sudo = self.sudo().move_id.filtered(lambda move: move.state not in ("done", "cancel"))
        moves_sudo._action_cancel()

    def _ask_for(self) -> None:
        """Ask for parts that are short: a draft order at the part's vendor, and somebody of dispatch is told."""
        Rule = self.env["stock.rule"].sudo()
        buy = self.env.ref("purchase_stock.route_warehouse0_buy", raise_if_not_found=False)
        warehouses = self.visit_id._warehouses()
        orders = []
        for line in self.filtered(lambda line: line.product_id.sudo().seller_ids and buy):
            warehouse = warehouses.get(line.visit_id._supplying_company())
            if not warehouse:
                continue
            orders.append(
                Rule.Procurement(
                    line.product_id,
                    line.quantity,
                    line.product_id.uom_id,
                    warehouse.lot_stock_id,
                    line.visit_id.name,
                    line.visit_id.name,
                    warehouse.company_id,
                    {
                        "route_ids": buy.sudo(),
                        "warehouse_id": warehouse,
                        "date_planned": line.visit_id.slot_start or fields.Datetime.now(),
                    },
                )
            )
        if orders:
            try:
                with self.env.cr.savepoint():
                    Rule.run(orders)
            except UserError:
                # a vendor or a route that is not set up must not keep anybody from being sent: people are told
                _logger.warning(
                    "Parts could not be ordered for %s", self.visit_id.mapped("name"), exc_info=True
                )
        for visit, lines in self.grouped("visit_id").items():
            person = visit._who_gets_parts()
            speaking = visit.sudo().with_context(lang=person.lang)
            speaking.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=speaking.env._("Parts are short for %(visit)s", visit=visit.name),
                note=", ".join(f"{line.name} × {line.quantity:g}" for line in lines),
                user_id=person.id,
            )
        self._through_door().write({"supply": "asked"})


class Visit(models.Model):
    _inherit = "printer.visit"

    def _supply_parts(self) -> None:
        """Reserve free parts and ask for the others, once per line (REQUIREMENTS V9)."""
        lines = self.preparation_ids.filtered(
            lambda line: line.product_id.is_storable and not line.supply and not line.is_settled
        )
        if not lines:
            return
        warehouses = lines.visit_id._warehouses()
        free, found, short = {}, [], lines.browse()
        for line in lines:
            warehouse = warehouses.get(line.visit_id._supplying_company())
            for place in line.visit_id._places_of_parts(warehouse) if warehouse else ():
                if place not in free:
                    products = lines.product_id.with_context(location=place.id)
                    free[place] = {product.id: product.free_qty for product in products}
                if line.product_id.uom_id.compare(free[place][line.product_id.id], line.quantity) >= 0:
                    free[place][line.product_id.id] -= line.quantity
                    found.append((line, place, warehouse))
                    break
            else:
                short |= line
        short |= self._reserve(found)
        short._ask_for()

    def _reserve(self, found: list):
        """Reserve parts by moves to the van, or within it.

        :param found: ``printer.visit.preparation``, the ``stock.location`` that has the part, and its warehouse
        :return: the lines whose part is there, yet must not be used, or was taken by somebody else meanwhile
        """
        values = []
        for line, place, warehouse in found:
            van = line.visit_id.ticket_id.team_id._van_for(line.visit_id.engineer_id)
            values.append(
                {
                    "product_id": line.product_id.id,
                    "product_uom_qty": line.quantity,
                    "product_uom": line.product_id.uom_id.id,
                    "location_id": place.id,
                    "location_dest_id": (van or warehouse.lot_stock_id).id,
                    "picking_type_id": warehouse.int_type_id.id,
                    "company_id": warehouse.company_id.id,
                    "origin": line.visit_id.name,
                }
            )
        # what a job may not use is of no use to the visit either
        moves = self.env["stock.move"].sudo().with_context(printer_usable_only=True).create(values)
        moves._action_confirm(merge=False)
        moves._action_assign()
        lacking = self.env["printer.visit.preparation"]
        for (line, _place, _warehouse), move in zip(found, moves, strict=True):
            if move.state == "assigned":
                line._through_door().write({"move_id": move.id, "supply": "reserved"})
            else:
                lacking |= line
        moves.filtered(lambda move: move.state != "assigned")._action_cancel()
        return lacking

    def _use_part(self, product, quantity, **how):
        """Take a part that was reserved for this very visit: the reservation makes way for the repair."""
        self._check_is_mine()
        if self.is_at_work:
            # the visit's own reservation, see above
            self.sudo().preparation_ids.filtered(lambda line: line.product_id == product)._release()
        return super()._use_part(product, quantity, **how)

    def _after_closing(self):
        result = super()._after_closing()
        # the visit is over: what was not used is free again
        self.sudo().preparation_ids._release()
        return result
