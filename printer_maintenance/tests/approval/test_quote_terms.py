"""The order itself changes while its quotation lies with the customer, or after they signed."""

from odoo.tests import tagged

from ...exceptions import GuardedFieldError
from ..parts.common import PartsCase


@tagged("post_install", "-at_install")
class TestQuoteTerms(PartsCase):
    def _asked(self):
        visit = self._on_site()
        visit._use_part(self.fuser, 1)
        return self._quote(visit)

    def _price_list(self):
        dollar = self.env.ref("base.USD")
        dollar.active = True
        return self.env["product.pricelist"].create({"name": "In dollars", "currency_id": dollar.id})

    def test_other_currency_takes_the_quotation_back(self):
        order = self._asked()
        link = order.access_token
        order.pricelist_id = self._price_list()
        self.assertEqual(order.state, "draft")
        self.assertNotEqual(order.access_token, link, "the link that was mailed is dead")

    def test_same_price_list_once_more_changes_nothing(self):
        order = self._asked()
        order.pricelist_id = order.pricelist_id
        self.assertEqual(order.state, "sent")

    def test_what_was_signed_keeps_its_terms(self):
        order = self._sign(self._asked())
        with self.assertRaisesRegex(GuardedFieldError, "is signed"):
            order.fiscal_position_id = self.env["account.fiscal.position"].create({"name": "Abroad"})

    def test_setting_it_back_to_draft_ends_its_link_and_its_approval(self):
        order = self._asked()
        approval = order.with_user(self.users["agent"])._approve_by_telephone(
            self.contact, "555-0199", "Go ahead, I sign tomorrow"
        )
        link = order.access_token
        order.action_draft()
        self.assertEqual((order.state, approval.sudo().state), ("draft", "void"))
        self.assertNotEqual(order.access_token, link)
