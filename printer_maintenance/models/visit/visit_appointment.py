"""Each time that was ever agreed for a visit."""

from odoo import api, fields, models

from ...exceptions import AppendOnlyError


class VisitAppointment(models.Model):
    """One agreed visit time; the newest counts, the older ones stay on record (REQUIREMENTS S5)."""

    _name = "printer.visit.appointment"
    _inherit = "printer.guard.mixin"
    _description = "Agreed visit time"
    _order = "id desc"

    visit_id = fields.Many2one("printer.visit", required=True, ondelete="cascade", index=True)
    start = fields.Datetime(string="Agreed time", required=True)
    asked_by = fields.Selection(
        [("customer", "Customer"), ("provider", "Service provider")], required=True, default="provider"
    )
    reason = fields.Char()
    contact_id = fields.Many2one("res.partner", string="Told to")
    told_at = fields.Datetime(string="Told at", default=fields.Datetime.now, readonly=True)
    told_by = fields.Char(
        string="Told in writing by", readonly=True, help="mail, sms or both; empty: by telephone only."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"told_at", "told_by"}

    @api.model
    def _get_kept_fields(self) -> frozenset[str]:
        """Fields that can never change once written."""
        return frozenset({"visit_id", "start", "asked_by", "reason", "contact_id", "told_at"})

    def write(self, vals):
        if self._get_kept_fields().intersection(vals):
            raise AppendOnlyError(
                self.env._("An agreed time stays on record as it was; agree on a new one instead.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AppendOnlyError(self.env._("An agreed time stays on record and cannot be deleted."))
