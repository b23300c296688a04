"""One fault from report to signature, step by step, on the real register of 423 devices."""

from base64 import b64encode

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged
from odoo.tools import file_open

from odoo.addons.mail.tests.common import MailCase

SIGNATURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
REGISTER = "printer_maintenance_suite/data/asset_register.xlsx"


@tagged("post_install", "-at_install")
class TestStory(MailCase, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ref = cls.env.ref
        cls.bureau = ref("printer_maintenance_suite.customer_bureau")
        cls.contact = ref("printer_maintenance_suite.contact_south")
        cls.contact_user = ref("printer_maintenance_suite.user_contact_south")
        cls.agent = ref("printer_maintenance_suite.user_agent")
        cls.engineer = ref("printer_maintenance_suite.user_engineer")
        cls.part = ref("printer_maintenance_suite.part_roller")
        cls.agreement = ref("printer_maintenance_suite.agreement_bureau")
        cls.south = cls.contact.parent_id

    def test_register_came_in_by_the_products_own_import(self):
        devices = self.env["maintenance.equipment"].search([("customer_id", "=", self.bureau.id)])
        self.assertEqual(len(devices), 423)
        self.assertEqual(len(devices.unit_id), 13)
        self.assertTrue(all(device.category_id.device_type for device in devices))
        self.assertTrue(all(device.department_id.parent_id == device.unit_id for device in devices))
        self.assertEqual(
            devices.filtered(lambda d: d.serial_no == "EP46141291000002").department_id.name,
            "档案室",
        )

    def test_importing_the_same_register_again_changes_nothing(self):
        with file_open(REGISTER, "rb") as file:
            register = self.env["printer.register.import"].create(
                {
                    "file": b64encode(file.read()),
                    "filename": "asset_register.xlsx",
                    "partner_id": self.bureau.id,
                }
            )
        register.action_check()
        self.assertEqual(set(register.line_ids.mapped("status")), {"unchanged"})

    def test_one_fault_from_report_to_signature(self):
        ticket = self._contact_reports()
        visit = self._agent_confirms(ticket)
        self._engineer_works(visit)
        self._contact_signs(visit)
        self._contact_answers(ticket)
        self._everything_is_on_record(ticket, visit)

    def _contact_reports(self):
        """1, 2: sees own unit only; the request knows device, unit, agreement; its clocks run."""
        devices = self.env["maintenance.equipment"].with_user(self.contact_user).search([])
        self.assertEqual(devices.unit_id.ids, self.south.ids)
        foreign = self.env["maintenance.equipment"].search([("unit_id", "=", self.bureau.id)], limit=1)
        with self.assertRaises(AccessError):
            foreign.with_user(self.contact_user).read(["name"])
        self.device = devices.filtered(lambda device: device.serial_no == "EP46141291000002")
        with freeze_time("2026-03-02 01:00:00"):
            ticket = (
                self.env["helpdesk.ticket"]
                .with_user(self.contact_user)
                .sudo()
                .create(
                    {
                        "name": "卡纸",
                        "description": "每页都卡",
                        "equipment_id": self.device.id,
                        "partner_id": self.contact.id,
                    }
                )
                .sudo(False)
                .with_user(self.env.user)
            )
        self.assertEqual((ticket.unit_id, ticket.agreement_id), (self.south, self.agreement))
        self.assertEqual(
            {clock.milestone: clock.target_minutes for clock in ticket.clock_ids},
            {"confirm": 30, "respond": 60, "arrive": 60, "resolve": 1440},
        )
        return ticket

    def _agent_confirms(self, ticket):
        """3: the agent confirms by telephone with engineer, time and liaison."""
        with freeze_time("2026-03-02 01:12:00"), self.mock_mail_gateway():
            visit = ticket.with_user(self.agent)._confirm_visit(
                self.engineer, fields.Datetime.to_datetime("2026-03-02 01:45:00"), self.contact, self.agent
            )
        self.assertIn("李伟", self._new_mails[0].body_html)
        self.assertIn("工程师", self._new_mails[0].body_html, "mail goes out in the contact's language")
        return visit

    def _engineer_works(self, visit):
        """3: arrives, notes cause and work, uses one part; the stock really falls."""
        before = self.part.qty_available
        visit = visit.with_user(self.engineer)
        with freeze_time("2026-03-02 01:47:00"):
            visit.action_arrive()
        with freeze_time("2026-03-02 02:20:00"):
            self.env["printer.part.use"].with_user(self.engineer).create(
                {"visit_id": visit.id, "product_id": self.part.id}
            ).action_use()
            visit.write(
                {
                    "fault_cause": "搓纸轮磨损",
                    "work_done": "更换搓纸轮",
                    "is_tested": True,
                    "is_explained": True,
                    "briefing_omitted": "Knows it well",
                }
            )
            visit.action_rest_ok()
            visit.action_finish_work()
        self.part.invalidate_recordset()
        self.assertEqual(self.part.qty_available, before - 1)

    def _contact_signs(self, visit):
        """4: the signature closes the request and sends the questionnaire."""
        with freeze_time("2026-03-02 02:25:00"), self.mock_mail_gateway():
            visit.sudo()._sign("孙悦", SIGNATURE, self.contact)
        self.assertTrue(visit.ticket_id.closed)
        self.assertTrue(any("问卷" in (mail.body_html or "") for mail in self._new_mails))

    def _contact_answers(self, ticket):
        """4: the questionnaire is answered."""
        answer = ticket.survey_input_ids
        for question in answer.survey_id.question_ids.filtered("suggested_answer_ids"):
            answer._save_lines(question, str(question.suggested_answer_ids[0].id))
        answer._mark_done()
        self.assertEqual(ticket.satisfaction, 100)

    def _everything_is_on_record(self, ticket, visit):
        """4: clocks met with their minutes; the device's history shows all of it."""
        self.assertEqual(
            {clock.milestone: (clock.state, clock.elapsed_minutes) for clock in ticket.clock_ids},
            {"confirm": ("met", 12), "respond": ("met", 12), "arrive": ("met", 47), "resolve": ("met", 80)},
        )
        of_the_case = self.device.event_ids.filtered(
            lambda event: event.kind not in ("registered", "counted")
        )
        self.assertEqual(
            of_the_case.mapped("kind")[::-1],
            ["fault", "confirmed", "arrived", "part_in", "repaired", "signed", "closed", "rated"],
        )
        self.assertTrue(ticket.maintenance_request_ids.stage_id.done)
