"""How a fault goes on when it is not mended at once: second visit, workshop with loaner, refusal, backup."""

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .story_common import StoryCase, at


@tagged("post_install", "-at_install")
class TestVisitStories(StoryCase):
    def test_part_is_missing_and_the_second_visit_mends_it(self):
        ticket = self._report("2026-03-02 01:00")
        first = self._confirm(ticket, "2026-03-02 01:10", "2026-03-02 01:45")
        self._arrive(first, "2026-03-02 01:40")
        second = self._end(first, "unfinished", "part", "缺搓纸轮", "2026-03-02 02:10")
        self.assertEqual(
            (first.state, second.previous_visit_id.id, second.state), ("unfinished", first.id, "planned")
        )
        self.assertFalse(ticket.closed)
        second = self._confirm(ticket, "2026-03-03 01:00", "2026-03-03 02:00", self.backup, second)
        self._arrive(second, "2026-03-03 01:55")
        self._work(second, "2026-03-03 02:30")
        self._sign_visit(second, "2026-03-03 02:35", 11)
        self.assertTrue(ticket.closed)
        self.assertEqual((ticket.first_time_fix, ticket.first_visit_id.id), ("no", first.id))
        self.assertEqual(str(ticket.arrived_at), "2026-03-02 01:40:00", "the first arrival is the promise's")
        self.assertEqual(str(ticket.maintenance_request_ids.close_date), "2026-03-03")
        self.assertEqual(
            self._history(),
            [
                "fault",
                "confirmed",
                "arrived",
                "unfinished",
                "confirmed",
                "arrived",
                "repaired",
                "signed",
                "closed",
            ],
        )

    def test_device_goes_to_the_workshop_and_a_loaner_stands_in(self):
        ticket = self._report("2026-03-02 01:00")
        visit = self._confirm(ticket, "2026-03-02 01:10", "2026-03-02 01:45")
        self._arrive(visit, "2026-03-02 01:40")
        stay, loan = self._hand_over(visit)
        self.assertEqual((self.device.condition, str(ticket.loaner_at)), ("workshop", "2026-03-02 02:10:00"))
        delivery = self._end(visit, "unfinished", "workshop", "定影组件需拆检", "2026-03-02 02:20")
        self.assertEqual(delivery.return_custody_ids.id, stay.id)
        with freeze_time(at("2026-03-04 03:00")):
            stay.with_user(self.secondline).action_at_workshop()
            stay.with_user(self.secondline).action_ready()
        delivery = self._confirm(ticket, "2026-03-05 01:00", "2026-03-05 02:00", self.engineer, delivery)
        self._arrive(delivery, "2026-03-05 01:50")
        self._bring_back(stay, loan)
        self._work(delivery, "2026-03-05 02:30")
        self._sign_visit(delivery, "2026-03-05 02:35", 15)
        self.assertTrue(ticket.closed)
        self.assertEqual((self.device.condition, loan.equipment_id.condition), ("in_service", "stored"))
        self.assertEqual((stay.state, loan.state), ("returned", "back"))
        for kind in ("to_workshop", "from_workshop", "lent", "returned", "closed"):
            self.assertIn(kind, self._history())

    def _hand_over(self, visit):
        """The contact signs for both: the device that goes, and the one that stays."""
        with freeze_time(at("2026-03-02 02:00")):
            stay = visit._ask_custody(
                "定影组件需拆检",
                "外观完好",
                "none",
                fields.Date.to_date("2026-03-06"),
                [{"name": "电源线"}],
            )
        self._sign(stay, "consent", "2026-03-02 02:05", 12)
        with freeze_time(at("2026-03-02 02:08")):
            wizard = (
                self.env["printer.loan.lend"]
                .with_user(self.engineer)
                .with_context(**visit.action_lend()["context"])
                .create({})
            )
            self.assertEqual(
                wizard.line_ids[0].equipment_id.device_type, "printer", "the equivalent one comes first"
            )
            loan = self.env["printer.loan"].browse(wizard.line_ids[0].action_choose()["res_id"])
            loan = loan.with_user(self.engineer)
            loan._prepare_lend("试打正常", "电源线", 1000)
        self._sign(loan, "lend", "2026-03-02 02:10", 13)
        return stay, loan

    def _bring_back(self, stay, loan):
        """The contact has their own device back and gives the loaner up."""
        with freeze_time(at("2026-03-05 01:55")):
            stay._prepare_return("更换定影组件，试打正常", stay.accessory_ids.ids)
            loan._prepare_back("完好", 1200)
        self._sign(stay, "return", "2026-03-05 02:00", 14)
        self._sign(loan, "give_back", "2026-03-05 02:05", 16)

    def test_contact_refuses_to_sign_and_is_content_after_the_follow_up(self):
        ticket = self._report("2026-03-02 01:00")
        visit = self._confirm(ticket, "2026-03-02 01:10", "2026-03-02 01:45")
        self._arrive(visit, "2026-03-02 01:40")
        self._work(visit, "2026-03-02 02:10")
        follow_up = self._end(visit, "refused", "again", "仍然卡纸", "2026-03-02 02:15")
        self.assertEqual((visit.state, visit.signed_at, ticket.closed), ("unfinished", False, False))
        self.assertEqual(follow_up.previous_visit_id.id, visit.id)
        follow_up = self._confirm(ticket, "2026-03-02 02:20", "2026-03-02 03:00", self.secondline, follow_up)
        self._arrive(follow_up, "2026-03-02 02:55")
        self._work(follow_up, "2026-03-02 03:30")
        self._sign_visit(follow_up, "2026-03-02 03:35", 17)
        self.assertTrue(ticket.closed)
        self.assertEqual((ticket.first_time_fix, ticket.first_visit_id.id), ("no", visit.id))
        self.assertFalse(visit.signed_at, "nobody signed for the first one")

    def test_backup_engineer_comes_in_the_place_of_the_first(self):
        ticket = self._report("2026-03-02 01:00")
        visit = self._confirm(ticket, "2026-03-02 01:10", "2026-03-02 01:45")
        with freeze_time(at("2026-03-02 01:20")):
            plan = (
                self.env["printer.visit.plan"]
                .with_user(self.dispatcher)
                .with_context(**visit.with_user(self.dispatcher).action_send_backup()["context"])
                .create({"engineer_id": self.backup.id, "start": "2026-03-02 01:50:00"})
            )
            backup = self.env["printer.visit"].browse(plan.action_plan()["res_id"])
            self._end(
                visit.with_user(self.dispatcher),
                "cancelled",
                "other_engineer",
                "车辆故障",
                "2026-03-02 01:21",
            )
        self.assertEqual((backup.is_backup, backup.backup_of_id.id), (True, visit.id))
        with self.mock_mail_gateway():
            backup = self._confirm(ticket, "2026-03-02 01:25", "2026-03-02 01:50", self.backup, backup)
        self.assertIn(self.backup.name, self._new_mails[-1].body_html)
        self.assertEqual(self._new_mails[-1].recipient_ids, self.contact)
        self._arrive(backup, "2026-03-02 01:48")
        self._work(backup, "2026-03-02 02:20")
        self._sign_visit(backup, "2026-03-02 02:25", 18)
        self.assertTrue(ticket.closed)
        self.assertEqual((ticket.first_time_fix, ticket.first_visit_id.id), ("yes", backup.id))
        self.assertEqual(
            {clock.milestone: clock.state for clock in ticket.clock_ids}["arrive"], "met", "within the hour"
        )
