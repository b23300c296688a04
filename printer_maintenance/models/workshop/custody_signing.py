"""What the contact signs: the consent with its receipt, and the return."""

from odoo import models
from odoo.tools import format_date

from ...exceptions import CustodyError

PURPOSES = ("consent", "return")


class Custody(models.Model):
    _inherit = "printer.custody"

    def _signing_words(self, purpose):
        if purpose == "consent":
            return (
                self.env._("May we take the device along?"),
                self.env._(
                    "With your signature you agree that the device goes to our workshop. You get this receipt by mail."
                ),
            )
        return (
            self.env._("Please check the device and sign"),
            self.env._(
                "With your signature you confirm that you have the device back, with what came with it."
            ),
        )

    def _signing_lines(self, purpose):
        stay_sudo = self.sudo()  # engineers need not see every field of the customer's
        labels = {
            name: field._description_string(self.env)
            for name, field in self._fields.items()
            if field._module == "printer_maintenance"
        }
        lines = [(labels["equipment_id"], stay_sudo.equipment_id.display_name)]
        if purpose == "consent":
            lines += [
                (labels["reason"], stay_sudo.reason),
                (labels["condition_taken"], stay_sudo.condition_taken),
                (labels["accessory_ids"], stay_sudo.accessory_ids._as_text()),
                (labels["media"], stay_sudo._media_text()),
                (labels["due_on"], stay_sudo.due_on and format_date(self.env, stay_sudo.due_on)),
            ]
        else:
            lines += [
                (labels["condition_returned"], stay_sudo.condition_returned),
                (labels["accessory_ids"], stay_sudo.accessory_ids.filtered("is_returned")._as_text()),
                (labels["missing_note"], stay_sudo.missing_note),
            ]
        return lines

    def _media_text(self) -> str:
        """How the storage media were handled, in words."""
        self.ensure_one()
        words = dict(self._fields["media"]._description_selection(self.env)).get(self.media, "")
        return f"{words} ({self.media_note})" if self.media_note else words

    def _signed_content(self, purpose):
        stay_sudo = self.sudo()  # see _signing_lines
        names = ("equipment_id", "reason", "condition_taken", "media", "media_note", "due_on", "taken_at")
        if purpose == "return":
            names += ("condition_returned", "missing_note")
        accessories = [
            (line.id, line.name, line.quantity, line.serial_no, line.is_returned)
            for line in stay_sudo.accessory_ids
        ]
        return [
            *(stay_sudo[name].id if name == "equipment_id" else stay_sudo[name] for name in names),
            accessories,
        ]

    def _check_may_sign(self, purpose):
        if purpose not in PURPOSES:
            raise CustodyError(self.env._("Nothing waits for a signature here."))
        self._check_may_act()
        self._lock_handover()

    def _take_signature(self, purpose, name, signature):
        waits = self.state == "requested" if purpose == "consent" else self.awaits_return
        if not waits:
            raise CustodyError(self.env._("Nothing waits for a signature here."))
        if purpose == "consent":
            self._take(name, signature)
        else:
            self._return(name, signature)
        self._after_signature(purpose)

    def _after_signature(self, purpose: str) -> None:
        """What follows once the contact has signed; capabilities add theirs."""
