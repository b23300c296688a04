"""The arrival handshake: proof that somebody stands before the device, or before the contact (REQUIREMENTS V1)."""

import hmac
import re
import secrets

from odoo import api, fields, models
from odoo.tools import format_list

from ...exceptions import ArrivalCodeError
from ...rules.position import is_position
from ..base.rights import check_role

CODE_DIGITS = 4
MAX_TRIES = 5
AHEAD = ("confirmed", "under_way")
WHO_RENEWS = ("agent", "project_manager")


class Visit(models.Model):
    _inherit = "printer.visit"

    # only the contact knows it: nobody of ours can read it, search for it or find it among messages
    arrival_code = fields.Char(readonly=True, copy=False, groups=fields.NO_ACCESS)
    code_tries = fields.Integer(string="Wrong codes", readonly=True, copy=False)
    is_code_locked = fields.Boolean(string="Code locked", compute="_compute_is_code_locked")
    arrival_latitude = fields.Float(digits=(9, 6), readonly=True, copy=False)
    arrival_longitude = fields.Float(digits=(9, 6), readonly=True, copy=False)
    arrival_accuracy = fields.Float(
        string="Accuracy of the position (metres)", digits=(9, 1), readonly=True, copy=False
    )
    may_keep_position = fields.Boolean(
        compute="_compute_may_keep_position", help="Whether the person who looks has agreed to it."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "arrival_code",
            "code_tries",
            "arrival_latitude",
            "arrival_longitude",
            "arrival_accuracy",
        }

    @api.depends("code_tries")
    def _compute_is_code_locked(self):
        for visit in self:
            visit.is_code_locked = visit.code_tries >= MAX_TRIES

    @api.depends_context("uid")
    def _compute_may_keep_position(self):
        self.may_keep_position = self.env.user.visit_position_consent

    def _confirm(self, start, contact):
        super()._confirm(start, contact)
        self._give_codes()

    def _move(self, start, asked_by, reason, contact=None):
        """The code goes with the contact: another person gets another one."""
        is_another = contact and contact != self.contact_id
        super()._move(start, asked_by, reason, contact)
        if is_another:
            self._through_door().contact_id = contact
            self._give_codes()

    def _give_codes(self) -> None:
        """Give each visit a new code and tell it to the contact alone."""
        # codes are nobody's of ours to read or write
        for visit_sudo in self.sudo():
            visit_sudo._through_door().write(
                {"arrival_code": f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}", "code_tries": 0}
            )
        self._tell_codes()

    def action_renew_code(self):
        """Give the contact a new code, after too many wrong ones or when it is lost."""
        check_role(self.env, *WHO_RENEWS)
        self.check_access("write")
        for visit in self:
            if visit.state not in AHEAD:
                raise ArrivalCodeError(
                    self.env._("%(visit)s: a code is needed only before the arrival.", visit=visit.name)
                )
            visit._lock_visit()
        self._give_codes()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The contact has got a new code."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_arrive_by_code(self, code: str, position: dict | None = None) -> dict:
        """The contact told their code: somebody of ours stands before them.

        A wrong code is an answer and no error, so that the try stays counted.

        :param code: four digits
        :param position: ``latitude``, ``longitude`` (degrees) and ``accuracy`` (metres); kept only with consent
        :return: ``arrived`` and a ``message`` for the engineer
        """
        self.ensure_one()
        self._check_is_mine()
        self._lock_visit()
        self._check_agreed()
        self.invalidate_recordset(["code_tries"])
        if self.is_code_locked:
            return self._answer(False, self._locked_message())
        # nobody of ours may read the code; comparing is not reading
        code_sudo = self.sudo().arrival_code or ""
        typed = re.sub(r"\D", "", str(code or ""))
        if not code_sudo or not hmac.compare_digest(typed, code_sudo):
            self._through_door().code_tries += 1
            left = MAX_TRIES - self.code_tries
            if left <= 0:
                return self._answer(False, self._locked_message())
            return self._answer(
                False,
                self.env._("This is not the contact's code. %(left)d more tries.", left=left),
            )
        self._arrive("code", **self._position_values(position))
        return self._answer(True, self.env._("Arrival recorded: the contact's code is right."))

    def action_arrive_by_label(self, code: str, position: dict | None = None) -> dict:
        """The label of the device was scanned: somebody of ours stands before it.

        :param code: what was scanned or typed: the label's address, its number, a serial or asset number
        :param position: see :meth:`action_arrive_by_code`
        :return: ``arrived`` and a ``message`` for the engineer
        """
        self.ensure_one()
        self._check_is_mine()
        self._check_agreed()
        found = self.env["maintenance.equipment"]._find_by_code(str(code or "")[:300])
        if not self.equipment_id:
            return self._answer(
                False, self.env._("This request is about no device. Ask the contact for their code.")
            )
        if self.equipment_id not in found:
            if found:
                message = self.env._(
                    "This is %(found)s. The visit is for %(device)s.",
                    found=format_list(self.env, found[:3].mapped("display_name")),
                    device=self.equipment_id.display_name,
                )
            else:
                message = self.env._("No device of ours carries this code. Scan the label once more.")
            return self._answer(False, message)
        self._arrive("label", **self._position_values(position))
        return self._answer(
            True, self.env._("Arrival recorded at %(device)s.", device=self.equipment_id.display_name)
        )

    def _position_values(self, position: dict | None) -> dict:
        """What of a position is kept: nothing without the engineer's consent, nothing that is no place on earth."""
        if not self.env.user.visit_position_consent or not is_position(position):
            return {}
        return {f"arrival_{name}": float(position[name]) for name in ("latitude", "longitude", "accuracy")}

    def _locked_message(self) -> str:
        return self.env._(
            "Too many wrong codes. Scan the device's label, or ask the service desk to send the contact a new code."
        )

    @api.model
    def _answer(self, arrived: bool, message: str) -> dict:
        return {"arrived": arrived, "message": message}
