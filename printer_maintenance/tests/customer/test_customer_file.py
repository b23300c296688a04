"""All that is known of one customer in one view."""

from odoo import fields
from odoo.tests import tagged

from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestCustomerFile(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_unit = cls.env["res.partner"].create(
            {"name": "Annex", "printer_unit_kind": "unit", "parent_id": cls.bureau.id}
        )
        cls.at_annex = cls._make_device("SN-0002", unit_id=cls.other_unit.id, department_id=False)

    def _file(self, user=None, partner=None):
        self.env.flush_all()
        self.env.invalidate_all()
        partner = partner or self.bureau
        return (partner.with_user(user) if user else partner).printer_file

    def _place(self, file, partner):
        return next(place for place in file["tree"] if place["id"] == partner.id)

    def test_tree_adds_devices_up_from_departments_to_the_customer(self):
        file = self._file()
        self.assertEqual(
            [(place["name"], place["level"], place["devices"]) for place in file["tree"]],
            [("Test bureau", 0, 2), ("Annex", 1, 1), ("Test unit", 1, 1), ("Archive", 2, 1)],
        )

    def test_open_fault_shows_in_its_unit_and_lowers_good_condition(self):
        ticket = self._report()
        file = self._file()
        self.assertEqual(self._place(file, self.unit)["open"], 1)
        self.assertEqual(self._place(file, self.other_unit)["open"], 0)
        self.assertEqual(file["figures"]["condition"], 50.0)
        self.assertEqual([request["number"] for request in file["requests"]], [ticket.number])

    def test_answers_show_as_satisfaction_and_opinion(self):
        ticket = self._report()
        survey = self.env["survey.survey"].create({"title": "How did we do?"})
        question = self.env["survey.question"].create(
            {"survey_id": survey.id, "title": "What can be better?", "question_type": "text_box"}
        )
        answer = self.env["survey.user_input"].create(
            {"survey_id": survey.id, "partner_id": self.contact.id, "ticket_id": ticket.id, "state": "done"}
        )
        answer._save_lines(question, "Quick and friendly")
        self.env.flush_all()
        answer.scoring_percentage = 80
        file = self._file()
        self.assertEqual(file["figures"]["satisfaction"], 80.0)
        self.assertEqual(
            [(opinion["text"], opinion["unit"], opinion["score"]) for opinion in file["opinions"]],
            [("Quick and friendly", "Test unit", 80)],
        )

    def test_manager_of_another_agreement_sees_no_figures_of_this_customer(self):
        ticket = self._report()
        self.agreement.manager_id = self.users["admin"]
        ticket.message_unsubscribe(self.users["project_manager"].partner_id.ids)
        file = self._file(self.users["project_manager"])
        self.assertEqual(file["figures"]["devices"], 0)
        self.assertEqual(file["agreements"], [])
        self.assertEqual(file["requests"], [])

    def test_contact_of_the_customer_cannot_read_the_file(self):
        self.assertNotIn("printer_file", self.env["res.partner"].with_user(self.contact_user).fields_get())

    def test_person_has_no_file(self):
        self.assertFalse(self._file(partner=self.contact))

    def test_size_of_the_customer_costs_no_queries(self):
        def cost():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.bureau.printer_file  # noqa: B018
            return self.cr.sql_log_count - before

        small = cost()
        units = self.env["res.partner"].create(
            [
                {"name": f"Unit {number}", "printer_unit_kind": "unit", "parent_id": self.bureau.id}
                for number in range(30)
            ]
        )
        for unit in units:
            self._make_device(f"X{unit.id}", unit_id=unit.id, department_id=False)
        self.assertLessEqual(cost(), small)

    def test_agreement_stands_with_its_term_and_manager(self):
        agreement = self._file()["agreements"][0]
        self.assertEqual(agreement["id"], self.agreement.id)
        self.assertEqual(agreement["end"], fields.Date.to_string(self.agreement.date_end))
        self.assertEqual(agreement["manager"], self.users["project_manager"].name)

    def test_people_stand_with_their_unit_and_promises_with_their_results(self):
        self.agreement.action_measure()
        file = self._file()
        self.assertEqual(
            [(person["name"], person["unit"], person["phone"]) for person in file["people"]],
            [(self.contact.name, "Test unit", "555-0199")],
        )
        met = self.agreement.commitment_ids.filtered(lambda promise: promise.verdict == "met")
        counts = {result["verdict"]: result["count"] for result in file["agreements"][0]["results"]}
        self.assertEqual(counts.get("met", 0), len(met))
