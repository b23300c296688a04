"""Fault codes on requests and visits."""

from odoo.tests import Form, tagged

from ...exceptions import FaultCodeError
from ...models.ticket.ticket_faults import OFFERED
from .fault_common import FaultCase


@tagged("post_install", "-at_install")
class TestTicketFaults(FaultCase):
    def test_code_for_another_type_of_device_is_refused(self):
        with self.assertRaisesRegex(FaultCodeError, r"“T3 Does not charge” is not for LaserJet.*\(Printer\)"):
            self._report(symptom_id=self.no_charge.id)
        ticket = self._report()
        with self.assertRaisesRegex(FaultCodeError, "“T3.1 Adapter defective” is not for LaserJet"):
            ticket.cause_id = self.adapter

    def test_code_of_another_kind_is_refused(self):
        with self.assertRaisesRegex(FaultCodeError, "“T9 Operating error” cannot be entered as “Symptom”"):
            self._report(symptom_id=self.misuse.id)

    def test_cause_of_another_symptom_is_refused(self):
        with self.assertRaisesRegex(FaultCodeError, "“T2.1 Roller worn” does not belong to “T1 Streaks”"):
            self._report(symptom_id=self.streaks.id, cause_id=self.roller_worn.id)

    def test_general_cause_and_remedy_fit_everywhere(self):
        ticket = self._report(equipment_id=self.laptop.id, cause_id=self.misuse.id, remedy_id=self.cleaned.id)
        self.assertEqual((ticket.cause_id, ticket.remedy_id), (self.misuse, self.cleaned))
        self.assertFalse(ticket.symptom_id)

    def test_remedy_names_cause_and_symptom_with_it(self):
        ticket = self._report(remedy_id=self.drum_replaced.id)
        self.assertEqual((ticket.cause_id, ticket.symptom_id), (self.drum_worn, self.streaks))
        other = self._report()
        other.cause_id = self.roller_worn
        self.assertEqual(other.symptom_id, self.jam)

    def test_another_symptom_empties_what_stood_below_it(self):
        ticket = self._report(remedy_id=self.drum_replaced.id)
        ticket.symptom_id = self.jam
        self.assertFalse(ticket.cause_id or ticket.remedy_id)

    def test_another_symptom_keeps_general_codes(self):
        ticket = self._report(symptom_id=self.streaks.id, cause_id=self.misuse.id, remedy_id=self.cleaned.id)
        ticket.symptom_id = self.jam
        self.assertEqual((ticket.cause_id, ticket.remedy_id), (self.misuse, self.cleaned))

    def test_corrected_device_empties_codes_of_the_wrong_type(self):
        ticket = self._report(symptom_id=self.streaks.id, cause_id=self.misuse.id)
        ticket.equipment_id = self.laptop
        self.assertFalse(ticket.symptom_id)
        self.assertEqual(ticket.cause_id, self.misuse)

    def test_archived_code_stays_on_its_requests(self):
        ticket = self._report(remedy_id=self.drum_replaced.id)
        self.codes.active = False
        ticket.name = "Streaks again"
        ticket.severity = "urgent"
        self.assertEqual(ticket.remedy_id, self.drum_replaced)

    def test_changes_are_tracked(self):
        fields = self.env["helpdesk.ticket"]._fields
        self.assertTrue(all(fields[name].tracking for name in ("symptom_id", "cause_id", "remedy_id")))

    def test_engineer_picks_codes_on_the_visit_and_the_words_follow(self):
        visit = self._confirmed_visit()
        visit.action_arrive()
        with Form(visit) as form:
            form.cause_id = self.drum_worn.with_user(self.engineer)
            form.remedy_id = self.drum_replaced.with_user(self.engineer)
        ticket = visit.ticket_id.sudo()
        self.assertEqual((ticket.cause_id, ticket.remedy_id), (self.drum_worn, self.drum_replaced))
        self.assertEqual(ticket.symptom_id, self.streaks)
        self.assertEqual((visit.fault_cause, visit.work_done), ("Drum worn", "Drum replaced"))

    def test_visit_offers_the_same_codes_as_the_request(self):
        for model in ("helpdesk.ticket", "printer.visit"):
            offered = self.env[model].fields_get(OFFERED, ["domain"])
            self.assertEqual({name: offered[name]["domain"] for name in OFFERED}, OFFERED)

    def test_hints_are_shown_as_soon_as_codes_are_picked(self):
        self.streaks.hint = "Print the status page."
        self.drum_worn.hint = "The mark repeats."
        visit = self._confirmed_visit(self._report(symptom_id=self.streaks.id))
        self.assertEqual(visit.ticket_id.fault_hint, "Print the status page.")
        visit.action_arrive()
        with Form(visit) as form:
            form.cause_id = self.drum_worn.with_user(self.engineer)
            self.assertEqual(form.fault_hint, "Print the status page.\nThe mark repeats.")

    def test_engineers_own_words_stay(self):
        visit = self._confirmed_visit()
        visit.action_arrive()
        visit.fault_cause = "Scratched by a staple"
        with Form(visit) as form:
            form.cause_id = self.drum_worn.with_user(self.engineer)
        self.assertEqual(visit.fault_cause, "Scratched by a staple")

    def test_wrong_code_on_the_visit_is_refused(self):
        visit = self._confirmed_visit()
        with self.assertRaises(FaultCodeError):
            visit.cause_id = self.adapter

    def test_what_fails_often_is_counted_by_model_and_cause(self):
        self.device.model = "M404"
        self._report(cause_id=self.drum_worn.id)
        self._report(cause_id=self.drum_worn.id)
        self._report(cause_id=self.roller_worn.id)
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_fault")
        self.assertEqual(action["views"][0][1], "pivot")
        counted = self.env["helpdesk.ticket"]._read_group(
            [("device_model", "=", "M404")], ["device_model", "cause_id"], ["__count"]
        )
        self.assertEqual(set(counted), {("M404", self.drum_worn, 2), ("M404", self.roller_worn, 1)})

    def test_many_requests_without_codes_cost_no_query_for_them(self):
        values = {"name": "Jam", "equipment_id": self.device.id, "partner_id": self.contact.id}
        many = [{**values, "description": f"It jams {number}."} for number in range(30)]
        tickets = self.env["helpdesk.ticket"].create(many)
        self.env.flush_all()
        with self.assertQueryCount(0):
            tickets._check_codes_fit()
            tickets._drop_codes_that_do_not_fit("cause_id")

    def test_codes_of_many_requests_are_checked_together(self):
        values = {"name": "Jam", "equipment_id": self.device.id, "partner_id": self.contact.id}
        many = [{**values, "description": f"{number}", "cause_id": self.drum_worn.id} for number in range(30)]
        tickets = self.env["helpdesk.ticket"].create(many)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(20):
            tickets._check_codes_fit()
