"""What telephones deliver: deed by deed, each done once, with the rights of whoever did it."""

import math
from typing import ClassVar

from odoo import api, models
from odoo.exceptions import UserError

from ...exceptions import DayError
from ..base.rights import check_role
from .deed import UID_LENGTH

WHO = ("engineer",)
LONGEST_WAIT_SECONDS = 30 * 24 * 3600


class Telephone(models.AbstractModel):
    """A page that works on without a connection. It says what its deeds are about and what each of them does."""

    _name = "printer.telephone"
    _description = "Work on the telephone"

    # the word for what deeds are about, and its model
    _owner: ClassVar[str]
    _owner_model: ClassVar[str]

    @api.model
    def deliver(self, deed: dict) -> dict:
        """Do one deed; done once, however often it is sent.

        :param deed: ``uid`` (the telephone's name for it), ``visit_id`` or ``sheet_id``, ``kind``, ``args``, and
            ``age``: seconds for which it waited on the telephone, which no difference between clocks can falsify
        :return: ``status`` (``done``, ``refused`` with a ``message``, ``conflict`` with both values) and the visit or
            sheet as it stands now; none when it is no longer the engineer's
        """
        check_role(self.env, *WHO)
        owner, kind, args, uid, age = self._understand(deed)
        answer = {"status": "done"}
        try:
            with self.env.cr.savepoint():
                answer = self._do(owner, kind, args, uid, age)
        except UserError as error:
            answer = {"status": "refused", "message": str(error)}
        owner.invalidate_recordset()
        mine = owner.exists() and owner.has_access("read")
        return {**answer, self._owner: self._owner_data(owner) if mine else None}

    def _do(self, owner, kind: str, args: dict, uid: str, age: int) -> dict:
        owner.check_access("read")
        deeds = self._deeds(owner)
        if kind not in deeds:
            raise DayError(self.env._("Your telephone shows an old page. Please load it again."))
        # the list of what was done is the system's
        if not self.env["printer.day.deed"].sudo()._begin(uid, owner, kind, age):
            return {"status": "done"}
        result = deeds[kind](owner, args) or {}
        if "conflict" in result:
            self._forget(uid)
            return {"status": "conflict", "conflict": result["conflict"]}
        if "refused" in result:
            # the try stays counted; the deed is over
            return {"status": "refused", "message": result["refused"]}
        self._tell_late(owner, kind, age)
        return {"status": "done"}

    def _forget(self, uid: str) -> None:
        """A deed that changed nothing may come again, with what the engineer decided."""
        # see _do
        self.env["printer.day.deed"].sudo().search([("uid", "=", uid)]).unlink()

    @api.model
    def _understand(self, deed: dict) -> tuple:
        """The parts of a deed.

        :raises DayError: for what is none
        """
        if not isinstance(deed, dict):
            raise DayError(self.env._("This cannot be understood. Please load the page again."))
        uid, owner_id, args, age = (deed.get(name) for name in ("uid", f"{self._owner}_id", "args", "age"))
        fits = (
            isinstance(uid, str)
            and 8 <= len(uid) <= UID_LENGTH
            and isinstance(owner_id, int)
            and isinstance(args or {}, dict)
            and isinstance(age or 0, int | float)
            and math.isfinite(age or 0)
        )
        if not fits:
            raise DayError(self.env._("This cannot be understood. Please load the page again."))
        seconds = int(min(max(age or 0, 0), LONGEST_WAIT_SECONDS))
        owner = self.env[self._owner_model].browse(owner_id)
        return owner, str(deed.get("kind")), args or {}, uid, seconds

    def _owner_data(self, owner) -> dict:
        """A visit or sheet as the telephone shows it."""
        raise NotImplementedError

    def _deeds(self, owner) -> dict:
        """What each kind of deed does, by name: functions of the owner and the arguments."""
        raise NotImplementedError

    def _tell_late(self, owner, kind: str, seconds: int) -> None:
        """Keep the person's word beside a time that the server stamped late."""
