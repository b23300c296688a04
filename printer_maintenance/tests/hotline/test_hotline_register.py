"""A request is registered in one step, with the call that brought it."""

from odoo import Command
from odoo.exceptions import AccessError, MissingError, ValidationError
from odoo.tests import tagged

from ...exceptions import CallError, ConsultationError, KindFormError, RetiredDeviceError
from .common import HotlineCase


@tagged("post_install", "-at_install")
class TestHotlineRegister(HotlineCase):
    def _register(self, **values):
        answer = self.hotline.register(
            {
                "partner_id": self.caller.id,
                "equipment_id": self.device.id,
                "description": "It jams.\nEvery page.",
                "phone": "１３９ ００００ ００１２",
                "minutes": 2,
                **values,
            }
        )
        return self.env["helpdesk.ticket"].browse(answer["id"])

    def test_unit_agreement_team_clocks_and_call_follow(self):
        ticket = self._register(severity="urgent")
        self.assertEqual(
            (ticket.unit_id, ticket.agreement_id, ticket.team_id), (self.unit, self.agreement, self.team)
        )
        self.assertEqual(
            (ticket.name, ticket.severity, ticket.service_kind), ("It jams.", "urgent", "repair")
        )
        self.assertEqual(ticket.channel_id, self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_phone"))
        self.assertEqual(ticket.partner_phone, "139 0000 0012")
        self.assertTrue(ticket.clock_ids)
        call = ticket.call_ids
        self.assertEqual(
            (call.direction, call.result, call.partner_id, call.minutes), ("in", "answered", self.caller, 2)
        )
        self.assertEqual(call.user_id, self.agent)

    def test_the_call_that_reports_is_no_response(self):
        ticket = self._register()
        self.assertFalse(ticket.responded_at or ticket.confirmed_at)

    def test_answer_names_number_and_deadline(self):
        answer = self.hotline.register(
            {"partner_id": self.caller.id, "name": "Jam", "equipment_id": self.device.id}
        )
        ticket = self.env["helpdesk.ticket"].browse(answer["id"])
        self.assertEqual((answer["number"], answer["closed"]), (ticket.number, False))
        self.assertTrue(answer["deadline"])

    def test_a_new_caller_becomes_a_contact_of_the_picked_unit_once(self):
        for _twice in range(2):
            ticket = self._register(
                partner_id=False,
                new_contact={"name": " Zhao Min ", "unit_id": self.unit.id},
                phone="138 0000 1111",
            )
        person = ticket.partner_id
        self.assertEqual(
            (person.name, person.parent_id, person.phone), ("Zhao Min", self.unit, "138 0000 1111")
        )
        self.assertEqual(self.env["res.partner"].search_count([("name", "=", "Zhao Min")]), 1)
        self.assertEqual(self._found("13800001111", "person"), person.ids)

    def test_a_new_caller_needs_a_unit(self):
        for unit in (False, self.contact.id):
            with self.assertRaises(CallError):
                self._register(partner_id=False, new_contact={"name": "Zhao", "unit_id": unit})

    def test_nobody_reports_nothing(self):
        with self.assertRaises(CallError):
            self._register(partner_id=False)
        with self.assertRaises(CallError):
            self._register(description="  ", equipment_id=False)

    def test_device_of_another_customer_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "another customer"), self.cr.savepoint():
            self._register(equipment_id=self.stranger_device.id)
        self.assertFalse(self.env["helpdesk.ticket"].search([("equipment_id", "=", self.stranger_device.id)]))

    def test_short_form_of_the_kind_is_asked_and_taken(self):
        asked = self.hotline.questions("training", False, self.caller.id)
        self.assertEqual(
            [row["name"] for row in asked if row["required"]], ["training_topic", "participants"]
        )
        ticket = self._register(
            service_kind="training",
            equipment_id=False,
            answers={"training_topic": "Two-sided printing", "participants": "12", "solved_at": "2026-01-01"},
        )
        self.assertEqual((ticket.training_topic, ticket.participants), ("Two-sided printing", 12))
        self.assertFalse(ticket.solved_at)
        with self.assertRaisesRegex(KindFormError, "whole number"), self.cr.savepoint():
            self._register(
                service_kind="training", answers={"training_topic": "Scanning", "participants": "12x"}
            )

    def test_symptoms_are_those_of_the_device(self):
        symptom = self.env["printer.fault.code"].create(
            {
                "name": "Streaks",
                "code": "T-01",
                "kind": "symptom",
                "category_ids": [Command.set(self.device.category_id.ids)],
            }
        )
        asked = {row["name"]: row for row in self.hotline.questions("repair", self.device.id, self.caller.id)}
        self.assertIn(symptom.id, [choice[0] for choice in asked["symptom_id"]["selection"]])
        self.assertNotIn("symptom_id", [row["name"] for row in self.hotline.questions("repair")])
        self.assertEqual(self._register(answers={"symptom_id": symptom.id}).symptom_id, symptom)

    def test_answer_is_asked_for_once(self):
        self.assertEqual(self.hotline.questions("consultation"), [])

    def test_retired_device_is_refused(self):
        self.device.sudo()._through_door().write({"condition": "retired"})
        with self.assertRaises(RetiredDeviceError):
            self._register()

    def test_forged_ids_and_values_are_refused(self):
        with self.assertRaises(MissingError):
            self._register(equipment_id=2**31 - 1)
        with self.assertRaises(MissingError):
            self._register(partner_id=2**31 - 1)
        with self.assertRaises(ValueError):
            self._register(service_kind="forged")
        with self.assertRaises(CallError):
            self._register(phone="call me")
        with self.assertRaises(CallError):
            self._register(minutes="three")

    def test_facts_cannot_be_smuggled_in(self):
        ticket = self._register(
            responded_at="2026-01-01 00:00:00", stage_id=1, agreement_id=False, unit_id=self.bureau.id
        )
        self.assertEqual((ticket.unit_id, ticket.agreement_id), (self.unit, self.agreement))
        self.assertFalse(ticket.responded_at or ticket.closed)

    def test_device_of_another_company_is_not_registered(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        device = self._make_device("SN-ELSEWHERE", company_id=company.id)
        with self.assertRaises(AccessError):
            self._register(equipment_id=device.id)

    def test_a_description_is_text_and_no_markup(self):
        ticket = self._register(description="<script>alert(1)</script>")
        self.assertNotIn("<script", ticket.description)

    def test_question_answered_at_once_is_closed_at_once_with_its_clocks_met(self):
        self.policy.target_ids = [(0, 0, {"milestone": "answer", "minutes": 15})]
        ticket = self._register(
            service_kind="consultation", equipment_id=False, answer="Press the green button for 3 seconds."
        )
        self.assertTrue(ticket.closed)
        self.assertEqual(ticket.stage_id.outcome, "solved")
        self.assertTrue(ticket.answered_at and ticket.responded_at and ticket.solved_at)
        states = {clock.milestone: clock.state for clock in ticket.clock_ids}
        self.assertEqual((states["answer"], states["respond"]), ("met", "met"))
        self.assertEqual(
            (ticket.answer, ticket.answered_how), ("Press the green button for 3 seconds.", "telephone")
        )

    def test_question_about_a_device_is_closed_without_signature_too(self):
        ticket = self._register(service_kind="consultation", answer="Load A4 into tray 2.")
        self.assertEqual(ticket.stage_id.outcome, "solved")
        self.assertFalse(ticket.maintenance_request_ids)

    def test_a_fault_is_not_closed_by_words(self):
        with self.assertRaises(ConsultationError), self.cr.savepoint():
            self._register(answer="Switch it off and on.")

    def test_call_is_logged_on_an_open_request(self):
        ticket = self._report()
        answer = self.hotline.log_call(
            {"ticket_id": ticket.id, "direction": "out", "result": "reached", "note": "On our way"}
        )
        self.assertEqual((answer["number"], answer["closed"]), (ticket.number, False))
        self.assertTrue(ticket.responded_at)
        self.assertEqual(ticket.call_ids.phone, "555-0199")

    def test_call_that_answers_an_open_question_closes_it(self):
        ticket = self._report(service_kind="consultation")
        answer = self.hotline.log_call(
            {
                "ticket_id": ticket.id,
                "direction": "out",
                "result": "reached",
                "note": "Tray 2",
                "is_answer": True,
            }
        )
        self.assertTrue(answer["closed"])

    def test_call_about_nothing_in_particular_is_logged_too(self):
        self.assertIsNone(self.hotline.log_call({"phone": "13512345678", "result": "missed"}))
        self.assertEqual(self.env["printer.call"].search([], limit=1).result, "missed")
        with self.assertRaises(CallError):
            self.hotline.log_call({"note": "?"})
