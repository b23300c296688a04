"""Guarded fields and life cycles."""

from odoo.http import serialize_exception
from odoo.tests import tagged

from ...exceptions import GuardedFieldError, TransitionError
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestGuards(PrinterCase):
    def test_plain_write_of_a_state_is_refused(self):
        with self.assertRaises(GuardedFieldError):
            self.agreement.write({"state": "ended"})

    def test_record_cannot_be_created_in_the_middle_of_its_life(self):
        with self.assertRaises(GuardedFieldError):
            self.env["printer.agreement"].create(
                {
                    "name": "Forged",
                    "partner_id": self.bureau.id,
                    "date_start": "2026-01-01",
                    "date_end": "2026-12-31",
                    "state": "running",
                }
            )

    def test_state_that_cannot_be_reached_names_both_states(self):
        self.agreement._end("Lost the tender")
        with self.assertRaisesRegex(TransitionError, "Ended.*Running"):
            self.agreement.action_start()

    def test_refusals_reach_the_screen_as_sentences(self):
        with self.assertRaises(GuardedFieldError) as refusal:
            self.agreement.write({"state": "ended"})
        self.assertEqual(
            serialize_exception(refusal.exception)["context"]["exception_class"], "odoo.exceptions.UserError"
        )

    def test_forged_context_does_not_open_the_door(self):
        for forged in (True, "x", {}, 1, [None]):
            with self.assertRaises(GuardedFieldError):
                self.agreement.with_context(printer_door=forged).write({"state": "ended"})

    def test_facts_cannot_be_entered_by_hand(self):
        ticket = self._report()
        for fact in ("confirmed_at", "responded_at", "arrived_at", "solved_at"):
            with self.assertRaises(GuardedFieldError):
                ticket.write({fact: "2026-03-01 08:00:00"})

    def test_agreement_of_a_request_cannot_be_chosen_by_the_form(self):
        with self.assertRaises(GuardedFieldError):
            self._report(agreement_id=self.agreement.id)
