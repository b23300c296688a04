"""What tests of visits share: reasons by name, moments of one day."""

from freezegun import freeze_time

from odoo import fields

from ..common import PrinterCase


def at(time: str):
    """A moment of 2026-03-02, or a whole one."""
    return fields.Datetime.to_datetime(f"2026-03-02 {time}:00" if len(time) == 5 else time)


class VisitCase(PrinterCase):
    """A second engineer of the same station beside the small world."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dispatcher = cls.users["dispatcher"]
        cls.colleague = cls.users["second_line"]
        cls.team.user_ids += cls.colleague

    def _at(self, time):
        return freeze_time(at(time))

    def _reason(self, name):
        return self.env.ref(f"printer_maintenance.visit_reason_{name}")

    def _agreed(self, reported="08:00", confirmed="08:10", start="08:40", **values):
        """A visit that was agreed on, as its engineer sees it."""
        with self._at(reported):
            ticket = self._report(**values)
        with self._at(confirmed):
            visit = ticket.with_user(self.agent)._confirm_visit(
                self.engineer, at(start), self.contact, self.agent
            )
        return visit.with_user(self.engineer)

    def _on_site(self, time="08:35", **values):
        visit = self._agreed(**values)
        with self._at(time):
            visit.action_arrive()
        return visit

    def _worked(self, time="09:10", **values):
        visit = self._on_site(**values)
        visit.write(
            {
                "fault_cause": "Worn roller",
                "work_done": "Roller replaced",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        with self._at(time):
            visit.action_finish_work()
        return visit
