"""Outside the scope: said with its reason before anyone drives out."""

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCase

from ...exceptions import GuardedFieldError, OutOfScopeError, TransitionError
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestScope(MailCase, PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.battery = cls.env["printer.scope.exclusion"].create(
            {
                "name": "Battery",
                "device_type": "laptop",
                "reason": "Batteries are not covered.",
                "keywords": "battery, 电池",
            }
        )
        cls.agreement.exclusion_ids = cls.battery
        cls.laptop = cls._make_device(
            "NB-1", category_id=cls.env.ref("printer_maintenance.category_laptop").id
        )

    def _unlisted(self):
        self.agreement.line_ids = [
            Command.clear(),
            Command.create({"kind": "device", "equipment_id": self.laptop.id}),
        ]
        return self._report()

    def _confirm(self, ticket):
        return ticket.with_user(self.agent)._confirm_visit(
            self.engineer, fields.Datetime.now(), self.contact, self.agent
        )

    def _decide(self, ticket, decision, user=None, **values):
        wizard = (
            self.env["printer.scope.decide"]
            .with_user(user or self.agent)
            .create({"ticket_id": ticket.id, "decision": decision, **values})
        )
        wizard.action_decide()

    def test_covered_fault_has_no_reason(self):
        ticket = self._report()
        self.assertFalse(ticket.is_out_of_scope)
        self.assertFalse(ticket.scope_note)

    def test_device_not_listed_is_said_with_its_agreement(self):
        ticket = self._unlisted()
        self.assertTrue(ticket.is_out_of_scope)
        self.assertFalse(ticket.agreement_id)
        self.assertRegex(ticket.scope_note, "Test agreement: .*LaserJet.* is not on the device list")

    def test_ended_term_is_said_with_its_day(self):
        with freeze_time("2026-03-01 02:00:00"):
            self.agreement._end("Lost the tender")
        ticket = self._report()
        self.assertEqual(ticket.scope_reason, "ended")
        self.assertIn("03/01/2026", ticket.scope_note)

    def test_laptop_battery_is_found_in_the_words_of_the_report(self):
        for words in ({"name": "Battery swollen"}, {"name": "笔记本", "description": "<p>电池充不进电</p>"}):
            with self.subTest(words):
                ticket = self._report(equipment_id=self.laptop.id, **words)
                self.assertEqual(ticket.exclusion_id, self.battery)
                self.assertEqual(ticket.scope_note, "Batteries are not covered.")
                self.assertEqual(ticket.agreement_id, self.agreement, "the customer stays known")

    def test_battery_of_a_printer_is_not_a_laptops(self):
        self.assertFalse(self._report(name="Battery of the clock").exclusion_id)

    def test_nobody_drives_out_before_it_is_decided(self):
        ticket = self._unlisted()
        with self.assertRaisesRegex(OutOfScopeError, "not on the device list"):
            self._confirm(ticket)
        self._decide(ticket, "chargeable")
        self.assertEqual(self._confirm(ticket).state, "confirmed")
        self.assertEqual(ticket.scope_decided_by, self.agent)

    def test_refused_closes_the_request_and_tells_the_contact_in_their_language(self):
        self.contact.lang = "zh_CN"
        ticket = self._unlisted()
        with self.mock_mail_gateway():
            self._decide(ticket, "refused")
        self.assertEqual(ticket.stage_id.outcome, "refused")
        self.assertEqual(self.device.condition, "in_service", "no open fault is left")
        mail = self._new_mails.filtered(lambda m: self.contact in m.recipient_ids)
        self.assertEqual(len(mail), 1)
        self.assertIn("不在设备清单", mail.body_html)

    def test_without_mail_when_the_agent_has_told_them(self):
        ticket = self._unlisted()
        with self.mock_mail_gateway():
            self._decide(ticket, "refused", tell_contact=False)
        self.assertFalse(self._new_mails.filtered(lambda m: self.contact in m.recipient_ids))

    def test_goodwill_is_not_the_agents_to_grant(self):
        ticket = self._unlisted()
        with self.assertRaisesRegex(AccessError, "project manager or the service director"):
            self._decide(ticket, "goodwill")
        self._decide(ticket, "goodwill", user=self.users["service_director"])
        self.assertEqual(ticket.scope_decision, "goodwill")

    def test_engineer_decides_nothing(self):
        ticket = self._unlisted()
        with self.assertRaises(AccessError):
            ticket.with_user(self.engineer)._decide_scope("chargeable", "Yes", False)

    def test_decided_anew_while_it_is_open_and_never_after(self):
        ticket = self._unlisted()
        self._decide(ticket, "chargeable")
        with self.assertRaises(TransitionError):
            self._decide(ticket, "chargeable")
        self._decide(ticket, "refused")
        self.assertTrue(ticket.closed)
        with self.assertRaises(TransitionError):
            self._decide(ticket, "chargeable")

    def test_corrected_device_asks_for_a_new_decision(self):
        other = self._make_device("SN-0009")
        ticket = self._unlisted()
        self._decide(ticket, "chargeable")
        ticket.equipment_id = other
        self.assertTrue(ticket.is_out_of_scope)
        self.assertFalse(ticket.scope_decision)
        with self.assertRaises(OutOfScopeError):
            self._confirm(ticket)

    def test_nobody_leaves_for_a_request_that_lies_outside_after_all(self):
        ticket = self._report(equipment_id=self.laptop.id)
        visit = self._confirm(ticket)
        ticket.exclusion_id = self.battery
        with self.assertRaises(OutOfScopeError):
            visit.with_user(self.engineer).action_leave()

    def test_manager_of_the_agreement_that_does_not_cover_it_sees_it_and_may_be_generous(self):
        ticket = self._unlisted()
        manager = self.users["project_manager"]
        self.assertEqual(
            self.env["helpdesk.ticket"].with_user(manager).search([("id", "=", ticket.id)]), ticket
        )
        self._decide(ticket, "goodwill", user=manager)
        self.assertEqual(ticket.scope_decided_by, manager)

    def test_day_of_the_report_is_the_companys_wherever_it_comes_from(self):
        self.env.company.partner_id.tz = "Asia/Shanghai"
        # 01:30 on the agreement's first day in China, while it is still the day before in London
        ticket = self._report(reported_at="2025-12-31 17:30:00")
        self.assertFalse(ticket.scope_reason)
        self.assertEqual(self._report(reported_at="2025-12-31 15:30:00").scope_reason, "not_started")

    def test_decision_cannot_be_forged(self):
        ticket = self._unlisted()
        for values in ({"scope_decision": "goodwill"}, {"scope_reason": False}, {"is_out_of_scope": False}):
            with self.subTest(values), self.assertRaises(GuardedFieldError):
                ticket.with_user(self.agent).write(values)

    def test_question_without_device_finds_the_units_agreement(self):
        ticket = self._report(equipment_id=False, service_kind="consultation")
        self.assertEqual(ticket.agreement_id, self.agreement)
        self.assertFalse(ticket.is_out_of_scope)
