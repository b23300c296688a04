"""What was just put in or taken out is foreseen soon after, not only at night."""

from odoo import api, models


class PartFitting(models.Model):
    _inherit = "printer.part.fitting"

    @api.model_create_multi
    def create(self, vals_list):
        fittings = super().create(vals_list)
        self._foresee_soon()
        return fittings

    def write(self, vals):
        result = super().write(vals)
        if "removed_at" in vals:
            self._foresee_soon()
        return result

    @api.model
    def _foresee_soon(self) -> None:
        """Let the scheduled action run: it takes what changed."""
        # whoever fits parts has no right on scheduled actions
        self.env.ref("printer_maintenance.cron_foresee").sudo()._trigger()
