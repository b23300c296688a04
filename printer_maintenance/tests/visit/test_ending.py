"""However a visit ends, it says why, and what is left to do goes on (REQUIREMENTS V1, V3)."""

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from odoo.addons.mail.tests.common import MailCase

from ...exceptions import TransitionError, VisitError
from .test_visit import SIGNATURE
from .visit_common import VisitCase, at


@tagged("post_install", "-at_install")
class TestEnding(VisitCase, MailCase):
    def test_unfinished_visit_says_why_and_opens_the_next_one(self):
        visit = self._on_site()
        dialog = Form(
            self.env["printer.visit.end"]
            .with_user(self.engineer)
            .with_context(default_visit_id=visit.id, default_purpose="unfinished")
        )
        dialog.reason_id = self._reason("second_line")
        dialog.note = "Main board does not answer"
        dialog.next_start = at("13:00")
        dialog.next_engineer_id = self.colleague
        with self._at("09:30"):
            dialog.save().action_end()
        self.assertEqual((visit.state, visit.left_at), ("unfinished", at("09:30")))
        following = visit.sudo().next_visit_ids
        self.assertEqual((following.engineer_id, following.planned_start), (self.colleague, at("13:00")))
        self.assertEqual(following.previous_visit_id, visit)
        self.assertFalse(visit.ticket_id.closed)
        self.assertIn("unfinished", self.device.event_ids.mapped("kind"))

    def test_reason_that_is_the_customers_lets_the_request_wait_for_them(self):
        visit = self._on_site()
        with self._at("09:00"):
            visit.sudo()._leave_unfinished(self._reason("no_access"), False)
        self.assertTrue(visit.ticket_id.sudo().waiting_stops_clock)

    def test_missing_part_is_our_own_waiting(self):
        visit = self._on_site()
        with self._at("09:00"):
            visit.sudo()._leave_unfinished(self._reason("part"), "Fuser unit")
        ticket = visit.ticket_id.sudo()
        self.assertTrue(ticket.waiting_reason_id)
        self.assertFalse(ticket.waiting_stops_clock)

    def test_without_fitting_reason_or_particulars_nothing_ends(self):
        visit = self._on_site().sudo()
        with self.assertRaisesRegex(VisitError, "give a reason"):
            visit._leave_unfinished(self.env["printer.visit.reason"], "So")
        with self.assertRaisesRegex(VisitError, "give a reason"):
            visit._leave_unfinished(self._reason("nobody"), "So")
        with self.assertRaisesRegex(VisitError, "particulars"):
            visit._leave_unfinished(self._reason("part"), " ")
        self.assertEqual(visit.state, "on_site")

    def test_contact_who_does_not_sign_gets_a_follow_up(self):
        visit = self._worked()
        with self._at("09:20"):
            following = visit.sudo()._refuse(self._reason("again"), "It still jams from tray 2")
        self.assertEqual((visit.state, following.state), ("unfinished", "planned"))
        self.assertFalse(visit.ticket_id.closed)
        with self.assertRaises(VisitError):
            visit.sudo()._refuse(self._reason("again"), "Once more")

    def test_finished_work_closes_without_signature_only_for_a_stated_reason(self):
        visit = self._worked()
        with self.assertRaises(VisitError):
            visit.sudo()._close_unsigned(self._reason("nobody"), "")
        with self._at("09:30"):
            visit.sudo()._close_unsigned(self._reason("nobody"), "All at the fire drill")
        ticket = visit.ticket_id.sudo()
        self.assertEqual((visit.state, ticket.stage_id.outcome), ("finished", "solved"))
        self.assertEqual(ticket.solved_at, at("09:10"))
        self.assertTrue(visit.awaits_signature, "the contact may still sign in the portal")

    def _many_worked(self, first=40):
        visits = self.env["printer.visit"].with_user(self.engineer)
        for number in range(first, first + 4):
            visits |= self._worked(equipment_id=self._make_device(f"SN-{number}").id)
        return visits

    def _close_many(self, visits, user=None):
        action = visits.with_user(user or self.engineer).action_close_many_unsigned()
        wizard = (
            self.env["printer.visit.end"]
            .with_user(user or self.engineer)
            .with_context(**action["context"])
            .create({"reason_id": self._reason("paper").id})
        )
        return wizard.action_end()

    def test_several_finished_works_are_closed_at_once_or_none(self):
        visits = self._many_worked()
        open_one = self._on_site(equipment_id=self._make_device("SN-90").id)
        with self.assertRaisesRegex(VisitError, open_one.name):
            self._close_many(visits | open_one)
        self.assertEqual(set(visits.mapped("state")), {"on_site"})
        with self._at("10:00"):
            self._close_many(visits)
        self.assertEqual(set(visits.mapped("state")), {"finished"})
        self.assertTrue(all(visits.ticket_id.mapped("closed")))
        self.assertEqual(set(visits.ticket_id.mapped("solved_at")), {at("09:10")})

    def test_nobody_closes_several_visits_of_others(self):
        visits = self._many_worked()
        with self.assertRaises(AccessError):
            self._close_many(visits, self.colleague)
        self.assertEqual(set(visits.mapped("state")), {"on_site"})

    def test_closing_more_visits_asks_the_database_no_more_often(self):
        few, many = self._many_worked()[:2], self._many_worked(60)
        counts = []
        for visits in (few, many):
            visits = visits.sudo()
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            visits._close_unsigned(self._reason("paper"), "")
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - start)
        self.assertLessEqual(counts[1], counts[0])

    def test_signature_that_comes_late_is_taken_and_changes_no_time(self):
        visit = self._worked()
        with self._at("09:30"):
            visit.sudo()._close_unsigned(self._reason("nobody"), "All at the fire drill")
        with self._at("15:00"):
            visit.sudo()._sign("Contact", SIGNATURE, self.contact)
        self.assertEqual((visit.left_at, visit.signed_at), (at("09:30"), at("15:00")))
        self.assertEqual(visit.ticket_id.sudo().solved_at, at("09:10"))
        self.assertFalse(visit.awaits_signature)

    def test_work_that_goes_on_cannot_be_closed_without_signature(self):
        visit = self._on_site()
        with self.assertRaises(VisitError):
            visit.sudo()._close_unsigned(self._reason("paper"), False)

    def test_visit_called_off_is_told_to_the_contact(self):
        visit = self._agreed()
        dialog = (
            self.env["printer.visit.end"]
            .with_user(self.dispatcher)
            .create(
                {
                    "visit_id": visit.id,
                    "purpose": "cancelled",
                    "reason_id": self._reason("works_again").id,
                }
            )
        )
        with self.mock_mail_gateway():
            dialog.action_end()
        self.assertEqual(visit.state, "cancelled")
        self.assertIn(self.engineer.name, self._new_mails.body_html)

    def test_plan_that_nobody_knew_of_is_called_off_quietly(self):
        visit = self.env["printer.visit"]._plan(self._report(), self.engineer, at("10:00"))
        with self.mock_mail_gateway():
            visit._cancel(self._reason("mistake"), False)
        self.assertFalse(self._new_mails)

    def test_nobody_else_ends_an_engineers_visit(self):
        visit = self._on_site()
        dialog = (
            self.env["printer.visit.end"]
            .with_user(self.colleague)
            .create(
                {
                    "visit_id": visit.id,
                    "purpose": "unfinished",
                    "reason_id": self._reason("workshop").id,
                }
            )
        )
        with self.assertRaises(AccessError):
            dialog.action_end()

    def test_ended_visit_cannot_end_again(self):
        visit = self._on_site().sudo()
        visit._leave_unfinished(self._reason("workshop"), False)
        with self.assertRaises(TransitionError):
            visit._leave_unfinished(self._reason("workshop"), False)
        self.assertEqual(len(visit.next_visit_ids), 1)
