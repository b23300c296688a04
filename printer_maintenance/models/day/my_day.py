"""The engineer's day on the telephone: read once, worked on without a connection, delivered when there is one."""

import math
from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...exceptions import DayError
from ..base.rights import check_role
from ..visit.visit import OPEN_STATES
from .deed import UID_LENGTH

WHO = ("engineer",)
DONE_STATES = ("finished", "unfinished")
MOST_VISITS = 60
LONGEST_WAIT_SECONDS = 30 * 24 * 3600


class MyDay(models.AbstractModel):
    """What the telephone asks and brings (REQUIREMENTS V1, V9). All of it runs with the engineer's own rights."""

    _name = "printer.my.day"
    _description = "My day"

    @api.model
    def read_day(self) -> dict:
        """The visits of today and what is still open, with all that is needed to work on them.

        :return: ``day`` (ISO date), ``visits`` and the fault ``codes`` by device category
        """
        check_role(self.env, *WHO)
        visits = self.env["printer.visit"].search(self._domain(), order="slot_start, id", limit=MOST_VISITS)
        return {
            "day": fields.Date.to_string(fields.Date.context_today(self)),
            "visits": visits._day_data(),
            "codes": self._codes(visits),
        }

    @api.model
    def _domain(self) -> Domain:
        """My visits: open ones up to the end of today, those without a time, and what I ended today."""
        zone = pytz.timezone(self.env.user.tz or "UTC")
        today = fields.Date.context_today(self)
        start, end = (
            zone.localize(datetime.combine(today + timedelta(days=days), time.min))
            .astimezone(pytz.utc)
            .replace(tzinfo=None)
            for days in (0, 1)
        )
        mine = Domain("engineer_id", "=", self.env.uid) | Domain("engineer_ids", "in", self.env.uid)
        ahead = Domain("state", "in", OPEN_STATES) & (
            Domain("slot_start", "<", end) | Domain("slot_start", "=", False)
        )
        done = Domain("state", "in", DONE_STATES) & Domain("left_at", ">=", start)
        return mine & (ahead | done)

    @api.model
    def _codes(self, visits) -> dict:
        """Causes and remedies by device category: what the telephone offers."""
        Code = self.env["printer.fault.code"]
        found = {}
        for category in visits.sudo().device_category_id:
            # a handful of categories, one for each type of device
            codes = Code.search([("kind", "in", ("cause", "remedy")), ("applies_to_id", "=", category.id)])
            found[category.id] = [
                {
                    "id": code.id,
                    "kind": code.kind,
                    "name": code.display_name,
                    "parent": code.parent_id.id or False,
                    "above": code.parent_id.parent_id.id or False,
                }
                for code in codes
            ]
        return found

    @api.model
    def deliver(self, deed: dict) -> dict:
        """Do one deed; done once, however often it is sent.

        :param deed: ``uid`` (the telephone's name for it), ``visit_id``, ``kind``, ``args``, and ``age``: seconds for
            which it waited on the telephone, which no difference between clocks can falsify
        :return: ``status`` (``done``, ``refused`` with a ``message``, ``conflict`` with both values) and the ``visit``
            as it stands now; no visit when it is no longer the engineer's
        """
        check_role(self.env, *WHO)
        visit, kind, args, uid, age = self._understand(deed)
        answer = {"status": "done"}
        try:
            with self.env.cr.savepoint():
                answer = self._do(visit, kind, args, uid, age)
        except UserError as error:
            answer = {"status": "refused", "message": str(error)}
        visit.invalidate_recordset()
        mine = visit.exists() and visit.has_access("read")
        return {**answer, "visit": visit._day_data()[0] if mine else None}

    def _do(self, visit, kind: str, args: dict, uid: str, age: int) -> dict:
        visit.check_access("read")
        deeds = visit._day_deeds()
        if kind not in deeds:
            raise DayError(self.env._("Your telephone shows an old page. Please load it again."))
        # the list of what was done is the system's
        if not self.env["printer.day.deed"].sudo()._begin(uid, visit, kind, age):
            return {"status": "done"}
        result = deeds[kind](visit, args) or {}
        if "conflict" in result:
            self._forget(uid)
            return {"status": "conflict", "conflict": result["conflict"]}
        if "refused" in result:
            # the try stays counted; the deed is over
            return {"status": "refused", "message": result["refused"]}
        visit._tell_late(kind, age)
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
        uid, visit_id, args, age = (deed.get(name) for name in ("uid", "visit_id", "args", "age"))
        fits = (
            isinstance(uid, str)
            and 8 <= len(uid) <= UID_LENGTH
            and isinstance(visit_id, int)
            and isinstance(args or {}, dict)
            and isinstance(age or 0, int | float)
            and math.isfinite(age or 0)
        )
        if not fits:
            raise DayError(self.env._("This cannot be understood. Please load the page again."))
        seconds = int(min(max(age or 0, 0), LONGEST_WAIT_SECONDS))
        visit = self.env["printer.visit"].browse(visit_id)
        return visit, str(deed.get("kind")), args or {}, uid, seconds
