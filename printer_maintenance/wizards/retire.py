"""The dialogs through which devices leave and come back."""

from odoo import api, fields, models

from ..exceptions import RetirementError
from ..models.base.rights import check_role
from ..models.moves.equipment_retirement import RetirementData
from ..models.moves.retirement import DISPOSALS, ERASURES, REASONS, WITH_DATA_CARRIER


class Retire(models.TransientModel):
    """Retire devices (REQUIREMENTS E5): why, who decided, what becomes of them and of their data."""

    _name = "printer.equipment.retire"
    _description = "Retire devices"

    equipment_ids = fields.Many2many("maintenance.equipment", string="Devices", required=True)
    reason = fields.Selection(REASONS, required=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    decided_by = fields.Char(string="Decided by", required=True, help="Who from the customer decided it.")
    disposal = fields.Selection(DISPOSALS, string="What becomes of it", required=True)
    erasure = fields.Selection(ERASURES, string="Data carrier")
    has_data_carrier = fields.Boolean(compute="_compute_has_data_carrier")
    note = fields.Text(string="Remarks")

    @api.depends("equipment_ids")
    def _compute_has_data_carrier(self):
        for wizard in self:
            wizard.has_data_carrier = any(
                device.device_type in WITH_DATA_CARRIER for device in wizard.equipment_ids
            )

    def action_retire(self):
        """Retire the devices."""
        self.ensure_one()
        check_role(self.env, "equipment_supervisor")
        if not self.equipment_ids:
            raise RetirementError(self.env._("Choose the devices."))
        if not self.decided_by.strip():
            raise RetirementError(self.env._("Enter who decided it."))
        self.equipment_ids.check_access("read")
        self.equipment_ids._retire(
            RetirementData(
                self.date, self.reason, self.decided_by, self.disposal, self.erasure, self.note or ""
            )
        )
        return {"type": "ir.actions.act_window_close"}


class Storing(models.TransientModel):
    """Put devices into store, take them out, bring retired ones back (REQUIREMENTS E5)."""

    _name = "printer.equipment.storing"
    _description = "Store devices"

    equipment_ids = fields.Many2many("maintenance.equipment", string="Devices", required=True)
    kind = fields.Selection(
        [("store", "Put into store"), ("take_out", "Take out of store"), ("bring_back", "Bring back")],
        required=True,
        default="store",
    )
    place = fields.Char(help="Where the devices are from now on; empty: as before.")
    person = fields.Char(
        string="Brought or fetched by", required=True, help="Who brings or fetches the devices."
    )
    reason = fields.Char()

    def action_confirm(self):
        """Write it into the register and the history."""
        self.ensure_one()
        check_role(self.env, "equipment_supervisor")
        devices = self.equipment_ids
        if not devices:
            raise RetirementError(self.env._("Choose the devices."))
        devices.check_access("read")
        self._check_states()
        place, person, reason = (self.place or "", self.person, self.reason or "")
        if self.kind == "store":
            devices._put_into_store(place, person, reason)
        elif self.kind == "take_out":
            devices._take_out_of_store(place, person)
        else:
            devices._bring_back(place, person, reason)
        return {"type": "ir.actions.act_window_close"}

    def _check_states(self) -> None:
        """See that every device is where the dialog thinks it is.

        :raises RetirementError: naming the first device that is not, or the missing reason
        """
        if self.kind == "bring_back" and not (self.reason or "").strip():
            raise RetirementError(self.env._("Enter why the devices are brought back."))
        allowed = {
            "store": ("in_service", "faulty"),
            "take_out": ("stored",),
            "bring_back": ("retired",),
        }[self.kind]
        labels = dict(self.equipment_ids._fields["condition"]._description_selection(self.env))
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for device in self.equipment_ids:
            if device.condition not in allowed:
                raise RetirementError(
                    self.env._(
                        "%(device)s is “%(state)s”; “%(action)s” does not fit.",
                        device=device.display_name,
                        state=labels[device.condition],
                        action=kinds[self.kind],
                    )
                )
