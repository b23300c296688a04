"""One request is one failure, however many visits it takes: Odoo's own MTTR and MTBF stay true."""

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .test_signature import drawing
from .visit_common import VisitCase, at

DONE = {
    "fault_cause": "Main board",
    "work_done": "Exchanged",
    "is_tested": True,
    "is_explained": True,
    "briefing_omitted": "Knows it well",
}


@tagged("post_install", "-at_install")
class TestFailureInStep(VisitCase):
    def _work(self, visit, moment):
        """The engineer arrives, does the work and closes it, all at one moment."""
        visit = visit.with_user(self.engineer)
        with freeze_time(moment):
            if visit.kind == "remote":
                visit.action_start_remote()
            else:
                visit.action_arrive()
            visit.write(DONE)
            visit.action_finish_work()
            visit.sudo()._close_unsigned(self._reason("paper"), False)

    def test_second_visit_belongs_to_the_same_failure_which_ends_with_its_work(self):
        visit = self._on_site()
        ticket = visit.ticket_id.sudo()
        with self._at("09:30"):
            following = visit.sudo()._leave_unfinished(self._reason("part"), "Main board")
        failure = ticket.maintenance_request_ids
        self.assertEqual(len(failure), 1)
        self.assertFalse(failure.stage_id.done)
        with freeze_time("2026-03-05 08:00:00"):
            ticket.with_user(self.agent)._confirm_visit(
                self.engineer,
                fields.Datetime.now(),
                self.contact,
                self.agent,
                visit=following.with_user(self.agent),
            )
        self._work(following, "2026-03-05 09:00:00")
        self.assertEqual(ticket.maintenance_request_ids, failure)
        self.assertTrue(failure.stage_id.done)
        self.assertEqual(str(failure.close_date), "2026-03-05")
        self.assertEqual(self.device.mttr, 3)

    def test_refused_work_keeps_the_failure_open(self):
        visit = self._worked()
        with self._at("09:20"):
            visit.sudo()._refuse(self._reason("again"), "Still jams")
        self.assertFalse(visit.ticket_id.sudo().maintenance_request_ids.stage_id.done)

    def test_remote_help_ends_the_failure_as_well(self):
        with self._at("08:00"):
            ticket = self._report()
        visit = self.env["printer.visit"]._plan(ticket, self.engineer, False, kind="remote")
        self._work(visit, "2026-03-04 09:00:00")
        failure = ticket.maintenance_request_ids
        self.assertTrue(failure.stage_id.done)
        self.assertEqual((str(failure.close_date), self.device.mttr), ("2026-03-04", 2))

    def test_signature_that_comes_later_does_not_lengthen_the_repair(self):
        visit = self._worked()
        with self._at("09:30"):
            visit.sudo()._close_unsigned(self._reason("nobody"), "Fire drill")
        failure = visit.ticket_id.sudo().maintenance_request_ids
        self.assertEqual(failure.close_date, at("09:10").date())
        with freeze_time("2026-03-20 09:00:00"):
            visit.sudo()._sign("Contact", drawing(), self.contact)
        self.assertEqual(str(failure.close_date), "2026-03-02")

    def test_work_that_is_reported_the_next_day_ended_on_its_own_day_at_the_companys_seat(self):
        self.env.company.partner_id.tz = "Asia/Shanghai"
        with freeze_time("2026-03-02 15:30:00"):
            ticket = self._report()
        self.assertEqual(str(ticket.maintenance_request_ids.request_date), "2026-03-02")
        with freeze_time("2026-03-05 08:00:00"):
            ticket._solve(at("2026-03-03 16:30:00"))
        self.assertEqual(str(ticket.maintenance_request_ids.close_date), "2026-03-04", "00:30 in Shanghai")
        self.assertEqual(self.device.mttr, 2)
