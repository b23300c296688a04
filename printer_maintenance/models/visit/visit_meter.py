"""Counters read on a visit."""

from odoo import fields, models


class Visit(models.Model):
    _inherit = "printer.visit"

    device_type = fields.Selection(related="equipment_id.device_type")

    def action_enter_counters(self):
        """Open the dialog for what stands on the device's counters (REQUIREMENTS E7)."""
        self.ensure_one()
        self._check_is_mine()
        action = self.equipment_id.action_enter_counters()
        action["context"] = {**action["context"], "default_visit_id": self.id}
        return action
