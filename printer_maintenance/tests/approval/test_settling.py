"""What is charged in the end: the real cost where that is less, what was allowed where somebody allowed it (P1)."""

from odoo import fields, http
from odoo.tests import HttpCase, tagged

from ...exceptions import PriceBlockedError, QuoteChangedError
from ..parts.common import PartsCase


class SettlingCase(PartsCase):
    """A belt that is charged at cost and has no market price yet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement.parts_policy = "at_cost"
        cls.belt = cls._make_part("Belt", 80)
        cls._put(cls.belt, cls.stock, 30)

    @classmethod
    def _tax(cls):
        return cls.env["account.tax"].create(
            {
                "name": "13 included",
                "amount": 13.0,
                "type_tax_use": "sale",
                "price_include_override": "tax_included",
                "company_id": cls.env.company.id,
            }
        )

    def _draft(self, quantity=1):
        """The visit, and the line of its quotation while it is written."""
        visit = self._on_site(self._report())
        visit._use_part(self.belt, quantity)
        return visit, visit.sudo().ticket_id._make_part_quote().order_line

    def _allow(self, line):
        line.with_user(self.users["service_director"])._override_part_price("Only shop that has it")
        self.assertFalse(line.is_part_blocked)

    def _sent(self, quantity=1):
        """A quotation with an allowed price that lies with the customer."""
        visit, line = self._draft(quantity)
        self._allow(line)
        self._quote(visit)
        return visit, line

    def _use(self, visit, line):
        """Sign, fit and book."""
        self._sign(line.order_id)
        visit.action_fit_parts()
        self._finish(visit)
        return self.device.fitting_ids.sorted("id")[-1:]

    def _choose(self, order, refused=()):
        order.with_user(self.contact_user).sudo()._choose_in_portal(
            order.quote_revision, {line.id for line in refused}, {}
        )


@tagged("post_install", "-at_install")
class TestSettling(SettlingCase):
    def test_allowed_price_without_a_market_follows_a_cost_that_has_fallen(self):
        visit, line = self._sent()
        self.belt.standard_price = 70
        fitting = self._use(visit, line)
        self.assertEqual((line.price_unit, fitting.unit_price), (70, 70))
        self.assertEqual(line.part_override_id.price_net, 80, "the decision stays with the line")

    def test_price_below_a_cost_above_the_market_follows_the_cost_too(self):
        self._market(self.belt, 60)
        visit, line = self._sent()
        self.assertEqual((line.price_unit, line.part_price_block), (60, "cost_above_market"))
        self.belt.standard_price = 50
        self._use(visit, line)
        self.assertEqual((line.price_unit, line.is_part_blocked), (50, False))

    def test_price_that_was_allowed_above_the_ceiling_is_what_the_customer_pays(self):
        self._market(self.belt, 120)
        visit, line = self._draft()
        line.price_unit = 100
        self._allow(line)
        self._quote(visit)
        self.belt.standard_price = 75
        self._use(visit, line)
        self.assertEqual(line.price_unit, 100)

    def test_allowed_price_does_not_rise_nor_reach_more_pieces_once_signed(self):
        _visit, line = self._sent(2)
        self._sign(line.order_id)
        line.product_uom_qty = 1
        line.price_unit = 79
        self.assertTrue(line.part_override_id)
        for values in ({"product_uom_qty": 2}, {"price_unit": 80}):
            with self.assertRaises(QuoteChangedError), self.env.cr.savepoint():
                line.write(values)

    def test_quotation_that_was_lowered_and_withdrawn_needs_a_new_word(self):
        _visit, line = self._sent()
        line.price_unit = 79
        self.assertEqual(line.order_id.state, "draft")
        self.assertFalse(line.part_override_id)
        with self.assertRaises(PriceBlockedError):
            line.order_id.action_quotation_sent()

    def test_part_without_a_market_price_joins_what_lies_with_the_customer(self):
        self.agreement.approval_limit = 1
        visit = self._on_site()
        visit._use_part(self.roller, 1)
        order = self._quote(visit)
        visit._use_part(self.belt, 1)
        self.assertEqual((order.state, len(order.order_line)), ("draft", 2))
        self.assertEqual(order.order_line.filtered("is_part_blocked").product_id, self.belt)

    def test_customer_refuses_a_line_with_an_allowed_price_and_takes_it_back(self):
        _visit, line = self._sent()
        order = line.order_id
        self._choose(order, line)
        self.assertEqual((line.product_uom_qty, line.is_part_blocked, order.state), (0, False, "sent"))
        self._choose(order)
        self.assertEqual((line.product_uom_qty, line.is_part_blocked), (1, False))
        self._choose(order, line)
        self._sign(order)
        self.assertEqual(self._on_hand(self.belt, self.stock), 30, "free again")

    def test_less_is_used_of_a_part_with_an_allowed_price(self):
        visit, line = self._sent(2)
        self._sign(line.order_id)
        line.move_ids.product_uom_qty = 1
        visit.action_fit_parts()
        self._finish(visit)
        self.assertEqual((line.qty_delivered, line.price_unit), (1, 80))

    def test_job_with_an_allowed_price_can_be_cancelled_before_and_after_the_signature(self):
        for sign in (False, True):
            visit, line = self._sent()
            if sign:
                self._sign(line.order_id)
            visit.sudo().ticket_id.repair_ids.action_repair_cancel()
            self.assertEqual((line.product_uom_qty, line.move_ids.state), (0, "cancel"))

    def test_price_that_holds_tax_is_compared_without_it(self):
        self.belt.taxes_id = self._tax()
        self._market(self.belt, 200)
        visit, line = self._draft()
        self.assertAlmostEqual(line.price_unit, 90.4)
        self._quote(visit)
        fitting = self._use(visit, line)
        self.assertAlmostEqual(line.price_unit, 90.4, 6, "it cost what was quoted")
        self.assertEqual((fitting.unit_cost, fitting.unit_price), (80, 80), "both without tax")

    def test_price_that_holds_tax_follows_the_cost_with_the_tax(self):
        self.belt.taxes_id = self._tax()
        self._market(self.belt, 200)
        visit, line = self._draft()
        self._quote(visit)
        self.belt.standard_price = 70
        self._use(visit, line)
        self.assertAlmostEqual(line.price_unit, 79.1)
        self.assertAlmostEqual(line.order_id.amount_untaxed, 70)

    def _used_with_discount(self, cost):
        """80 less a tenth is 72."""
        self._market(self.belt, 200)
        visit, line = self._draft()
        line.discount = 10
        self._quote(visit)
        self.belt.standard_price = cost
        self._use(visit, line)
        return line

    def test_discount_is_part_of_the_price_that_is_compared(self):
        line = self._used_with_discount(75)
        self.assertEqual((line.price_unit, line.price_subtotal), (80, 72))

    def test_price_with_a_discount_follows_the_cost_before_the_discount(self):
        line = self._used_with_discount(60)
        self.assertAlmostEqual(line.price_unit, 66.66)
        self.assertLessEqual(line._part_price_net(), 60)

    def test_cost_is_cut_off_never_rounded_up(self):
        self._market(self.belt, 200)
        visit, line = self._draft()
        self._quote(visit)
        self.belt.standard_price = 66.666
        self._use(visit, line)
        self.assertAlmostEqual(line.price_unit, 66.66)

    def test_dozen_is_settled_by_the_dozen(self):
        self._market(self.belt, 200)
        self._put(self.belt, self.van, 12)
        visit = self._on_site()
        repair = visit.sudo()._open_repair(waits=True, asked=True)
        dozen = self.env.ref("uom.product_uom_dozen")
        repair.move_ids = [
            fields.Command.create(
                {
                    "product_id": self.belt.id,
                    "product_uom_qty": 1,
                    "product_uom": dozen.id,
                    "repair_line_type": "add",
                }
            )
        ]
        line = visit.sudo().ticket_id._make_part_quote().order_line
        self.assertEqual((line.product_uom_id, line.price_unit), (dozen, 960))
        repair.move_ids._action_assign()
        self._quote(visit)
        self.belt.standard_price = 70
        fitting = self._use(visit, line)
        self.assertEqual((line.price_unit, line.qty_delivered), (840, 1))
        self.assertEqual((fitting.quantity, fitting.unit_price), (12, 70))
        fitting.with_user(self.engineer)._take_back("Not needed")
        self.assertEqual(line.qty_delivered, 0, "twelve pieces are one dozen")


@tagged("post_install", "-at_install")
class TestChoicesAreOne(HttpCase, SettlingCase):
    def test_choices_of_which_one_fails_leave_the_others_as_they_were(self):
        self.contact_user.password = "test-contact"
        other = self._make_part("Sponge", 9)
        self._put(other, self.stock, 5)
        visit, line = self._draft()
        visit._use_part(other, 1)
        order = visit.sudo().ticket_id._make_part_quote()
        sponge = order.order_line - line
        self._allow(line)
        self._allow(sponge)
        self._quote(visit)
        self._choose(order, sponge)
        sponge._through_door().part_override_id = False
        self.authenticate("test-contact", "test-contact")
        form = {
            "csrf_token": http.Request.csrf_token(self),
            "revision": order.quote_revision,
            f"refuse_{line.id}": "1",
        }
        answer = self.url_open(f"/my/orders/{order.id}/parts", data=form)
        self.assertIn("quote_changed", answer.url)
        self.assertEqual((line.is_refused, sponge.is_refused), (False, True))
