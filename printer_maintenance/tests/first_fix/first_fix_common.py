"""What tests of first-time fix share: faults that are reported, mended and come back."""

from freezegun import freeze_time

from odoo import fields

from ..visit.visit_common import VisitCase

DONE = {
    "fault_cause": "Worn roller",
    "work_done": "Roller replaced",
    "is_tested": True,
    "is_explained": True,
    "briefing_omitted": "Knows it well",
}


class FirstFixCase(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Code = cls.env["printer.fault.code"]
        cls.jam, cls.streaks = Code.create(
            [{"code": "T-JAM", "name": "Test jam"}, {"code": "T-STREAK", "name": "Test streaks"}]
        )
        cls.roller = Code.create(
            {"code": "T-ROLLER", "name": "Test roller", "kind": "cause", "parent_id": cls.jam.id}
        )

    def _fault(self, moment, **values):
        """A fault reported at a moment."""
        with freeze_time(moment):
            return self._report(**{"symptom_id": self.jam.id, **values})

    def _visit(self, ticket, moment, engineer=None, kind="on_site"):
        """Somebody at work on a request: arrived at that moment, or on the telephone."""
        with freeze_time(moment):
            visit = self.env["printer.visit"]._plan(ticket, engineer or self.engineer, False, kind=kind)
            if kind == "remote":
                visit.action_start_remote()
            else:
                visit._confirm(fields.Datetime.now(), self.contact)
                visit.action_arrive()
        return visit

    def _finish(self, visit, moment):
        with freeze_time(moment):
            visit.write(DONE)
            visit.action_finish_work()
            visit._close_unsigned(self._reason("paper"), False)

    def _leave(self, visit, moment, reason):
        """Leave unfinished; the visit that follows is returned."""
        with freeze_time(moment):
            return visit._leave_unfinished(self._reason(reason), "Later")

    def _mended(self, reported, arrived, finished, engineer=None, **values):
        """A fault that one visit mended."""
        ticket = self._fault(reported, **values)
        self._finish(self._visit(ticket, arrived, engineer), finished)
        return ticket
