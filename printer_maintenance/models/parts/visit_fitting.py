"""Fitting what was approved or has come, and booking what was used when the work is done."""

from odoo import fields, models
from odoo.exceptions import ValidationError


class Visit(models.Model):
    _inherit = "printer.visit"

    waiting_part_summary = fields.Char(
        string="Parts that wait", compute="_compute_waiting_part_summary", compute_sudo=True
    )
    has_parts_to_fit = fields.Boolean(compute="_compute_waiting_part_summary", compute_sudo=True)
    has_parts_to_ask = fields.Boolean(compute="_compute_waiting_part_summary", compute_sudo=True)

    def _compute_waiting_part_summary(self):
        """Not stored: what waits belongs to the request, whichever visit asked for it."""
        for visit in self:
            waiting = visit.ticket_id.repair_ids.filtered(lambda repair: repair.state == "confirmed")
            visit.waiting_part_summary = "\n".join(
                f"{move.product_id.display_name} × {move.product_uom_qty:g}: {move._waits_for()}"
                for move in waiting.move_ids.filtered(lambda m: m.state != "cancel")
            )
            visit.has_parts_to_fit = any(repair._can_be_fitted() for repair in waiting)
            visit.has_parts_to_ask = any(
                move.part_needs_approval and move.state != "cancel" for move in waiting.move_ids
            )

    def action_fit_parts(self):
        """Fit the parts that were approved or have come since.

        :raises ApprovalMissingError: while the customer has not approved them
        :raises StockShortError: while they are not there
        """
        self.ensure_one()
        self._check_is_mine()
        if not self.is_at_work:
            raise ValidationError(self.env._("%(visit)s: parts are used while on site.", visit=self.name))
        # see _use_part: the job in hand, whatever rights its engineer has on the warehouse
        waiting_sudo = self.sudo().ticket_id.repair_ids.filtered(lambda repair: repair.state == "confirmed")
        if not waiting_sudo:
            raise ValidationError(self.env._("%(visit)s: no part waits to be fitted.", visit=self.name))
        # what is still waited for keeps nothing else from being fitted; when nothing can be, the first one says why
        ready_sudo = waiting_sudo.filtered(lambda repair: repair._can_be_fitted()) or waiting_sudo[:1]
        for repair_sudo in ready_sudo:
            repair_sudo._check_all_reserved()
            repair_sudo.action_repair_start()
            repair_sudo.visit_id = self

    def _missing_before_signature(self):
        """Ask what becomes of replaced parts before the contact signs for them (REQUIREMENTS P5)."""
        missing = super()._missing_before_signature()
        repairs_sudo = self.sudo().repair_ids.filtered(lambda order: order.state == "under_repair")
        unsaid = repairs_sudo.move_ids.filtered(
            lambda move: move.repair_line_type == "add" and move.state != "cancel" and not move.old_part
        )
        return missing + [
            self.env._("what becomes of the replaced “%(part)s”", part=move.product_id.display_name)
            for move in unsaid
        ]

    def _after_work(self) -> None:
        """Book the parts: what was reserved leaves the stock."""
        # see _use_part: the engineer's right on the job is checked, the booking is the system's
        repairs_sudo = self.sudo().repair_ids.filtered(lambda order: order.state == "under_repair")
        for repair in repairs_sudo:
            repair._check_all_reserved()
            repair._take_out_old_parts()
            repair.action_repair_end()
            for move in repair.move_ids.filtered(lambda m: m.state == "done" and m.repair_line_type == "add"):
                self.equipment_id._log_event(
                    "part_in",
                    f"{move.product_id.display_name} × {move.quantity:g}",
                    repair,
                    fields.Datetime.now(),
                )
        return super()._after_work()
