"""After a repair the customer's people are shown how to go on (REQUIREMENTS V6)."""

from odoo import fields, models
from odoo.tools import format_list

from ...exceptions import PrinterError

BRIEFING = frozenset({"briefing", "briefed_ids", "briefed_names", "briefing_minutes", "briefing_omitted"})


class Visit(models.Model):
    _inherit = "printer.visit"

    briefing = fields.Text(string="Training given", copy=False, help="What the people were shown.")
    briefed_ids = fields.Many2many(
        "res.partner",
        "printer_visit_briefed_rel",
        string="Who was trained",
        copy=False,
        domain="[('id', 'child_of', unit_id), ('is_company', '=', False)]",
    )
    briefed_names = fields.Char(
        string="Further people trained", copy=False, help="Names of people who are not in the list."
    )
    briefing_minutes = fields.Integer(string="Minutes of training", copy=False)
    briefing_omitted = fields.Char(string="Why nobody was trained", copy=False)

    _briefing_not_negative = models.Constraint(
        "CHECK (briefing_minutes >= 0)", "The minutes of training cannot be below zero."
    )

    def write(self, vals):
        """What was asked to be signed stays; the briefing is part of it."""
        if BRIEFING.intersection(vals) and any(visit.work_finished_at or visit.signed_at for visit in self):
            raise PrinterError(
                self.env._("The work has been handed over. Continue the work to change the training.")
            )
        return super().write(vals)

    def _is_briefed(self) -> bool:
        """Whether it is said what was shown to whom."""
        self.ensure_one()
        return bool((self.briefing or "").strip()) and bool(
            self.briefed_ids or (self.briefed_names or "").strip()
        )

    def _missing_before_signature(self):
        missing = super()._missing_before_signature()
        needed = self.kind == "on_site" and self.service_kind == "repair"
        if needed and not self._is_briefed() and not (self.briefing_omitted or "").strip():
            missing.append(self.env._("Training given, and to whom (or why nobody was trained)"))
        return missing

    def _after_work(self):
        result = super()._after_work()
        if self._is_briefed():
            names = [*self.sudo().briefed_ids.mapped("name"), *filter(None, [self.briefed_names])]
            self.equipment_id._log_event("trained", f"{self.name} {format_list(self.env, names)}", self)
        return result
