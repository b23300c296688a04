"""The short forms of the kinds of request."""

from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ...exceptions import KindFormError
from ...models.ticket.helpdesk_ticket import SERVICE_KINDS
from ...models.ticket.kind_forms import DESCRIPTION_LABELS, KIND_FORMS, asked_names, kinds_asking
from .fault_common import FaultCase

UPGRADE = {"component": "disk", "wished_on": "2026-03-20"}
SYSTEM = {"operating_system": "uos", "system_work": "reinstall", "backup_by": "customer", "is_backed_up": "1"}


@freeze_time("2026-03-02 02:00:00")
@tagged("post_install", "-at_install")
class TestTicketKinds(FaultCase):
    def setUp(self):
        super().setUp()
        self.Ticket = self.env["helpdesk.ticket"]

    def _refused(self, kind, **form):
        with self.assertRaises(KindFormError) as raised:
            self.Ticket._kind_values(kind, form)
        return str(raised.exception), raised.exception.fields

    def test_every_kind_has_a_form_of_fields_that_exist(self):
        kinds = [kind for kind, _label in SERVICE_KINDS]
        self.assertEqual(list(KIND_FORMS), kinds)
        self.assertEqual(list(DESCRIPTION_LABELS), kinds)
        self.assertLessEqual(set(asked_names()), set(self.Ticket._fields))

    def test_back_office_form_shows_what_the_table_says(self):
        arch = etree.fromstring(
            self.Ticket.with_user(self.agent).get_view(
                self.env.ref("helpdesk_mgmt.ticket_view_form").id, "form"
            )["arch"]
        )
        drawn = arch.xpath("//group[@name='kind_form']/field")
        self.assertEqual([node.get("name") for node in drawn], asked_names())
        for node in drawn:
            self.assertEqual(node.get("invisible"), f"service_kind not in {kinds_asking(node.get('name'))}")

    def test_agent_enters_an_upgrade_and_must_say_which_component(self):
        with Form(self.Ticket.with_user(self.agent)) as form:
            form.name = "More memory"
            form.description = "<p>It swaps.</p>"
            form.equipment_id = self.device.with_user(self.agent)
            form.service_kind = "upgrade"
            with self.assertRaisesRegex(AssertionError, "component is a required field"):
                form.save()
            form.component = "memory"
        self.assertEqual(form.record.component, "memory")

    def test_request_that_came_by_mail_can_be_worked_on_without_answers(self):
        ticket = self._report(service_kind="upgrade")
        with Form(ticket.with_user(self.agent)) as form:
            form.severity = "urgent"
        self.assertFalse(ticket.component)

    def test_answers_become_values(self):
        self.assertEqual(
            self.Ticket._kind_values("upgrade", UPGRADE),
            {"component": "disk", "wished_on": self._day("2026-03-20")},
        )
        self.assertEqual(self.Ticket._kind_values("system", SYSTEM), {**SYSTEM, "is_backed_up": True})
        values = self.Ticket._kind_values(
            "training", {"training_topic": " Daily upkeep ", "participants": "12", "component": "disk"}
        )
        self.assertEqual(values, {"training_topic": "Daily upkeep", "participants": 12})

    def _day(self, text):
        return self.Ticket._fields["wished_on"].to_date(text)

    def test_symptoms_of_the_device_can_be_chosen_and_no_others(self):
        repair = {"symptom_id": str(self.streaks.id), "fault_since": "2026-03-01"}
        values = self.Ticket._kind_values("repair", repair, self.device)
        self.assertEqual(values["symptom_id"], self.streaks.id)
        repair["symptom_id"] = str(self.no_charge.id)
        with self.assertRaisesRegex(KindFormError, "“Symptom”: please choose one of the answers."):
            self.Ticket._kind_values("repair", repair, self.device)

    def test_without_a_device_no_symptom_is_asked(self):
        names = [entry["name"] for entry in self.Ticket._kind_fields("repair")]
        self.assertEqual(names, ["fault_since", "still_works", "attempts", "passed_up"])

    def test_contacts_are_asked_less(self):
        asked = self.Ticket._kind_fields("consultation", staff=False)
        self.assertEqual(asked, [])
        names = [entry["name"] for entry in self.Ticket._kind_fields("repair", self.device, staff=False)]
        self.assertNotIn("passed_up", names)
        self.assertIn("symptom_id", names)

    def test_missing_answers_are_named_all_at_once(self):
        message, names = self._refused("system", operating_system=" ")
        self.assertEqual(names, ["operating_system", "system_work", "backup_by"])
        self.assertIn("Please fill in “Operating system”.", message)
        self.assertEqual(message.count("\n"), 2)

    def test_answers_that_cannot_be_understood_say_why(self):
        for kind, form, sentence in (
            ("upgrade", {**UPGRADE, "component": "wheel"}, "please choose one of the answers"),
            ("upgrade", {**UPGRADE, "wished_on": "tomorrow"}, "“Wished day” is not a date."),
            ("upgrade", {**UPGRADE, "wished_on": "2026-03-01"}, "“Wished day” lies in the past."),
            ("repair", {"fault_since": "2026-03-03"}, "“Since when” lies in the future."),
            ("repair", {"attempts": "x" * 2001}, "“Already tried” is too long: at most 2000 characters."),
            ("training", {"training_topic": "x", "participants": "many"}, "is not a whole number"),
            ("training", {"training_topic": "x", "participants": "501"}, "must lie between 1 and 500"),
            ("training", {"training_topic": "x" * 201, "participants": "2"}, "at most 200 characters"),
        ):
            message, names = self._refused(kind, **form)
            self.assertIn(sentence, message)
            self.assertEqual(len(names), 1)

    def test_complaint_is_about_one_of_the_contacts_own_requests(self):
        mine = self._report()
        foreign = self._report(partner_id=False)
        form = {"wished_outcome": "An apology", "complaint_ticket_id": str(mine.id)}
        Ticket = self.Ticket.with_user(self.contact_user)
        values = Ticket._kind_values("complaint", form, contact=self.contact, staff=False)
        self.assertEqual(values["complaint_ticket_id"], mine.id)
        form["complaint_ticket_id"] = str(foreign.id)
        with self.assertRaises(KindFormError):
            Ticket._kind_values("complaint", form, contact=self.contact, staff=False)

    def test_what_operators_tried_in_vain_is_passed_up(self):
        ticket = self._report(attempts="Switched off and on")
        self.assertTrue(ticket.passed_up)
        self.assertFalse(self._report().passed_up)
        ticket.passed_up = False
        ticket.severity = "urgent"
        self.assertFalse(ticket.passed_up)

    def test_fault_cannot_begin_tomorrow(self):
        with self.assertRaisesRegex(ValidationError, "cannot begin in the future"):
            self._report(fault_since="2026-03-03")
        self._report(fault_since="2026-03-02")

    def test_answers_can_be_read_as_sentences(self):
        ticket = self._report(symptom_id=self.streaks.id, fault_since="2026-03-01", still_works="partly")
        self.assertEqual(
            ticket._kind_answers(),
            [
                ("Symptom", "Streaks"),
                ("Since when", "03/01/2026"),
                ("Does it still work?", "Partly"),
            ],
        )

    def test_drawing_a_form_costs_few_queries(self):
        self.Ticket._kind_fields("repair", self.device, self.contact)
        self.env.invalidate_all()
        with self.assertQueryCount(6):
            self.Ticket._kind_fields("repair", self.device, self.contact)
        with self.assertQueryCount(0):
            self.Ticket._kind_fields("system", self.device, self.contact)

    def test_defaults_of_a_new_request_cost_no_query_for_the_forms(self):
        Ticket = self.Ticket.with_user(self.agent)
        Ticket.default_get(list(Ticket._fields))
        with self.assertQueryCount(0):
            Ticket.default_get(asked_names())
