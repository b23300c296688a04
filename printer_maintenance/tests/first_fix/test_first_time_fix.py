"""Fixed at the first visit or not (REQUIREMENTS V2)."""

from odoo.tests import tagged

from ...exceptions import GuardedFieldError
from ..visit.visit_common import at
from .first_fix_common import FirstFixCase


@tagged("post_install", "-at_install")
class TestFirstTimeFix(FirstFixCase):
    def test_one_visit_is_a_first_time_fix(self):
        ticket = self._fault("2026-03-02 08:00:00")
        self.assertFalse(ticket.first_time_fix)
        visit = self._visit(ticket, "2026-03-02 08:40:00")
        self._finish(visit, "2026-03-02 09:30:00")
        self.assertEqual((ticket.first_time_fix, ticket.first_visit_id), ("yes", visit))
        self.assertEqual(ticket.repair_days, 30)

    def test_remote_help_counts_as_a_first_time_fix(self):
        ticket = self._fault("2026-03-02 08:00:00")
        self._finish(self._visit(ticket, "2026-03-02 08:05:00", kind="remote"), "2026-03-02 08:20:00")
        self.assertEqual(ticket.first_time_fix, "yes")

    def test_missing_part_makes_it_no_first_time_fix_and_the_first_visit_answers_for_it(self):
        ticket = self._fault("2026-03-02 08:00:00")
        first = self._visit(ticket, "2026-03-02 08:40:00")
        second = self._leave(first, "2026-03-02 09:00:00", "part")
        second._through_door().state = "cancelled"
        self._finish(self._visit(ticket, "2026-03-04 08:40:00", self.colleague), "2026-03-04 09:30:00")
        self.assertEqual((ticket.first_time_fix, ticket.first_visit_id), ("no", first))

    def test_locked_door_was_nobodys_chance_to_mend_it(self):
        ticket = self._fault("2026-03-02 08:00:00")
        self._leave(self._visit(ticket, "2026-03-02 08:40:00"), "2026-03-02 09:00:00", "no_access")
        visit = self._visit(ticket, "2026-03-03 08:40:00")
        self._finish(visit, "2026-03-03 09:30:00")
        self.assertEqual((ticket.first_time_fix, ticket.first_visit_id), ("yes", visit))

    def test_help_on_the_telephone_that_does_not_solve_it_is_no_visit_wasted(self):
        ticket = self._fault("2026-03-02 08:00:00")
        remote = self._visit(ticket, "2026-03-02 08:05:00", kind="remote")
        self._leave(remote, "2026-03-02 08:20:00", "remote_failed")
        self._finish(self._visit(ticket, "2026-03-02 08:50:00"), "2026-03-02 09:30:00")
        self.assertEqual(ticket.first_time_fix, "yes")

    def test_two_engineers_at_the_same_time_are_one_attempt(self):
        ticket = self._fault("2026-03-02 08:00:00")
        first = self._visit(ticket, "2026-03-02 08:40:00")
        second = self._visit(ticket, "2026-03-02 09:00:00", self.colleague)
        self._leave(first, "2026-03-02 09:10:00", "second_line")
        self._finish(second, "2026-03-02 09:30:00")
        self.assertEqual((ticket.first_time_fix, ticket.first_visit_id), ("yes", first))

    def test_refused_work_is_no_first_time_fix(self):
        ticket = self._fault("2026-03-02 08:00:00")
        with self._at("08:40"):
            visit = self._visit(ticket, "2026-03-02 08:40:00")
        with self._at("09:10"):
            visit.write(
                {
                    "fault_cause": "Roller",
                    "work_done": "Cleaned",
                    "is_tested": True,
                    "is_explained": True,
                    "briefing_omitted": "Knows it well",
                }
            )
            visit.action_finish_work()
            following = visit._refuse(self._reason("again"), "Still jams")
        following._through_door().state = "cancelled"
        self._finish(self._visit(ticket, "2026-03-03 08:40:00"), "2026-03-03 09:00:00")
        self.assertEqual(ticket.first_time_fix, "no")

    def test_solved_without_a_visit_is_no_case(self):
        ticket = self._fault("2026-03-02 08:00:00")
        with self._at("09:00"):
            ticket._solve(at("2026-03-02 09:00:00"))
        self.assertFalse(ticket.first_time_fix)

    def test_request_that_came_to_nothing_has_no_verdict(self):
        ticket = self._mended("2026-03-02 08:00:00", "2026-03-02 08:40:00", "2026-03-02 09:30:00")
        ticket._through_door().stage_id = self.env["helpdesk.ticket.stage"].search(
            [("outcome", "=", "withdrawn")], limit=1
        )
        self.assertFalse(ticket.first_time_fix)
        self.assertFalse(ticket.first_visit_id)

    def test_what_the_administrator_changes_about_a_reason_counts_for_later_visits_only(self):
        ticket = self._fault("2026-03-02 08:00:00")
        first = self._visit(ticket, "2026-03-02 08:40:00")
        self._leave(first, "2026-03-02 09:00:00", "part")
        self.env.flush_all()
        self._reason("part").is_attempt = False
        self.assertTrue(first.is_attempt)
        later = self._visit(ticket, "2026-03-03 08:40:00")
        self._leave(later, "2026-03-03 09:00:00", "part")
        self.assertFalse(later.is_attempt)

    def test_verdict_cannot_be_entered(self):
        ticket = self._mended("2026-03-02 08:00:00", "2026-03-02 08:40:00", "2026-03-02 09:30:00")
        for name, value in (
            ("first_time_fix", "yes"),
            ("repeat_of_id", ticket.id),
            ("first_visit_id", False),
        ):
            with self.subTest(name), self.assertRaises(GuardedFieldError):
                ticket.with_user(self.users["service_director"]).sudo().write({name: value})
