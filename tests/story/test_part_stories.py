"""Spare parts on jobs of the demo customer: covered, signed, refused, approved by telephone, bought for the job."""

from freezegun import freeze_time

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.printer_maintenance.exceptions import ApprovalMissingError
from odoo.addons.printer_maintenance.tests.receiving import receive

from .story_common import StoryCase, at, drawing


class PartStoryCase(StoryCase):
    """Parts in the warehouse of the demo company, with their prices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roller = cls.env.ref("printer_maintenance_suite.part_roller")
        cls.stock = cls.env.ref("stock.stock_location_stock")
        cls.fuser = cls._part("定影组件 测试", 680, is_major_part=True)
        cls.vendor = cls.env["res.partner"].create({"name": "申江办公设备", "is_company": True})
        cls._market(cls.fuser, 760)

    @classmethod
    def _market(cls, part, amount):
        cls.env["printer.part.market.price"].create(
            {
                "product_id": part.id,
                "amount": amount,
                "tax_included": False,
                "source": "政府采购网",
                "source_kind": "procurement",
                "date": "2026-02-01",
                "valid_until": "2030-12-31",
                "evidence_url": "https://price.example.com/part",
            }
        )

    @classmethod
    def _part(cls, name, cost, stock=2, **values):
        part = cls.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "is_storable": True,
                "is_printer_part": True,
                "needs_certificate": False,
                "standard_price": cost,
                "taxes_id": [Command.clear()],
                **values,
            }
        )
        if stock:
            cls.env["stock.quant"]._update_available_quantity(part, cls.stock, stock)
        return part

    def _on_site(self, report, confirm, arrive):
        ticket = self._report(report)
        visit = self._confirm(ticket, confirm, arrive)
        self._arrive(visit, arrive)
        return ticket, visit

    def _free(self, part):
        return self.env["stock.quant"]._get_available_quantity(part, self.stock)

    def _reported_and_on_site(self):
        """A fault reported now, its engineer at the device."""
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": "定影故障",
                "description": "定影组件破损",
                "equipment_id": self.device.id,
                "partner_id": self.contact.id,
            }
        )
        visit = ticket.with_user(self.agent)._confirm_visit(
            self.engineer, fields.Datetime.now(), self.contact, self.agent
        )
        visit = visit.with_user(self.engineer)
        visit.action_arrive_by_label(visit.equipment_id.serial_no)
        return ticket, visit


@tagged("post_install", "-at_install")
class TestPartStories(PartStoryCase):
    def _use(self, visit, part, moment, **values):
        """The engineer's dialog; what opens next is returned."""
        with freeze_time(at(moment)):
            return (
                self.env["printer.part.use"]
                .with_user(visit.env.user)
                .create({"visit_id": visit.id, "product_id": part.id, "old_part": "return", **values})
                .action_use()
            )

    def _ask(self, action, person, moment, **values):
        """The dialog that sends the quotation."""
        with freeze_time(at(moment)):
            (
                self.env["printer.part.ask"]
                .with_user(person)
                .with_context(**action["context"])
                .create({"contact_id": self.contact.id, **values})
                .action_send()
            )

    def _sign_quote(self, order, moment):
        with freeze_time(at(moment)):
            signed = order.with_user(self.contact_user).sudo()
            signed.write({"signed_by": self.contact.name, "signed_on": at(moment), "signature": drawing(9)})
            signed._validate_order()

    def test_covered_part_is_replaced_at_once_and_costs_nothing(self):
        ticket, visit = self._on_site("2026-03-02 01:00", "2026-03-02 01:10", "2026-03-02 01:40")
        self._use(visit, self.roller, "2026-03-02 01:50")
        self._work(visit, "2026-03-02 02:10")
        self._sign_visit(visit, "2026-03-02 02:15", 1)
        fitting = ticket.fitting_ids
        self.assertTrue(ticket.closed)
        self.assertEqual(
            (fitting.product_id, fitting.cover, fitting.unit_price), (self.roller, "agreement", 0)
        )
        self.assertFalse(ticket.quote_count)
        self.assertIn("part_in", self.device.event_ids.mapped("kind"))

    def test_damage_by_people_is_quoted_signed_fitted_and_invoiced(self):
        ticket, visit = self._on_site("2026-03-02 01:00", "2026-03-02 01:10", "2026-03-02 01:40")
        action = self._use(visit, self.fuser, "2026-03-02 01:50", by_people="纸夹卡入")
        with self.mock_mail_gateway():
            self._ask(action, self.engineer, "2026-03-02 01:55")
        order = ticket.repair_ids.sale_order_id
        line = order.order_line
        self.assertEqual((line.price_unit, line.part_ruled_by), (680, "cost"))
        self.assertEqual(ticket.waiting_reason_id, self.env.ref("printer_maintenance.reason_approval"))
        mail = self._new_mails.filtered(lambda mail: mail.recipient_ids == self.contact)
        self.assertIn("请确认", mail[:1].subject, "in the contact's language")
        with self.assertRaises(ApprovalMissingError):
            visit.action_fit_parts()
        self._sign_quote(order, "2026-03-02 05:00")
        self.assertFalse(ticket.waiting_reason_id)
        pause = ticket.pause_ids.filtered("stops_clock")
        self.assertEqual((pause.start, pause.end), (at("2026-03-02 01:55"), at("2026-03-02 05:00")))
        with freeze_time(at("2026-03-02 05:10")):
            visit.action_fit_parts()
        self._work(visit, "2026-03-02 05:40")
        self._sign_visit(visit, "2026-03-02 05:45", 2)
        self.assertEqual(line.qty_delivered, 1)
        invoice = order._create_invoices()
        self.assertEqual(invoice.amount_untaxed, 680)
        handed_back = self.env.ref("printer_maintenance.stock_location_handed_back")
        self.assertIn(handed_back, visit.sudo().repair_ids.move_ids.location_dest_id)

    def test_refused_quotation_leaves_device_stock_and_purse_as_they_were(self):
        ticket, visit = self._on_site("2026-03-02 01:00", "2026-03-02 01:10", "2026-03-02 01:40")
        action = self._use(visit, self.fuser, "2026-03-02 01:50", by_people="摔落")
        self._ask(action, self.engineer, "2026-03-02 01:55")
        order = ticket.repair_ids.sale_order_id
        self.assertEqual(self._free(self.fuser), 1)
        with freeze_time(at("2026-03-02 03:00")):
            order.with_user(self.contact_user).sudo()._action_cancel()
        self.assertEqual((order.state, self._free(self.fuser)), ("cancel", 2))
        self.assertFalse(ticket.waiting_reason_id)
        self.assertTrue(ticket.activity_ids.filtered(lambda row: order.name in (row.summary or "")))
        self._work(visit, "2026-03-02 03:20")
        self._sign_visit(visit, "2026-03-02 03:25", 3)
        self.assertFalse(ticket.fitting_ids)
        self.assertTrue(ticket.closed)

    def test_emergency_at_night_is_approved_by_telephone_and_signed_in_the_morning(self):
        ticket, visit = self._on_site("2026-03-02 14:00", "2026-03-02 14:10", "2026-03-02 14:40")
        action = self._use(visit, self.fuser, "2026-03-02 14:50", by_people="进水")
        words = "李主任：今晚必须修好，明早补签"
        self._ask(action, self.agent, "2026-03-02 14:55", by_telephone=True, words=words)
        self.assertFalse(ticket.waiting_reason_id, "the clock goes on")
        with freeze_time(at("2026-03-02 15:00")):
            visit.action_fit_parts()
        self._work(visit, "2026-03-02 15:30")
        self._sign_visit(visit, "2026-03-02 15:35", 4)
        approval = ticket.part_approval_ids
        self.assertEqual((approval.state, approval.words), ("open", words))
        order = approval.order_id
        self._sign_quote(order, "2026-03-03 01:00")
        self.assertEqual((approval.state, order.state), ("written", "sale"))
        self.assertEqual(order.order_line.qty_delivered, 1)

    def test_short_part_is_bought_for_the_job_received_and_fitted_on_the_next_visit(self):
        belt = self._part("转印带 测试", 310, stock=0)
        belt.seller_ids = [Command.create({"partner_id": self.vendor.id, "price": 305, "delay": 1})]
        ticket, visit = self._on_site("2026-03-02 01:00", "2026-03-02 01:10", "2026-03-02 01:40")
        with freeze_time(at("2026-03-02 01:50")):
            dialog = (
                self.env["printer.part.use"]
                .with_user(self.engineer)
                .create({"visit_id": visit.id, "product_id": belt.id, "old_part": "dispose"})
            )
            self.assertTrue(dialog.is_short)
            dialog.action_order()
        following = self._end(visit, "unfinished", "part", "缺转印带", "2026-03-02 02:00")
        self.assertEqual(ticket.waiting_reason_id, self.env.ref("printer_maintenance.reason_part"))
        purchase = ticket.repair_ids.move_ids.created_purchase_line_ids.order_id
        self.assertEqual(purchase.partner_id, self.vendor)
        with freeze_time(at("2026-03-03 01:00")):
            purchase.button_confirm()
            receive(purchase.picking_ids)
        self.assertFalse(ticket.waiting_reason_id, "the part is here")
        self.assertTrue(ticket.activity_ids.filtered(lambda row: "转印带" in (row.summary or "")))
        self._confirm(ticket, "2026-03-03 01:10", "2026-03-03 01:40", visit=following)
        following = following.with_user(self.engineer)
        self._arrive(following, "2026-03-03 01:40")
        with freeze_time(at("2026-03-03 01:45")):
            following.action_fit_parts()
        self._work(following, "2026-03-03 02:10")
        self._sign_visit(following, "2026-03-03 02:15", 5)
        fitting = ticket.fitting_ids
        self.assertEqual((fitting.product_id, fitting.visit_id), (belt, following))
        self.assertTrue(ticket.closed)
