"""Who may enter market prices, and who may read them."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import ROLES
from .pricing_common import NOW, PricingCase

MAY_ENTER = ("dispatcher", "project_manager", "admin")


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPricingRights(PricingCase):
    def _values(self):
        return {
            "product_id": self.part.id,
            "amount": 90.0,
            "source": "A shop",
            "evidence_url": "https://shop.example.com",
        }

    def test_some_roles_enter_alter_and_delete(self):
        for user in (*(self.users[role] for role in MAY_ENTER), self.buyer):
            with self.subTest(user.login):
                price = self.env["printer.part.market.price"].with_user(user).create(self._values())
                self.assertEqual(price.entered_by_id, user)
                price.amount = 91.0
                price.unlink()

    def test_the_others_read_only(self):
        price = self._found(90.0)
        for user in (*(self.users[role] for role in ROLES if role not in MAY_ENTER), self.seller):
            own = price.with_user(user)
            with self.subTest(user.login):
                self.assertEqual(own.amount, 90.0)
                for act in (
                    lambda own=own: own.write({"amount": 1.0}),
                    own.unlink,
                    lambda own=own: own.create(self._values()),
                ):
                    with self.assertRaises(AccessError):
                        act()

    def test_customers_read_none(self):
        price = self._found(90.0)
        with self.assertRaises(AccessError):
            price.with_user(self.contact_user).read(["amount"])
        with self.assertRaises(AccessError):
            self.part.with_user(self.contact_user).read(["market_price_id"])

    def test_prices_of_other_companies_are_not_read(self):
        other = self.env["res.company"].create({"name": "Other company"})
        price = self._found(90.0, company_id=other.id)
        self.assertFalse(
            self.env["printer.part.market.price"]
            .with_user(self.users["admin"])
            .search([("id", "=", price.id)])
        )

    def test_who_may_allow_prices_is_who_the_director_is(self):
        group = self.env.ref("printer_maintenance.group_price_override")
        holders = {role for role in ROLES if group in self.users[role].all_group_ids}
        self.assertEqual(holders, {"service_director", "admin"})
