"""Key devices: a named person, a named device, a named duty (REQUIREMENTS E2, 三定)."""

from odoo import api, fields, models
from odoo.tools import format_list

from ...exceptions import KeyDeviceError
from .equipment_history import EventLine

# of these a change is told in the device's history
CHARGE_FIELDS = ("custodian_name", "custodian_phone", "engineer_id", "key_duty")


class Equipment(models.Model):
    """Whoever makes a device a key device, or touches what key devices need, completes it.

    A register that is imported takes devices over as the customer lists them: it has no column for the duty and
    for our engineer. Its rows stay good; what is missing shows in :attr:`has_three_fixed`, in the filter
    “Incomplete key devices”, and is asked for as soon as a person changes one of these fields.
    """

    _inherit = "maintenance.equipment"

    is_key_device = fields.Boolean(
        string="Key device",
        tracking=True,
        help="Needs a named person with a telephone number, our engineer, a serial or asset number and a duty.",
    )
    custodian_name = fields.Char(
        string="Custodian", tracking=True, help="The customer's person who answers for the device."
    )
    custodian_phone = fields.Char(string="Custodian's telephone")
    engineer_id = fields.Many2one(
        "res.users",
        string="Engineer in charge",
        tracking=True,
        # an engineer's own devices
        index="btree_not_null",
        domain=[("share", "=", False)],
        help="Our engineer who answers for the device.",
    )
    key_duty = fields.Text(
        string="Duty", help="What the person in charge must do for this device, and how often."
    )
    has_three_fixed = fields.Boolean(
        string="Person, device and duty named",
        compute="_compute_has_three_fixed",
        store=True,
        help="A named person, a named device and a named duty, as key devices need them.",
    )

    # key devices that lack something: a handful among tens of thousands
    _key_device_idx = models.Index("(has_three_fixed) WHERE is_key_device")

    @api.depends("custodian_name", "custodian_phone", "engineer_id", "key_duty", "serial_no", "asset_tag")
    def _compute_has_three_fixed(self):
        for device in self:
            device.has_three_fixed = not device._missing_three_fixed()

    def _missing_three_fixed(self) -> list[str]:
        """What this device lacks of person, device and duty, in the user's words."""
        missing = [
            self._fields[name]._description_string(self.env) for name in CHARGE_FIELDS if not self[name]
        ]
        if not self.serial_no and not self.asset_tag:
            missing.append(self.env._("serial number or asset number"))
        return missing

    @api.constrains("is_key_device", "serial_no", "asset_tag", *CHARGE_FIELDS)
    def _check_three_fixed(self):
        if self._is_through_door():
            return
        for device in self.filtered(lambda d: d.is_key_device and not d.has_three_fixed):
            raise KeyDeviceError(
                self.env._(
                    "%(device)s: a key device needs a named person, a named device and a named duty. "
                    "Please fill in: %(missing)s.",
                    device=device.display_name,
                    missing=format_list(self.env, device._missing_three_fixed()),
                )
            )

    def write(self, vals):
        """Tell the history when somebody else takes charge, or the duty changes."""
        names = [name for name in CHARGE_FIELDS if name in vals]
        before = {device.id: device._charge_words(names) for device in self} if names else {}
        result = super().write(vals)
        if names:
            after = {device.id: device._charge_words(names) for device in self}
            self._log_events(
                EventLine(device, "custodian", f"{before[device.id]} → {after[device.id]}")
                for device in self
                if before[device.id] != after[device.id]
            )
        return result

    def _charge_words(self, names: list[str]) -> str:
        """The values of these fields, for the history."""
        record = self.sudo()
        words = (record[name].name if name == "engineer_id" else record[name] for name in names)
        return " / ".join(" ".join(word.split()) for word in words if word) or "–"
