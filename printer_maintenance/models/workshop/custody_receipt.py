"""Taking a device along: why, in what condition, with what, and with the contact's consent (REQUIREMENTS V4)."""

from odoo import api, fields, models

from ...exceptions import CustodyError, RetiredDeviceError

MEDIA = [
    ("none", "No storage media"),
    ("removed", "Removed and left with the customer"),
    ("sealed", "Stays sealed in the device"),
    ("wiped", "Wiped with consent"),
]


class Custody(models.Model):
    _inherit = "printer.custody"

    reason = fields.Text(string="Why it must be taken", readonly=True)
    refusal = fields.Text(string="Why consent was refused", readonly=True)
    condition_taken = fields.Text(string="Condition when taken", readonly=True)
    condition_before = fields.Char(string="State before", readonly=True)
    media = fields.Selection(MEDIA, string="Storage media", readonly=True)
    media_note = fields.Char(string="Note on storage media", readonly=True)
    accessory_ids = fields.One2many(
        "printer.custody.accessory", "custody_id", string="Accessories", readonly=True
    )
    taken_at = fields.Datetime(string="Taken at", readonly=True)
    consented_by = fields.Char(string="Consent given by", readonly=True)
    consent_signature = fields.Image(
        string="Signature for the consent", max_width=1024, max_height=1024, readonly=True
    )

    def _fill_receipt(
        self, reason: str, condition: str, media: str, due_on, accessories, media_note=""
    ) -> None:
        """Write what the contact will sign for; again as long as nobody has signed.

        :param reason: why it cannot be repaired on site
        :param condition: what the device looks like as it leaves the customer
        :param media: value of ``media``: how its storage media were handled
        :param due_on: date on which the customer gets it back
        :param accessories: values of the accessories taken along: ``name``, ``quantity``, ``serial_no``
        :raises CustodyError: naming what is missing
        """
        self.ensure_one()
        self._check_may_act()
        self._check_receipt(reason, condition, media, due_on)
        self._lock_handover()
        if self.state != "requested":
            raise CustodyError(
                self.env._("%(stay)s: the receipt was given out and stays as it is.", stay=self.name)
            )
        # the record is the system's to write; the role was checked
        stay_sudo = self.sudo()._through_door()
        stay_sudo.accessory_ids.unlink()
        stay_sudo.write(
            {
                "reason": reason.strip(),
                "condition_taken": condition.strip(),
                "media": media,
                "media_note": (media_note or "").strip(),
                "due_on": due_on,
                "accessory_ids": [fields.Command.create(values) for values in accessories],
            }
        )

    def _check_receipt(self, reason: str, condition: str, media: str, due_on) -> None:
        """Raise for what is missing from a receipt."""
        if not (reason or "").strip():
            raise CustodyError(self.env._("Please write why the device cannot be repaired on site."))
        if not (condition or "").strip():
            raise CustodyError(self.env._("Please write what condition the device is in."))
        if media not in dict(MEDIA):
            raise CustodyError(self.env._("Please say what happened to the storage media of the device."))
        self._check_due(due_on)

    def _refuse(self, reason: str) -> None:
        """Put on record that the contact does not let the device go; nothing is taken.

        :raises CustodyError: without a reason
        """
        self.ensure_one()
        self._check_may_act()
        if not (reason or "").strip():
            raise CustodyError(self.env._("Please write why the contact does not agree."))
        self._lock_handover()
        self._step("refused", refusal=reason.strip())

    def _take(self, name: str, signature: str) -> None:
        """The contact has agreed and has the receipt: the device goes along.

        :param name: the name that the contact gave
        :param signature: PNG or JPEG, base64
        """
        self.ensure_one()
        # the device's state follows from the stay, not from a right on it
        device_sudo = self.equipment_id.sudo()
        self._check_device(device_sudo)
        self._step(
            "taken",
            taken_at=fields.Datetime.now(),
            consented_by=name,
            consent_signature=signature,
            condition_before=device_sudo.condition,
        )
        device_sudo._set_condition("workshop")
        device_sudo._log_event("to_workshop", f"{self.name} {self.condition_taken}", self)
        self._trail(self.env._("With %(engineer)s", engineer=self.env.user.name))

    @api.model
    def _check_device(self, device) -> None:
        """Raise for a device that nobody can take along."""
        if not device:
            raise CustodyError(self.env._("The request names no device that could be taken along."))
        if device.condition == "retired":
            raise RetiredDeviceError(
                self.env._("%(device)s is retired; it cannot be taken along.", device=device.display_name)
            )
        if device.condition == "workshop":
            raise CustodyError(
                self.env._("%(device)s is already at the workshop.", device=device.display_name)
            )
