"""A device's parts and how long they last."""

from odoo import fields, models


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    foresight_ids = fields.One2many(
        "printer.part.foresight",
        "equipment_id",
        string="Parts in it",
        readonly=True,
        groups="base.group_user",
    )
    next_empty_on = fields.Date(
        string="Next part runs out on", compute="_compute_next_empty_on", groups="base.group_user"
    )

    def _compute_next_empty_on(self):
        soonest = dict(
            self.env["printer.part.foresight"]._read_group(
                [("equipment_id", "in", self.ids)], ["equipment_id"], ["empty_on:min"]
            )
        )
        for device in self:
            device.next_empty_on = soonest.get(device, False)

    def action_view_foresight(self):
        """Open what runs out in this device."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_part_foresight")
        action["domain"] = [("equipment_id", "=", self.id)]
        action["context"] = {}
        return action

    def _set_condition(self, target):
        result = super()._set_condition(target)
        if target == "retired":
            # nothing is foreseen for what is gone; who retires a device has no right on these rows
            self.env["printer.part.foresight"].sudo()._drop_gone(self)
        return result
