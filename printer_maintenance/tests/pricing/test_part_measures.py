"""The measure of fair prices: which lines count, and which speak against us (REQUIREMENTS P1, A4)."""

from freezegun import freeze_time

from odoo.tests import tagged

from .pricing_common import NOW, PricingCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPartMeasures(PricingCase):
    def _measured(self):
        self.agreement.commitment_ids.unlink()
        promise = self.env["printer.commitment"].create(
            {
                "name": "Fair",
                "agreement_id": self.agreement.id,
                "measure": "parts_at_fair_price",
                "target": 100,
                "period": "quarter",
            }
        )
        self.agreement.action_measure()
        return promise.last_result_id

    def _allow(self, line):
        line.with_user(self.users["service_director"])._override_part_price("The customer wants this one")

    def test_share_of_charged_parts_at_most_at_the_ceiling(self):
        self._found(100.0)
        at_cost, above = self._quote(), self._quote({"product_id": self.part.id, "price_unit": 90.0})
        self._allow(above.order_line)
        unknown = self._quote(self._make_part("Other", 5.0))
        self._allow(unknown.order_line)
        free = self._quote({"product_id": self.part.id, "price_unit": 0.0})
        (at_cost | above | unknown | free).action_confirm()
        self._quote().action_quotation_sent()
        self._quote(ticket_id=False).action_confirm()
        result = self._measured()
        self.assertEqual((result.good_count, result.total_count, round(result.value, 2)), (1, 3, 33.33))
        self.assertEqual(set(result.failed_ids), set((above | unknown).order_line.ids))

    def test_loss_that_we_bear_is_a_fair_price(self):
        self._found(70.0)
        order = self._quote()
        self._allow(order.order_line)
        order.action_confirm()
        self.assertEqual(self._measured().value, 100.0)

    def test_orders_of_another_period_do_not_count(self):
        self._found(100.0)
        order = self._quote()
        order.action_confirm()
        order.date_order = "2025-12-31 10:00:00"
        self.assertEqual(self._measured().total_count, 0)
