"""The engineer's day on the telephone: read once, worked on without a connection, delivered when there is one."""

from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.fields import Domain

from ..base.rights import check_role
from ..visit.visit import OPEN_STATES
from .telephone import WHO

DONE_STATES = ("finished", "unfinished")
MOST_VISITS = 60


class MyDay(models.AbstractModel):
    """What the telephone asks and brings (REQUIREMENTS V1, V9). All of it runs with the engineer's own rights."""

    _name = "printer.my.day"
    _inherit = "printer.telephone"
    _owner = "visit"
    _owner_model = "printer.visit"
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

    def _owner_data(self, owner) -> dict:
        return owner._day_data()[0]

    def _deeds(self, owner) -> dict:
        return owner._day_deeds()

    def _tell_late(self, owner, kind: str, seconds: int) -> None:
        owner._tell_late(kind, seconds)
