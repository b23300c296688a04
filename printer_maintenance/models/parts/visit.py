"""Parts on a visit: Odoo's own repair order and stock moves."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_list

from ...exceptions import StockShortError


class Visit(models.Model):
    _inherit = "printer.visit"

    repair_ids = fields.One2many(
        "repair.order",
        "visit_id",
        string="Repairs",
        readonly=True,
        copy=False,
        groups="stock.group_stock_user",
    )
    part_move_ids = fields.One2many(
        "stock.move",
        string="Parts",
        compute="_compute_part_move_ids",
        compute_sudo=True,
        groups="stock.group_stock_user",
    )
    part_summary = fields.Char(string="Parts used", compute="_compute_part_move_ids", compute_sudo=True)

    @api.depends("repair_ids.move_ids.product_uom_qty", "repair_ids.move_ids.state")
    def _compute_part_move_ids(self):
        for visit in self:
            moves = visit.repair_ids.move_ids.filtered(lambda move: move.state != "cancel")
            visit.part_move_ids = moves
            visit.part_summary = format_list(
                self.env,
                [f"{move.product_id.display_name} × {move.product_uom_qty:g}" for move in moves],
            )

    def action_use_part(self):
        """Open the dialog that takes a part from stock."""
        self.ensure_one()
        return {
            "name": self.env._("Use a part"),
            "type": "ir.actions.act_window",
            "res_model": "printer.part.use",
            "view_mode": "form",
            "target": "new",
            "context": {"default_visit_id": self.id},
        }

    def _use_part(self, product, quantity: float):
        """Put a part on the visit's repair order and reserve it (REQUIREMENTS V1, P7).

        :param product: ``product.product``
        :param quantity: how many, in the product's unit
        :raises ValidationError: when the visit is not under way on site
        :raises StockShortError: when too few are free in the stock that the repair takes from
        :return: the ``stock.move`` of the part
        """
        self.ensure_one()
        self._check_is_mine()
        if not self.is_at_work or self.kind == "remote":
            raise ValidationError(self.env._("%(visit)s: parts are used while on site.", visit=self.name))
        if quantity <= 0:
            raise ValidationError(
                self.env._("Please enter how many pieces of “%(part)s”.", part=product.display_name)
            )
        # an engineer has no right on the warehouse, only on the job in hand, which was checked above
        repair_sudo = self.sudo()._open_repair()
        free = product.sudo().with_context(location=repair_sudo.location_id.id).free_qty
        if product.uom_id.compare(free, quantity) < 0:
            raise StockShortError(
                self.env._(
                    "Only %(free)g of “%(part)s” are free in %(place)s, %(wanted)g are wanted.",
                    free=max(free, 0),
                    part=product.display_name,
                    place=repair_sudo.location_id.display_name,
                    wanted=quantity,
                )
            )
        return (
            self.env["stock.move"]
            .sudo()
            .create(
                {
                    "repair_id": repair_sudo.id,
                    "repair_line_type": "add",
                    "product_id": product.id,
                    "product_uom_qty": quantity,
                    "product_uom": product.uom_id.id,
                }
            )
        )

    def _open_repair(self):
        """The visit's repair order under way; a new one when there is none."""
        repair = self.repair_ids.filtered(lambda order: order.state == "under_repair")[:1]
        if not repair:
            repair = self.env["repair.order"].create(
                {
                    "ticket_id": self.ticket_id.id,
                    "visit_id": self.id,
                    "partner_id": self.unit_id.id,
                    "user_id": self.engineer_id.id,
                    "company_id": self.company_id.id,
                    "under_warranty": True,
                }
            )
            repair._action_repair_confirm()
            repair.action_repair_start()
        return repair

    def _after_work(self):
        """Book the parts: what was reserved leaves the stock."""
        # see _use_part: the engineer's right on the job is checked, the booking is the system's
        repairs_sudo = self.sudo().repair_ids.filtered(lambda order: order.state == "under_repair")
        for move in repairs_sudo.move_ids:
            move.quantity = move.product_uom_qty
        for repair in repairs_sudo:
            repair.action_repair_end()
            for move in repair.move_ids.filtered(lambda m: m.state == "done"):
                self.equipment_id._log_event(
                    "part_in",
                    f"{move.product_id.display_name} × {move.quantity:g}",
                    repair,
                    fields.Datetime.now(),
                )
        return super()._after_work()
