"""From a device to its transfer."""

from odoo import models
from odoo.fields import Command

from ..base.rights import check_role


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    def action_move(self):
        """Prepare a transfer of these devices (REQUIREMENTS E5)."""
        check_role(self.env, "engineer", "equipment_supervisor")
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Move devices"),
            "res_model": "printer.equipment.transfer",
            "view_mode": "form",
            "context": {
                "default_line_ids": [Command.create({"equipment_id": device.id}) for device in self],
            },
        }
