"""The device's history: a list that only grows."""

from odoo import api, fields, models

from ...exceptions import AppendOnlyError


class EquipmentEvent(models.Model):
    """One thing that happened to a device (REQUIREMENTS E4, 设备机历簿).

    Written through ``maintenance.equipment._log_event`` only; nobody changes or deletes a line, a correction
    is a new line.
    """

    _name = "printer.equipment.event"
    _inherit = "printer.guard.mixin"
    _description = "Event in a device's history"
    _order = "date desc, id desc"

    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", required=True, ondelete="restrict", index=True
    )
    date = fields.Datetime(required=True)
    kind = fields.Selection(
        [
            ("registered", "Entered in the register"),
            ("accepted", "Accepted"),
            ("moved", "Moved"),
            ("custodian", "Person in charge changed"),
            ("counted", "Counter read"),
            ("inventoried", "Asset count"),
            ("fault", "Fault reported"),
            ("confirmed", "Visit agreed"),
            ("arrived", "Engineer on site"),
            ("part_in", "Part fitted"),
            ("part_out", "Part taken out"),
            ("upgraded", "Upgraded"),
            ("patched", "Software or patch installed"),
            ("network", "Admitted to the network"),
            ("inspected", "Inspected"),
            ("repaired", "Repair finished"),
            ("signed", "Signed by the contact"),
            ("closed", "Request closed"),
            ("rated", "Questionnaire answered"),
            ("lent", "Lent"),
            ("returned", "Returned"),
            ("stored", "Put into store"),
            ("retired", "Retired"),
            ("label", "Label renewed"),
            ("corrected", "Correction"),
        ],
        required=True,
    )
    detail = fields.Char()
    origin_model = fields.Char()
    origin_id = fields.Many2oneReference(model_field="origin_model")
    user_id = fields.Many2one("res.users", string="Entered by")
    unit_id = fields.Many2one(
        "res.partner",
        string="Unit",
        # the portal's rule: what happened while the device was in a contact's own unit
        index="btree_not_null",
        help="Where the device belonged when this happened; a device that moves does not take others' business along.",
    )

    # the history of one device, newest first
    _equipment_date_idx = models.Index("(equipment_id, date DESC, id DESC)")

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_through_door():
            raise AppendOnlyError(
                self.env._("Events are recorded by the system; nobody enters them by hand.")
            )
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super; nothing is ever written
        raise AppendOnlyError(
            self.env._("A line of a device's history cannot be changed; add a new one instead.")
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AppendOnlyError(self.env._("A line of a device's history cannot be deleted."))

    def action_open_origin(self):
        """Open the record that this event comes from."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.origin_model,
            "res_id": self.origin_id,
            "view_mode": "form",
        }
