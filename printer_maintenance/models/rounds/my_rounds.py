"""The inspector's rounds on the telephone: read once, worked on without a connection, delivered when there is one."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..base.rights import check_role
from ..day.telephone import WHO

MOST_ROUNDS = 60
# how long a missed round can be made up for from the telephone
MISSED_IN_SIGHT = timedelta(days=7)


class MyRounds(models.AbstractModel):
    """What the telephone asks and brings on a round (REQUIREMENTS I2, I4). With the inspector's own rights."""

    _name = "printer.my.rounds"
    _inherit = "printer.telephone"
    _owner = "sheet"
    _owner_model = "printer.inspection.sheet"
    _description = "My rounds"

    @api.model
    def read_rounds(self) -> dict:
        """My rounds of today, what is late of them, and with those begun all that is needed to work on them.

        :return: ``day`` (ISO date), ``rounds`` with their ``sheets``, the ``lists`` that they go by, and the ``words``
            for reasons, as pairs
        """
        check_role(self.env, *WHO)
        rounds = self.env["printer.inspection.round"].search(
            # what was missed long ago does not crowd out today
            self._domain(),
            order="start_at desc, id desc",
            limit=MOST_ROUNDS,
        )
        rounds = rounds.sorted(lambda r: (r.start_at, r.id))
        begun = rounds.filtered(lambda r: r.state in ("under_way", "returned"))
        return {
            "day": fields.Date.to_string(self.env.company._printer_day(fields.Datetime.now())),
            "rounds": [self._round_data(record) for record in rounds],
            "lists": self._lists(begun.sheet_ids),
            "words": self._words(),
        }

    @api.model
    def _domain(self) -> Domain:
        """Mine up to today that are not handed in, and those of today that are; each company has its own midnight."""
        now = fields.Datetime.now()
        return Domain.OR(
            Domain("company_id", "in", companies.ids) & self._domain_on(day)
            for day, companies in self.env.companies.grouped(lambda c: c._printer_day(now)).items()
        )

    @api.model
    def _domain_on(self, today) -> Domain:
        """Those of one day; what was missed stays for some days, and until its reason is told."""
        mine = Domain("leader_id", "=", self.env.uid) | Domain("second_id", "=", self.env.uid)
        ahead = Domain("state", "in", ("planned", "under_way", "returned")) & Domain("date", "<=", today)
        missed = Domain("state", "=", "missed") & (
            Domain("late_reason", "=", False) | Domain("date", ">=", today - MISSED_IN_SIGHT)
        )
        done = Domain("state", "in", ("handed_in", "accepted")) & Domain("date", "=", today)
        return mine & (ahead | missed | done)

    def _round_data(self, record) -> dict:
        states = dict(record._fields["state"]._description_selection(self.env))
        kinds = dict(record._fields["kind"]._description_selection(self.env))
        record_sudo = record.sudo()  # names of people and places belong to one's own round
        is_begun = record.state in ("under_way", "returned")
        return {
            "id": record.id,
            "name": record.display_name,
            "kind": record.kind,
            "kind_label": kinds[record.kind],
            "state": record.state,
            "state_label": states[record.state],
            "date": fields.Date.to_string(record.date),
            "start": fields.Datetime.to_string(record.start_at),
            "unit": record_sudo.unit_id.name or "",
            "department": record_sudo.department_id.name or "",
            "leader": record_sudo.leader_id.name or "",
            "second": record_sudo.second_id.name or "",
            "is_leader": record_sudo.leader_id == self.env.user,
            "is_second": record_sudo.second_id == self.env.user,
            "is_confirmed": bool(record.confirmed_at),
            "is_late": record._is_late(),
            "awaits_reason": record.awaits_reason,
            "supervisor_remark": record.supervisor_remark or "",
            "is_extra": bool(record_sudo.boost_id),
            "is_retest": record.is_retest,
            "sheets": record.sheet_ids.sorted("sequence")._round_data() if is_begun else [],
        }

    @api.model
    def _lists(self, sheets) -> dict:
        """The points of each checklist and version that these sheets go by."""
        # the administrator's lists
        versions = {(sheet.checklist_id, sheet.checklist_version) for sheet in sheets.sudo()}
        return {
            f"{checklist.id}-{version}": {
                "name": checklist.name,
                "allows_quick": checklist.allows_quick,
                "points": checklist._points(version)._round_data(),
            }
            for checklist, version in versions
        }

    @api.model
    def _words(self) -> dict:
        """The reasons that can be chosen, in the reader's language."""
        Sheet, Round = self.env["printer.inspection.sheet"], self.env["printer.inspection.round"]
        return {
            name: [list(pair) for pair in model._fields[name]._description_selection(self.env)]
            for model, name in (
                (Sheet, "left_out_reason"),
                (Sheet, "no_scan_reason"),
                (Sheet, "opinion_score"),
                (Round, "late_reason"),
            )
        }

    def _owner_data(self, owner) -> dict:
        return owner._round_data()[0]

    def _deeds(self, owner) -> dict:
        return owner._round_deeds()


class MyDay(models.AbstractModel):
    _inherit = "printer.my.day"

    @api.model
    def read_day(self):
        """Tell beside the visits how many rounds wait today."""
        waiting = self.env["printer.my.rounds"]._domain() & Domain(
            "state", "in", ("planned", "under_way", "returned")
        )
        return super().read_day() | {"rounds": self.env["printer.inspection.round"].search_count(waiting)}
