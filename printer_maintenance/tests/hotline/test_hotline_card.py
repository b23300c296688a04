"""The caller's card tells an agent what they must know."""

from odoo.exceptions import MissingError
from odoo.tests import tagged

from .common import HotlineCase


@tagged("post_install", "-at_install")
class TestHotlineCard(HotlineCase):
    def test_a_person_brings_unit_devices_requests_agreement(self):
        ticket = self._report()
        card = self.hotline.card(partner_id=self.caller.id)
        self.assertEqual((card["caller"]["name"], card["caller"]["function"]), ("Wang Fang", "Clerk"))
        self.assertEqual((card["unit"]["name"], card["unit"]["customer"]), ("Test unit", "Test bureau"))
        self.assertEqual([item["id"] for item in card["devices"]["items"]], self.device.ids)
        self.assertEqual([item["number"] for item in card["requests"]["items"]], [ticket.number])
        self.assertTrue(card["requests"]["items"][0]["deadline"])
        self.assertEqual(card["agreement"]["id"], self.agreement.id)
        self.assertEqual(card["agreement"]["manager"], "Test project_manager")

    def test_the_bureau_sees_the_devices_of_its_units(self):
        card = self.hotline.card(partner_id=self.bureau.id)
        self.assertIsNone(card["caller"])
        self.assertEqual([item["id"] for item in card["devices"]["items"]], self.device.ids)

    def test_a_department_is_shown_as_its_unit(self):
        card = self.hotline.card(partner_id=self.department.id)
        self.assertEqual(card["unit"]["id"], self.unit.id)

    def test_a_device_tells_whether_it_is_covered_and_if_not_why(self):
        covered = self.hotline.card(equipment_id=self.device.id)["device"]
        self.assertEqual((covered["covered"], covered["reason"]), (True, ""))
        foreign = self.hotline.card(equipment_id=self.stranger_device.id)
        self.assertFalse(foreign["device"]["covered"])
        self.assertIn("no agreement", foreign["device"]["reason"])
        self.assertIsNone(foreign["agreement"])

    def test_a_device_of_another_customer_drops_the_caller(self):
        card = self.hotline.card(partner_id=self.caller.id, equipment_id=self.stranger_device.id)
        self.assertIsNone(card["caller"])
        self.assertEqual(card["unit"]["id"], self.stranger_customer.id)
        kept = self.hotline.card(partner_id=self.caller.id, equipment_id=self.device.id)
        self.assertEqual(kept["caller"]["id"], self.caller.id)

    def test_a_request_brings_its_contact_and_device(self):
        ticket = self._report()
        card = self.hotline.card(ticket_id=ticket.id)
        self.assertEqual((card["caller"]["id"], card["device"]["id"]), (self.contact.id, self.device.id))

    def test_the_custodians_devices_come_first(self):
        own = self._make_device("SN-OWN", custodian_name="Wang", custodian_phone="13900000012")
        for number in range(20):
            self._make_device(f"SN-LATER-{number}")
        page = self.hotline.card(partner_id=self.caller.id)["devices"]
        self.assertEqual(page["items"][0]["id"], own.id)
        self.assertEqual((page["total"], len(page["items"])), (22, 8))

    def test_devices_are_paged_and_searched(self):
        for number in range(10):
            self._make_device(f"SN-PAGE-{number}")
        first = self.hotline.devices(self.unit.id)
        second = self.hotline.devices(self.unit.id, offset=8)
        ids = [item["id"] for page in (first, second) for item in page["items"]]
        self.assertEqual((len(set(ids)), first["total"]), (11, 11))
        self.assertEqual(self.hotline.devices(self.unit.id, "page-7")["total"], 1)
        self.assertEqual(self.hotline.devices(self.unit.id, self.device.label_code)["total"], 1)

    def test_last_visits_and_calls_are_shown(self):
        visit = self._finished_visit()
        card = self.hotline.card(partner_id=self.contact.id)
        self.assertEqual([row["name"] for row in card["visits"]], [visit.name])
        self.assertEqual(card["visits"][0]["work"], "Roller replaced")
        self.assertEqual([row["who"] for row in card["calls"]], [self.contact.name])

    def test_a_caller_of_no_customer_has_a_card_too(self):
        nobody = self.env["res.partner"].create({"name": "Passer-by", "phone": "13355557777"})
        card = self.hotline.card(partner_id=nobody.id)
        self.assertEqual((card["caller"]["name"], card["unit"], card["agreement"]), ("Passer-by", None, None))
        self.assertEqual(card["devices"]["items"], [])

    def test_what_waits_for_the_confirming_call_is_shown_while_nobody_calls(self):
        urgent, normal = self._report(reported_at="2026-03-01 08:00:00"), self._report()
        confirmed = self._confirmed_visit().ticket_id
        shown = [item["id"] for item in self.hotline.overview()["items"]]
        self.assertEqual([i for i in shown if i in (urgent | normal | confirmed).ids], [urgent.id, normal.id])

    def test_what_is_gone_is_said(self):
        with self.assertRaises(MissingError):
            self.hotline.card(partner_id=2**31 - 1)

    def test_card_stays_within_its_budget_whatever_the_number_of_devices(self):
        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.hotline.card(partner_id=self.caller.id, number="13900000012")
            return self.cr.sql_log_count - before

        for number in range(10):
            self._make_device(f"SN-FEW-{number}")
            self._report()
        queries()
        few = queries()
        for number in range(40):
            self._make_device(f"SN-MANY-{number}")
            self._report()
        self.assertLessEqual(queries(), few)
        self.assertLessEqual(few, 60)
