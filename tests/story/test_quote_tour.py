"""A contact reads, chooses and signs a quotation of parts in Chromium, in Chinese, on the telephone."""

from odoo.tests import HttpCase, tagged

from .test_part_stories import PartStoryCase


@tagged("post_install", "-at_install")
class TestQuoteTour(PartStoryCase, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_contact_reads_chooses_and_signs_on_the_telephone(self):
        ticket, visit = self._reported_and_on_site()
        belt = self._part("转印带 测试", 310)
        self._market(belt, 340)
        for part in (self.fuser, belt):
            visit._use_part(part, 1, by_people="纸夹卡入", old_part="dispose")
        order = ticket._make_part_quote()
        order._send_part_quote(self.contact)
        self.start_tour(f"/my/ticket/{ticket.id}", "printer_quote_sign", login="contact.south")
        self.env.invalidate_all()
        fuser, refused = (
            order.order_line.filtered(lambda line, part=part: line.product_id == part)
            for part in (self.fuser, belt)
        )
        self.assertEqual((order.state, order.signed_by, order.amount_untaxed), ("sale", "李主任", 680))
        self.assertEqual((fuser.old_part, refused.is_refused, refused.product_uom_qty), ("return", True, 0))
        self.assertEqual(self._free(belt), 2, "free again")
