"""A device in our hands: consent, receipt, where it is, and back to the customer."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import LockError

from ...exceptions import CustodyError, RetiredDeviceError
from ..base.rights import has_role

# our responsibility: from the customer's door until back there
HELD_STATES = ("taken", "at_workshop", "at_maker", "ready")
OPEN_STATES = ("requested", "consented", *HELD_STATES)


class Custody(models.Model):
    """One stay of one device at the workshop (REQUIREMENTS V4)."""

    _name = "printer.custody"
    _description = "Device at the workshop"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.state.mixin"]
    _order = "due_on, id desc"

    _transitions: ClassVar = {
        "requested": ("consented", "refused"),
        "consented": ("taken", "refused"),
        "taken": ("at_workshop",),
        "at_workshop": ("at_maker", "ready"),
        "at_maker": ("at_workshop", "ready"),
        # back to the bench: it did not pass the last test
        "ready": ("at_workshop", "returned"),
        "returned": (),
        "refused": (),
    }

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    visit_id = fields.Many2one(
        "printer.visit",
        string="Taken on visit",
        required=True,
        index=True,
        readonly=True,
        ondelete="restrict",
    )
    ticket_id = fields.Many2one(related="visit_id.ticket_id", store=True, index=True)
    # the device that was taken, even when the request is corrected to another one later
    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", required=True, readonly=True, ondelete="restrict"
    )
    unit_id = fields.Many2one(related="ticket_id.unit_id")
    company_id = fields.Many2one(related="ticket_id.company_id", store=True)
    contact_id = fields.Many2one("res.partner", string="Contact", readonly=True)
    engineer_id = fields.Many2one("res.users", string="Engineer", readonly=True)
    state = fields.Selection(
        [
            ("requested", "Consent asked"),
            ("consented", "Consent given"),
            ("taken", "Taken along"),
            ("at_workshop", "At the workshop"),
            ("at_maker", "At the maker"),
            ("ready", "Ready to go back"),
            ("returned", "Given back"),
            ("refused", "Consent refused"),
        ],
        default="requested",
        required=True,
        tracking=True,
        copy=False,
    )
    reason = fields.Text(string="Why it must be taken", readonly=True)
    refusal = fields.Text(string="Why consent was refused", readonly=True)
    consented_by = fields.Char(string="Consent given by", readonly=True)
    consented_at = fields.Datetime(string="Consent given at", readonly=True)
    consent_signature = fields.Image(max_width=1024, max_height=1024, readonly=True)
    taken_at = fields.Datetime(readonly=True)
    condition_taken = fields.Text(string="Condition when taken", readonly=True)
    condition_before = fields.Char(readonly=True)
    media = fields.Selection(
        [
            ("none", "No storage media"),
            ("removed", "Removed and left with the customer"),
            ("sealed", "Stays sealed in the device"),
            ("wiped", "Wiped with consent"),
        ],
        string="Storage media",
        readonly=True,
    )
    media_note = fields.Char(string="Note on storage media", readonly=True)
    accessory_ids = fields.One2many("printer.custody.accessory", "custody_id", string="Accessories")
    move_ids = fields.One2many("printer.custody.move", "custody_id", string="Where it was", readonly=True)
    place = fields.Char(string="Where it is now", readonly=True)
    due_on = fields.Date(string="Due back", readonly=True, tracking=True)
    reminder_step = fields.Integer(readonly=True, copy=False)
    returned_by = fields.Char(string="Received back by", readonly=True)
    returned_at = fields.Datetime(string="Given back at", readonly=True)
    return_signature = fields.Image(max_width=1024, max_height=1024, readonly=True)
    condition_returned = fields.Text(string="Condition when given back", readonly=True)
    missing_note = fields.Text(string="What is missing", readonly=True)

    # a device is with us once at a time; also finds the device's stay under way
    _one_stay = models.UniqueIndex(
        "(equipment_id) WHERE state NOT IN ('returned', 'refused')",
        "This device is already on its way to the workshop, or there.",
    )
    # the reminders: what should be back by now
    _due_idx = models.Index("(due_on) WHERE state IN ('taken', 'at_workshop', 'at_maker', 'ready')")

    @api.model
    def _get_guarded_fields(self):
        own = {
            name
            for name, field in self._fields.items()
            if field._module == "printer_maintenance"
            and field.store
            and field.readonly
            and not field.compute
            and field.model_name == self._name
        }
        return super()._get_guarded_fields() | (own - {"move_ids"})

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                vals["name"] = self.env["ir.sequence"].sudo().next_by_code("printer.custody") or "/"
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise CustodyError(self.env._("A stay at the workshop is on record and cannot be deleted."))

    def _check_may_act(self) -> None:
        """Only the engineers of the request's visits, or who directs them, may act.

        :raises AccessError: for anybody else
        """
        if not has_role(self.env, "agent"):
            self.visit_id._check_is_mine()

    def _lock_stay(self) -> None:
        """Let two people who act on the same stay follow one another.

        :raises CustodyError: when somebody else is changing it at this very moment
        """
        try:
            self.sudo().lock_for_update()  # locking asks for the right to write, the role was checked
        except LockError as error:
            raise CustodyError(
                self.env._("Somebody is working on this stay at this very moment. Please try again.")
            ) from error
        self.invalidate_recordset(["state"])

    def _step(self, target: str, **values) -> None:
        """Move on; who may do so was checked, the record is written by the server only."""
        self.sudo()._set_state(target, **values)  # nobody has a right to write stays by hand

    def _consent(self, name: str, signature: str) -> None:
        """Take the contact's consent (REQUIREMENTS V4).

        :param name: the name that the contact gave
        :param signature: PNG or JPEG, base64
        :raises SignatureError: saying what is wrong with it
        """
        self.ensure_one()
        self._check_may_act()
        self.env["printer.visit"]._check_drawing(name, signature)
        self._lock_stay()
        self._step(
            "consented",
            consented_by=name.strip(),
            consent_signature=signature,
            consented_at=fields.Datetime.now(),
        )

    def _refuse(self, reason: str) -> None:
        """Put on record that the contact does not let the device go; nothing is taken.

        :raises CustodyError: without a reason
        """
        self.ensure_one()
        self._check_may_act()
        if not (reason or "").strip():
            raise CustodyError(self.env._("Please write why the contact does not agree."))
        self._lock_stay()
        self._step("refused", refusal=reason.strip())

    def _take(self, condition: str, media: str, due_on, place: str = "", media_note: str = "") -> None:
        """Take the device along, against a receipt.

        :param condition: what it looks like as it leaves the customer
        :param media: value of ``media``: how its storage media were handled
        :param due_on: when the customer gets it back
        :raises CustodyError: naming what is missing
        """
        self.ensure_one()
        self._check_may_act()
        self._check_receipt(condition, media, due_on)
        self._lock_stay()
        device_sudo = (
            self.equipment_id.sudo()
        )  # the device's state follows from the stay, not from a right on it
        self._check_device(device_sudo)
        self._step(
            "taken",
            taken_at=fields.Datetime.now(),
            condition_taken=condition.strip(),
            condition_before=device_sudo.condition,
            media=media,
            media_note=media_note,
            due_on=due_on,
        )
        device_sudo._set_condition("workshop")
        device_sudo._log_event("to_workshop", f"{self.name} {condition.strip()}", self)
        self._trail(place or self.env._("With %(engineer)s", engineer=self.env.user.name))

    def _check_receipt(self, condition: str, media: str, due_on) -> None:
        """Raise for what is missing from a receipt."""
        if not (condition or "").strip():
            raise CustodyError(self.env._("Please write what condition the device is in."))
        if media not in dict(self._fields["media"].selection):
            raise CustodyError(self.env._("Please say what happened to the storage media of the device."))
        if not due_on:
            raise CustodyError(self.env._("Please say when the customer gets the device back."))
        if due_on < fields.Date.context_today(self):
            raise CustodyError(self.env._("The date on which the device is due back lies in the past."))

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

    def _trail(self, place: str) -> None:
        """Add a line to the trail and keep where the device is now."""
        # the trail only grows, through here
        self.env["printer.custody.move"].sudo()._through_door().create(
            [{"custody_id": stay.id, "place": place} for stay in self]
        )
        self.sudo()._through_door().write({"place": place})  # see _step

    def _move_to(self, place: str, target: str = "") -> None:
        """Say where the device is now.

        :param target: the state that goes with it; empty when only the place changes
        :raises CustodyError: without a place, or when the device is not with us
        """
        self.ensure_one()
        self._check_may_act()
        if not (place or "").strip():
            raise CustodyError(self.env._("Please say where the device is now."))
        self._lock_stay()
        if self.state not in HELD_STATES:
            raise CustodyError(self.env._("%(stay)s: the device is not with us.", stay=self.name))
        if target:
            self._step(target)
        self._trail(place.strip())

    def action_at_workshop(self):
        """The device has arrived at the workshop, or is back from the maker."""
        self._move_to(self.env._("Workshop"), "at_workshop")

    def action_at_maker(self):
        """The device went on to its maker."""
        self._move_to(self.env._("Maker"), "at_maker")

    def action_ready(self):
        """The device is repaired and waits to go back."""
        self.ensure_one()
        self._move_to(self.place, "ready")

    def _return(self, name: str, signature: str, condition: str, missing_note: str = "") -> None:
        """Give the device back, signed by the contact.

        :param missing_note: what became of accessories that are not ticked off
        :raises CustodyError: naming the accessories that are missing without a word
        """
        self.ensure_one()
        self._check_may_act()
        if not (condition or "").strip():
            raise CustodyError(self.env._("Please write what condition the device is in."))
        missing = self.accessory_ids.filtered(lambda line: not line.is_returned)
        if missing and not (missing_note or "").strip():
            raise CustodyError(
                self.env._(
                    "Not ticked off: %(names)s. Please write what became of it.",
                    names=", ".join(missing.mapped("name")),
                )
            )
        self.env["printer.visit"]._check_drawing(name, signature)
        self._lock_stay()
        self._step(
            "returned",
            returned_by=name.strip(),
            returned_at=fields.Datetime.now(),
            return_signature=signature,
            condition_returned=condition.strip(),
            missing_note=(missing_note or "").strip(),
        )
        device_sudo = self.equipment_id.sudo()  # see _take
        if device_sudo.condition == "workshop":
            back = self.condition_before
            device_sudo._set_condition(back if back in ("faulty", "stored") else "in_service")
        device_sudo._log_event("from_workshop", f"{self.name} {condition.strip()}", self)
        self._trail(self.env._("Back with the customer"))
