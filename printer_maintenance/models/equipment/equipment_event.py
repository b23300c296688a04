"""The device's history: a list that only grows."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...exceptions import AppendOnlyError, PrinterError
from .equipment_history import EventLine

CORRECTOR_GROUPS = (
    "printer_maintenance.group_equipment_supervisor",
    "printer_maintenance.group_service_director",
)


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
            ("rescheduled", "Visit moved to another time"),
            ("arrived", "Engineer on site"),
            ("part_in", "Part fitted"),
            ("part_out", "Part taken out"),
            ("upgraded", "Upgraded"),
            ("patched", "Software or patch installed"),
            ("network", "Admitted to the network"),
            ("inspected", "Inspected"),
            ("tagged_out", "Tagged out"),
            ("released", "Passed the retest"),
            ("repaired", "Repair finished"),
            ("unfinished", "Visit ended unfinished"),
            ("restored", "Back as it was, repair refused"),
            ("signed", "Signed by the contact"),
            ("trained", "User trained"),
            ("to_workshop", "Taken to the workshop"),
            ("from_workshop", "Back from the workshop"),
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
    corrects_id = fields.Many2one(
        "printer.equipment.event",
        string="Corrects",
        # the corrections of the lines on a page of the history
        index="btree_not_null",
        ondelete="restrict",
        help="The line that this one corrects; the line itself stays as it was written.",
    )
    correction_ids = fields.One2many("printer.equipment.event", "corrects_id", string="Corrections")

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
        if not self.origin_model:
            return False
        return {
            "type": "ir.actions.act_window",
            "res_model": self.origin_model,
            "res_id": self.origin_id,
            "view_mode": "form",
        }

    def action_correct(self):
        """Open the dialog that adds a correction to this line."""
        self.ensure_one()
        return {
            "name": self.env._("Add a correction"),
            "type": "ir.actions.act_window",
            "res_model": "printer.event.correct",
            "view_mode": "form",
            "target": "new",
            "context": {"default_event_id": self.id},
        }

    @api.model
    def _may_correct(self) -> bool:
        """Whether the user may add corrections to histories."""
        return self.env.su or any(self.env.user.has_group(group) for group in CORRECTOR_GROUPS)

    def _correct(self, text: str):
        """Add a correction; the line itself stays (REQUIREMENTS E4).

        :param text: what is true instead
        :raises AccessError: for people who may not correct a device's history
        :raises PrinterError: without a text
        :return: the new line of the history
        """
        self.ensure_one()
        self.check_access("read")
        if not self._may_correct():
            raise AccessError(
                self.env._(
                    "Only the equipment supervisor or the service director may correct a device's history."
                )
            )
        if not (text or "").strip():
            raise PrinterError(self.env._("Please say what is true instead."))
        corrected = self.corrects_id or self
        return self.env["maintenance.equipment"]._log_events(
            [EventLine(self.equipment_id, "corrected", text.strip(), corrects=corrected)]
        )

    def _timeline_values(self) -> dict:
        """What the time line needs to draw this event."""
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return {
            "id": self.id,
            "date": fields.Datetime.to_string(self.date),
            "kind": self.kind,
            "label": kinds.get(self.kind, self.kind),
            "detail": self.detail or "",
            # a contact may not read our people's records, yet sees in the history who came
            "user": self.sudo().user_id.name or "",
        }

    def _openable_origins(self) -> set[tuple[str, int]]:
        """Model and id of the records that these events come from and that the user may open."""
        wanted = {}
        for event in self.filtered("origin_id"):
            if event.origin_model in self.env and event.origin_model != "maintenance.equipment":
                wanted.setdefault(event.origin_model, set()).add(event.origin_id)
        return {
            (model, record_id)
            for model, ids in wanted.items()
            if self.env[model].has_access("read")
            for record_id in self.env[model]
            .with_context(active_test=False)
            .search([("id", "in", list(ids))])
            .ids
        }
