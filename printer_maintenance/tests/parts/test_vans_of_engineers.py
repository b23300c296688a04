"""Two engineers of one station, each with a van."""

from odoo.tests import tagged

from ...exceptions import PartError, StockShortError
from .common import PartsCase


@tagged("post_install", "-at_install")
class TestVansOfEngineers(PartsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls.users["second_line"]
        cls.own = cls.env["stock.location"].create(
            {
                "name": "Van of the engineer",
                "usage": "internal",
                "location_id": cls.stock.location_id.id,
                "van_engineer_id": cls.engineer.id,
            }
        )
        cls.van.van_engineer_id = cls.colleague
        cls.team.van_location_ids = cls.van | cls.own

    def test_own_van_comes_first_and_a_colleagues_is_left_alone(self):
        self._put(self.roller, self.own, 1)
        visit = self._on_site()
        self.assertEqual(visit._use_part(self.roller, 1).location_id, self.own)
        self.assertEqual(visit._use_part(self.roller, 1).location_id, self.stock, "not the colleague's")
        self.assertEqual(self._on_hand(self.roller, self.van), 2)

    def test_colleagues_van_is_used_when_it_is_asked_for(self):
        visit = self._on_site()
        self.assertEqual(visit._use_part(self.roller, 1, kind="colleague").location_id, self.van)

    def test_only_a_colleague_has_it(self):
        self.env["stock.quant"]._update_available_quantity(self.roller, self.stock, -10)
        visit = self._on_site()
        with self.assertRaisesRegex(StockShortError, "Van north"):
            visit._use_part(self.roller, 1)
        dialog = (
            self.env["printer.part.use"]
            .with_user(self.engineer)
            .create({"visit_id": visit.id, "product_id": self.roller.id})
        )
        self.assertTrue(dialog.is_short)
        dialog.place = "colleague"
        self.assertFalse(dialog.is_short)

    def test_van_that_nobody_drives_is_everybodys(self):
        self.van.van_engineer_id = False
        visit = self._on_site()
        self.assertEqual(visit._use_part(self.roller, 1).location_id, self.van)

    def test_job_starts_from_the_engineers_own_van(self):
        self._put(self.roller, self.own, 1)
        visit = self._on_site()
        visit._use_part(self.roller, 1)
        self.assertEqual(visit.sudo().repair_ids.location_id, self.own)

    def test_part_in_hand_corrects_the_engineers_own_van(self):
        visit = self._on_site()
        visit._correct_stock(self.roller, 1, "From the north station")
        self.assertEqual(self._on_hand(self.roller, self.own), 1)
        with self.assertRaisesRegex(PartError, "your own van"):
            visit._correct_stock(self.roller, 1, "From the north station", "colleague")

    def test_part_in_hand_that_the_books_know_is_simply_used(self):
        self._put(self.roller, self.own, 1)
        visit = self._on_site()
        dialog = (
            self.env["printer.part.use"]
            .with_user(self.engineer)
            .create(
                {
                    "visit_id": visit.id,
                    "product_id": self.roller.id,
                    "place": "van",
                    "correction": "I have it here",
                    "old_part": "none",
                }
            )
        )
        dialog.action_in_hand()
        self.assertEqual(visit.sudo().repair_ids.move_ids.location_id, self.own)

    def test_finder_tells_own_and_colleagues_pieces_apart(self):
        self._put(self.roller, self.own, 1)
        found = self.roller.with_user(self.engineer).with_context(
            printer_team_id=self.team.id, printer_engineer_id=self.engineer.id
        )
        self.assertEqual((found.van_qty, found.colleague_qty, found.part_nearness), (1, 2, "van"))
        whole = self.roller.with_user(self.engineer).with_context(printer_team_id=self.team.id)
        self.assertEqual((whole.van_qty, whole.colleague_qty), (3, 0))
