"""A question is closed by its answer; a fault by another name is not."""

from odoo.tests import tagged

from ...exceptions import ConsultationError, SignatureMissingError
from .common import HotlineCase


@tagged("post_install", "-at_install")
class TestQuestion(HotlineCase):
    def setUp(self):
        super().setUp()
        self.solved = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")

    def _refused(self, ticket):
        """Neither an answer nor the stage closes it."""
        ticket = ticket.with_user(self.agent)
        with self.assertRaises(SignatureMissingError), self.cr.savepoint():
            ticket._answer_by_telephone("It was only a question")
        with self.assertRaises(SignatureMissingError), self.cr.savepoint():
            ticket.stage_id = self.solved
        self.env.invalidate_all()
        self.assertFalse(ticket.closed)

    def test_fault_labelled_as_question_still_needs_the_signature(self):
        ticket = self._report()
        ticket.with_user(self.agent).service_kind = "consultation"
        self._refused(ticket)

    def test_fault_without_device_labelled_as_question_still_needs_the_signature(self):
        ticket = self._report(equipment_id=False)
        ticket.with_user(self.agent).service_kind = "consultation"
        self.assertFalse(ticket.maintenance_request_ids)
        self._refused(ticket)

    def test_fault_labelled_by_way_of_another_kind_still_needs_the_signature(self):
        ticket = self._report()
        for kind in ("training", "consultation"):
            ticket.with_user(self.agent).service_kind = kind
        self._refused(ticket)

    def test_question_with_a_visit_needs_the_signature(self):
        visit = self._confirmed_visit(self._report(service_kind="consultation"))
        self._refused(visit.ticket_id)

    def test_question_about_a_device_cannot_be_closed_unanswered(self):
        ticket = self._report(service_kind="consultation").with_user(self.agent)
        with self.assertRaises(SignatureMissingError):
            ticket.stage_id = self.solved

    def test_an_answer_has_words(self):
        ticket = self._report(service_kind="consultation").with_user(self.agent)
        with self.assertRaises(ConsultationError):
            ticket._answer_by_telephone("  ")

    def test_a_closed_question_is_not_answered_again(self):
        ticket = self._report(service_kind="consultation").with_user(self.agent)
        ticket._answer_by_telephone("Tray 2")
        with self.assertRaises(ConsultationError):
            ticket._answer_by_telephone("Tray 3")

    def test_what_was_a_question_first_and_a_fault_later_is_a_fault(self):
        ticket = self._report(service_kind="consultation")
        ticket.service_kind = "repair"
        ticket.service_kind = "consultation"
        self.assertTrue(ticket.was_fault)
        self._refused(ticket)

    def test_mail_that_turns_out_to_be_a_question_needs_no_signature(self):
        ticket = self._report(
            equipment_id=False, channel_id=self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_email").id
        )
        ticket.service_kind = "consultation"
        self.assertFalse(ticket.was_fault)
        self.assertFalse(ticket._needs_signature())
