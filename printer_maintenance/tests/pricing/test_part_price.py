"""The price by the rule: cost or market, whatever the tax, currency and unit of measure."""

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ...exceptions import GuardedFieldError
from .pricing_common import NOW, PricingCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPartPrice(PricingCase):
    def _price(self, part=None, **values):
        return self.pricelist._get_product_price(part or self.part, 1.0, **values)

    def test_cost_rules_below_the_market_and_the_market_below_cost(self):
        self._found(100.0)
        self.assertEqual(self._price(), 80.0)
        self._found(70.0)
        self.assertEqual(self._price(), 70.0)

    def test_without_a_market_price_the_cost_is_what_is_known(self):
        self.assertEqual(self._price(), 80.0)

    def test_rule_is_for_parts_only(self):
        other = self._make_part("Chair", 80.0, is_printer_part=False)
        self._found(70.0, other)
        self.assertEqual(self._price(other), 500.0)
        self.assertEqual(self._price(other.product_tmpl_id), 500.0)
        self.assertEqual(self._price(self.part.product_tmpl_id), 80.0)

    def test_tax_of_the_market_price_is_taken_out(self):
        self._found(79.10, tax_included=True, tax_percent=13.0)
        self.assertEqual(self._price(), 70.0)
        self._found(79.99, tax_included=True, tax_percent=13.0)
        self.assertEqual(self._price(), 70.78, "70.787… cut off, so that with tax it is not above the market")

    def test_product_whose_price_includes_tax_is_priced_with_it(self):
        tax = self.env["account.tax"].create(
            {
                "name": "13 included",
                "amount": 13.0,
                "type_tax_use": "sale",
                "price_include_override": "tax_included",
                "company_id": self.company.id,
            }
        )
        self.part.taxes_id = tax
        self._found(100.0)
        self.assertEqual(self._price(), 90.4)
        line = self._quote().order_line
        self.assertEqual((line.price_unit, line.part_ceiling), (90.4, 80.0))
        self.assertAlmostEqual(line.price_subtotal, 80.0)
        self.assertFalse(line.part_price_block)
        line.price_unit = 90.5
        self.assertEqual(line.part_price_block, "above_ceiling")

    def test_foreign_market_price_counts_at_the_days_rate(self):
        foreign = self._other_currency(2.0)
        self._found(120.0, currency_id=foreign.id)
        self.assertEqual(self._price(), 60.0)
        self.env["res.currency.rate"].create(
            {"currency_id": foreign.id, "rate": 4.0, "name": "2026-03-05", "company_id": self.company.id}
        )
        self.assertEqual(self._price(), 60.0)
        with freeze_time("2026-03-06 01:00:00"):
            self.assertEqual(self._price(), 30.0)

    def test_price_in_another_currency_is_converted(self):
        foreign = self._other_currency(2.0)
        self._found(100.0)
        self.assertEqual(self._price(currency=foreign), 160.0)

    def test_units_of_measure_are_converted(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        self._found(840.0, uom_id=dozen.id)
        self.assertEqual(self._price(), 70.0)
        self.assertEqual(self._price(uom=dozen), 840.0)
        line = self._quote({"product_id": self.part.id, "product_uom_id": dozen.id}).order_line
        self.assertEqual(
            (line.price_unit, line.part_market_net, line.part_actual_cost, line.part_ceiling),
            (840.0, 840.0, 960.0, 840.0),
        )

    def test_accuracy_of_prices_is_odoos_own(self):
        self.env["decimal.precision"].search([("name", "=", "Product Price")]).digits = 4
        screw = self._make_part("Screw", 0.03512345)
        self._found(1.0, screw)
        self.assertEqual(self._price(screw), 0.0351)

    def test_price_of_another_day_takes_that_days_market_price(self):
        self._found(60.0, date="2026-01-01", valid_until="2026-01-31")
        self._found(70.0)
        then = fields.Datetime.to_datetime("2026-01-15 10:00:00")
        self.assertEqual((self._price(date=then), self._price()), (60.0, 70.0))

    def test_rule_says_what_it_is(self):
        self.assertEqual(self.pricelist.item_ids.price, "Actual cost, at most the market price")
        fixed = self.env["product.pricelist.item"].create(
            {"pricelist_id": self.pricelist.id, "compute_price": "fixed", "fixed_price": 3.0}
        )
        self.assertIn("3.00", fixed.price)

    # ---- quotations of requests

    def test_quotation_of_a_request_takes_the_rule_and_shows_both_figures(self):
        self._found(70.0)
        order = self._quote()
        line = order.order_line
        self.assertEqual(order.pricelist_id, self.pricelist)
        self.assertEqual(
            (
                line.price_unit,
                line.part_actual_cost,
                line.part_market_net,
                line.part_ceiling,
                line.part_ruled_by,
            ),
            (70.0, 80.0, 70.0, 70.0, "market"),
        )
        self.assertEqual(line.part_price_block, "cost_above_market")

    def test_customers_own_price_list_stays(self):
        own = self.env["product.pricelist"].create({"name": "Own", "currency_id": self.currency.id})
        self.env.user.group_ids += self.env.ref("product.group_product_pricelist")
        self.contact.specific_property_product_pricelist = own
        self.assertNotEqual(self._quote().pricelist_id, self.pricelist)

    def test_other_orders_and_other_lines_have_no_figures(self):
        order = self._quote(ticket_id=False)
        self.assertFalse(order.order_line.part_ruled_by)
        service = self._make_part("Work", 80.0, is_printer_part=False)
        line = self._quote(service).order_line
        self.assertEqual((line.part_ruled_by, line.part_price_block, line.part_ceiling), (False, False, 0.0))

    def test_line_typed_into_the_form_is_priced_at_once(self):
        self._found(100.0)
        order = self._quote(self.part)
        with Form(order) as form, form.order_line.new() as line:
            line.product_id = self.part
            self.assertEqual(line.price_unit, 80.0)
        self.assertEqual(order.order_line.mapped("price_unit"), [80.0, 80.0])

    def test_draft_follows_and_what_went_out_stays(self):
        market = self._found(100.0)
        draft, sent, ordered = self._quote(), self._quote(), self._quote()
        sent.action_quotation_sent()
        ordered.action_confirm()
        foreign = self._other_currency(2.0)
        with freeze_time("2026-03-04 01:00:00"):
            self._found(120.0, currency_id=foreign.id)
            self.part.standard_price = 55.0
            self.pricelist.item_ids.write({"compute_price": "fixed", "fixed_price": 12.0})
            sent.action_confirm()
            for order in sent | ordered:
                line = order.order_line
                self.assertEqual(
                    (line.price_unit, line.part_ceiling, line.part_actual_cost, line.part_market_net),
                    (80.0, 80.0, 80.0, 100.0),
                )
                self.assertEqual(line.part_market_price_id, market)
            self.pricelist.item_ids.compute_price = "part_ceiling"
            draft.action_quotation_sent()
        self.assertEqual(
            (draft.order_line.price_unit, draft.order_line.part_market_net, draft.order_line.part_ruled_by),
            (55.0, 60.0, "cost"),
        )

    def test_old_draft_is_priced_by_the_day_on_which_it_goes_out(self):
        order = self._quote()
        with freeze_time("2026-04-10 01:00:00"):
            self._found(90.0)
            order.action_quotation_sent()
        self.assertEqual(order.order_line.part_market_net, 90.0)

    def test_quantity_on_a_sent_quotation_keeps_its_price(self):
        self._found(100.0)
        order = self._quote()
        order.action_quotation_sent()
        self.part.standard_price = 95.0
        order.order_line.product_uom_qty = 3
        self.assertEqual((order.order_line.price_unit, order.order_line.part_ceiling), (80.0, 80.0))

    def test_price_typed_by_hand_below_the_ceiling_stays(self):
        self._found(100.0)
        order = self._quote({"product_id": self.part.id, "price_unit": 50.0})
        order.order_line.write({"price_unit": 55.0})
        self._found(90.0)
        order.action_quotation_sent()
        self.assertEqual((order.order_line.price_unit, order.order_line.part_price_block), (55.0, False))

    # ---- the very lot

    def test_lot_costs_what_its_purchase_cost(self):
        self.part.tracking = "lot"
        lot = self.env["stock.lot"].create({"name": "L1", "product_id": self.part.id})
        foreign = self._other_currency(2.0)
        order = self._bought(self.part, 130.0, lot, discount=10.0)
        self.assertEqual(self.part._actual_cost(lot), 117.0)
        self.assertEqual(self.part._actual_cost(), self.part.standard_price)
        order.currency_id = foreign
        self.assertAlmostEqual(order.order_line._part_unit_cost(), order.order_line.price_unit * 0.9 / 2)

    def test_lot_with_a_value_of_its_own_costs_that(self):
        category = self.env["product.category"].create({"name": "Average", "property_cost_method": "average"})
        part = self._make_part("Drum", 50.0, tracking="lot", categ_id=category.id, lot_valuated=True)
        lot = self.env["stock.lot"].create({"name": "L2", "product_id": part.id})
        self._bought(part, 64.0, lot)
        self.assertEqual(part._actual_cost(lot), lot.standard_price)
        self.assertEqual(lot.standard_price, 64.0)

    def test_purchase_by_the_dozen_costs_a_twelfth_each(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        self.part.tracking = "lot"
        lot = self.env["stock.lot"].create({"name": "L3", "product_id": self.part.id})
        order = self._bought(self.part, 600.0, lot, product_uom_id=dozen.id, product_qty=1)
        self.assertEqual(order.order_line.product_uom_id, dozen)
        self.assertEqual(self.part._actual_cost(lot), 50.0)

    def test_line_follows_its_lot_as_a_draft_and_stays_once_confirmed(self):
        self.part.tracking = "lot"
        cheap, dear = self.env["stock.lot"].create(
            [{"name": name, "product_id": self.part.id} for name in ("L4", "L5")]
        )
        self._found(100.0)
        self._bought(self.part, 60.0, cheap)
        self._bought(self.part, 75.0, dear)
        order = self._quote()
        line = order.order_line
        line.part_lot_id = cheap
        self.assertEqual((line.price_unit, line.part_cost_kind), (60.0, "purchase"))
        order.action_confirm()
        line.part_lot_id = dear
        self.env.flush_all()
        self.assertEqual((line.price_unit, line.part_actual_cost, line.part_ceiling), (60.0, 60.0, 60.0))

    def test_lot_that_the_job_takes_does_not_change_what_was_sent(self):
        self.part.tracking = "lot"
        lot = self.env["stock.lot"].create({"name": "L7", "product_id": self.part.id})
        self._found(100.0)
        order = self._quote()
        order.action_quotation_sent()
        self._bought(self.part, 95.0, lot)
        order.order_line.part_lot_id = lot
        self.env.flush_all()
        line = order.order_line
        self.assertEqual((line.price_unit, line.part_actual_cost, line.part_ceiling), (80.0, 80.0, 80.0))

    def test_button_that_updates_prices_looks_both_figures_up_again(self):
        self._found(100.0)
        order = self._quote({"product_id": self.part.id, "price_unit": 50.0})
        self.part.standard_price = 90.0
        order.action_update_prices()
        line = order.order_line
        self.assertEqual((line.price_unit, line.part_actual_cost, line.part_price_block), (90.0, 90.0, False))

    def test_lot_of_another_part_is_refused(self):
        other = self._make_part("Other", 1.0, tracking="lot")
        lot = self.env["stock.lot"].create({"name": "L6", "product_id": other.id})
        with self.assertRaisesRegex(ValidationError, "L6.*Other.*Fuser unit"):
            self._quote().order_line.sudo().part_lot_id = lot

    def test_figures_cannot_be_forged(self):
        market = self._found(100.0)
        order = self._quote(user=self.seller)
        for name, value in (
            ("part_actual_cost", 900.0),
            ("part_market_net", 900.0),
            ("part_market_price_id", market.id),
            ("part_ceiling", 900.0),
            ("part_ruled_by", False),
            ("part_price_block", False),
            ("part_cost_kind", "lot"),
            ("part_purchase_line_id", False),
            ("part_override_id", 1),
        ):
            with self.subTest(name):
                with self.assertRaises(GuardedFieldError):
                    order.order_line.write({name: value})
                with self.assertRaises(GuardedFieldError):
                    order.write({"order_line": [Command.update(order.order_line.id, {name: value})]})
        with self.assertRaises(GuardedFieldError):
            self._quote({"product_id": self.part.id, "part_ceiling": 900.0})

    def test_lines_are_priced_in_a_fixed_number_of_queries(self):
        parts = [self._make_part(f"Part {number}", 10.0) for number in range(30)]
        for part in parts:
            self._found(9.0, part)
        order_few, order_many = self._quote(*parts[:3]), self._quote(*parts)
        counts = []
        for order in (order_few, order_few, order_many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            order.sudo().order_line._refresh_part_prices()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2] - counts[1], 30, "Odoo looks the rule up line by line, we add nothing")
