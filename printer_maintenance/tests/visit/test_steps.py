"""On the way, on site, remote: each step where it belongs, by the server's time."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import TransitionError, VisitError
from .test_visit import SIGNATURE
from .visit_common import VisitCase, at


@tagged("post_install", "-at_install")
class TestSteps(VisitCase):
    def test_nobody_arrives_before_a_time_was_agreed(self):
        visit = self.env["printer.visit"]._plan(self._report(), self.engineer, at("10:00"))
        for step in ("action_leave", "action_arrive"):
            with self.assertRaisesRegex(VisitError, "Confirm it by telephone"):
                getattr(visit.with_user(self.engineer), step)()

    def test_arrival_by_hand_is_possible_and_shown(self):
        visit = self._on_site()
        self.assertEqual((visit.arrival_method, visit.arrived_at), ("hand", at("08:35")))
        self.assertIn(visit, self.env["printer.visit"].search([("arrival_method", "=", "hand")]))

    def test_who_set_off_by_mistake_turns_back(self):
        visit = self._agreed()
        with self._at("08:20"):
            visit.action_leave()
        self.assertEqual(visit.departed_at, at("08:20"))
        visit.action_turn_back()
        self.assertEqual((visit.state, visit.departed_at), ("confirmed", False))
        with self.assertRaises(VisitError):
            visit.action_turn_back()

    def test_nobody_leaves_once_they_are_there(self):
        visit = self._on_site()
        with self.assertRaisesRegex(TransitionError, "On site"):
            visit.action_leave()

    def test_work_is_explained_before_it_is_signed(self):
        visit = self._on_site()
        visit.write({"fault_cause": "Worn", "work_done": "Replaced", "is_tested": True})
        with self.assertRaisesRegex(ValidationError, "Explained to the contact"):
            visit.action_finish_work()

    def test_remote_help_solves_without_anybody_arriving(self):
        with self._at("08:00"):
            ticket = self._report()
        with self._at("08:05"):
            ticket.with_user(self.colleague).action_help_remotely()
        visit = ticket.visit_ids.with_user(self.colleague)
        self.assertEqual((visit.kind, visit.state, ticket.responded_at), ("remote", "under_way", at("08:05")))
        visit.write(
            {
                "fault_cause": "Queue stuck",
                "work_done": "Cleared it",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        with self._at("08:20"):
            visit.action_finish_work()
            visit.sudo()._close_unsigned(self._reason("by_telephone"), "Mrs Wang printed a page")
        self.assertEqual(visit.state, "finished")
        self.assertEqual(ticket.stage_id.outcome, "solved")
        self.assertFalse(ticket.arrived_at)
        self.assertEqual(ticket.clock_ids.filtered(lambda c: c.milestone == "arrive").state, "cancelled")

    def test_remote_help_that_fails_opens_a_visit_on_site(self):
        ticket = self._report()
        ticket.with_user(self.colleague).action_help_remotely()
        visit = ticket.visit_ids
        following = visit._leave_unfinished(self._reason("remote_failed"), False)
        self.assertEqual((following.kind, following.state), ("on_site", "planned"))

    def test_remote_help_can_be_signed_in_the_portal(self):
        ticket = self._report()
        ticket.with_user(self.colleague).action_help_remotely()
        visit = ticket.visit_ids.with_user(self.colleague)
        visit.write(
            {
                "fault_cause": "Queue stuck",
                "work_done": "Cleared it",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        visit.action_finish_work()
        visit.sudo()._sign("Contact", SIGNATURE, self.contact)
        self.assertEqual(visit.state, "finished")

    def test_customers_and_directors_help_nobody_remotely(self):
        ticket = self._report()
        for user in (self.contact_user, self.users["service_director"]):
            with self.assertRaises(AccessError):
                ticket.with_user(user).action_help_remotely()
