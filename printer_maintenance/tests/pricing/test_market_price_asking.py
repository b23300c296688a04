"""Market prices that end soon are asked for anew: of parts in use, once, without gap or double."""

from freezegun import freeze_time

from odoo.tests import tagged

from .pricing_common import NOW, PricingCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAsking(PricingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Price = cls.env["printer.part.market.price"]
        cls.Price.search([]).active = False
        cls.kind = cls.env.ref("printer_maintenance.activity_market_price")
        cls.stock = cls.env.ref("stock.stock_location_stock")

    def _in_stock(self, part=None):
        self.env["stock.quant"]._update_available_quantity(part or self.part, self.stock, 1)
        return part or self.part

    def _asked(self, parts=None):
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", "product.product"),
                ("res_id", "in", (parts or self.part).ids),
                ("activity_type_id", "=", self.kind.id),
            ]
        )

    def _ask(self, time_left=60.0):
        self._crons_do_not_commit(time_left)
        self.Price._cron_ask_anew()

    def test_who_entered_it_is_asked_once(self):
        self._in_stock()
        price = self.Price.with_user(self.users["dispatcher"]).create(
            {
                "product_id": self.part.id,
                "amount": 90.0,
                "source": "A shop",
                "evidence_url": "https://shop.example.com",
                "valid_until": "2026-03-16",
            }
        )
        self._ask()
        asked = self._asked()
        self.assertEqual((asked.user_id, str(asked.date_deadline)), (self.users["dispatcher"], "2026-03-16"))
        self.assertTrue(price.sudo().asked_at)
        self._ask()
        self.assertEqual(len(self._asked()), 1)
        asked.action_feedback("Found nothing")
        self._ask()
        self.assertFalse(self._asked(), "nobody is nagged")

    def test_ends_later_or_has_a_longer_lived_one(self):
        self._in_stock()
        price = self._found(90.0, valid_until="2026-03-17")
        self._ask()
        self.assertFalse(self._asked())
        price.valid_until = "2026-03-16"
        self._found(91.0)
        self._ask()
        self.assertFalse(self._asked(), "the newer one lasts")

    def test_part_that_nobody_uses_is_not_asked_for(self):
        self._found(90.0, valid_until="2026-03-10")
        self._ask()
        self.assertFalse(self._asked())
        self._quote()
        self._ask()
        self.assertEqual(len(self._asked()), 1, "quoted within the year")

    def test_part_on_a_job_is_asked_for(self):
        self._found(90.0, valid_until="2026-03-10")
        self.env["repair.order"].create(
            {
                "move_ids": [
                    (0, 0, {"product_id": self.part.id, "repair_line_type": "add", "product_uom_qty": 1})
                ]
            }
        )
        self._ask()
        self.assertEqual(len(self._asked()), 1)

    def test_price_that_ended_while_nobody_looked_is_asked_for(self):
        self._in_stock()
        self._found(90.0, date="2025-12-01", valid_until="2026-02-01")
        self._ask()
        self.assertEqual(str(self._asked().date_deadline), "2026-03-02")

    def test_archived_part_is_left_alone(self):
        self._in_stock()
        self._found(90.0, valid_until="2026-03-10")
        self.part.active = False
        self._ask()
        self.assertFalse(self._asked())

    def test_who_left_is_not_asked(self):
        self._in_stock()
        self._found(90.0, valid_until="2026-03-10")._through_door().entered_by_id = self.users["dispatcher"]
        self.users["dispatcher"].active = False
        self._ask()
        self.assertTrue(self._asked().user_id.active)

    def test_killed_after_any_page_it_goes_on_without_gap_or_double(self):
        parts = self.part.union(*(self._make_part(f"Part {number}", 1.0) for number in range(4)))
        for part in parts:
            self._found(0.9, self._in_stock(part), valid_until="2026-03-10")
        self.patch(__import__("sys").modules[self.Price._ask_anew.__func__.__module__], "PAGE", 2)
        for count in (2, 4, 5, 5):
            self._ask(time_left=0)
            asked = self._asked(parts)
            self.assertEqual(len(asked), count)
            self.assertEqual(len(set(asked.mapped("res_id"))), count)
