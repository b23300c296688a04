"""The part for the device in front of the engineer, with what is in the van, on site, in the warehouse."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestPartFinder(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device.write({"brand": "HP", "model": "LaserJet Pro M404dn"})
        cls.stock = (
            cls.env["stock.warehouse"].search([("company_id", "=", cls.env.company.id)], limit=1).lot_stock_id
        )
        cls.van, cls.site, cls.foreign_van = cls.env["stock.location"].create(
            [
                {"name": name, "usage": "internal", "location_id": cls.stock.id}
                for name in ("Van", "Site", "Van of another station")
            ]
        )
        cls.team.write({"van_location_ids": [Command.set(cls.van.ids)], "site_location_id": cls.site.id})
        cls.env["helpdesk.ticket.team"].create(
            {"name": "South station", "van_location_ids": [Command.set(cls.foreign_van.ids)]}
        )
        cls.roller = cls._part("Roller", "ZQ-ROLL", model="LaserJet Pro M404-dn")
        cls.pad = cls._part("Pad", "ZQ-PAD", model="laserjet pro m404dn")
        cls.fuser = cls._part("Fuser", "ZQ-FUSE", model="LaserJet Pro M404dn")
        cls.cable = cls._part("Any cable", "ZQ-CABLE", device_type="printer")
        cls.toner = cls._part("Toner of another model", "ZQ-TONER", model="LaserJet 1020")

    @classmethod
    def _part(cls, name, number, **fit):
        return cls.env["product.product"].create(
            {
                "name": name,
                "default_code": number,
                "type": "consu",
                "is_storable": True,
                "is_printer_part": True,
                "part_fit_ids": [
                    Command.create({"brand": "HP" if "model" in fit else False, **fit}),
                ],
            }
        )

    def _put(self, part, location, quantity):
        self.env["stock.quant"]._update_available_quantity(part, location, quantity)

    def _mine(self, found):
        """What this test made: the demo has parts for every printer too."""
        return found.filtered(lambda part: (part.default_code or "").startswith("ZQ-"))

    def _find(self, words=None, user=None):
        device = self.device.with_user(user or self.engineer)
        return self._mine(device._find_parts(words))

    def test_parts_of_the_model_and_of_its_type_fit(self):
        self.assertEqual(set(self._find()), set(self.roller + self.pad + self.fuser + self.cable))

    def test_nearest_first_then_by_name(self):
        self._put(self.roller, self.van, 1)
        self._put(self.roller, self.stock, 9)
        self._put(self.pad, self.site, 2)
        self._put(self.cable, self.stock, 5)
        found = self._find()
        self.assertEqual(found.mapped("default_code"), ["ZQ-ROLL", "ZQ-PAD", "ZQ-CABLE", "ZQ-FUSE"])
        self.assertEqual(found.mapped("part_nearness"), ["van", "site", "warehouse", "none"])
        roller = found[0]
        self.assertEqual((roller.van_qty, roller.site_qty, roller.warehouse_qty), (1, 0, 9))

    def test_what_is_reserved_or_in_anothers_van_is_not_near(self):
        self._put(self.roller, self.foreign_van, 4)
        self._put(self.pad, self.van, 1)
        self.env["stock.quant"]._update_reserved_quantity(self.pad, self.van, 1)
        found = self._find()
        self.assertEqual(set(found.mapped("part_nearness")), {"none"})
        self.assertEqual(sum(found.mapped("warehouse_qty")), 0)

    def test_words_are_looked_for_in_name_and_number(self):
        self.assertEqual(self._find("fuse"), self.fuser)
        self.assertEqual(self._find("pa zq"), self.pad)
        self.assertFalse(self._find("toner"))

    def test_engineer_sees_numbers_and_nothing_else_of_the_warehouse(self):
        self._put(self.roller, self.van, 1)
        self.assertEqual(self._find("roll").van_qty, 1)
        with self.assertRaises(AccessError):
            self.env["stock.move"].with_user(self.engineer).create({"product_id": self.roller.id})
        with self.assertRaises(AccessError):
            self.env["stock.warehouse"].with_user(self.engineer).create({"name": "Mine"})
        with self.assertRaises(AccessError):
            self.device.with_user(self.contact_user).action_find_parts()

    def test_screen_of_the_device_shows_what_fits_and_all_parts_without_the_filter(self):
        self._put(self.pad, self.van, 1)
        action = self.device.with_user(self.engineer).action_find_parts()
        Product = self.env["product.product"].with_user(self.engineer).with_context(**action["context"])
        fits = Product.search(
            [("is_printer_part", "=", True), ("fits_device", "=", True)], order="part_nearness, name"
        )
        self.assertEqual(self._mine(fits)[0], self.pad)
        self.assertNotIn(self.toner, fits)
        self.assertIn(self.toner, Product.search([("is_printer_part", "=", True)]))
        self.assertIn(
            self.toner, Product.search([("is_printer_part", "=", True), ("fits_device", "=", False)])
        )
        self.assertEqual(action["context"]["printer_team_id"], self.team.id)

    def test_screen_of_the_visit_is_that_of_its_device(self):
        visit = self._confirmed_visit()
        action = visit.action_find_parts()
        context = action["context"]
        self.assertEqual(
            (context["printer_device_id"], context["printer_team_id"], context["printer_visit_id"]),
            (self.device.id, self.team.id, visit.id),
        )

    def test_views_open_for_the_engineer(self):
        action = self.device.with_user(self.engineer).action_find_parts()
        Product = self.env["product.product"].with_user(self.engineer).with_context(**action["context"])
        for view_id, kind in action["views"]:
            if kind in ("kanban", "list"):
                self.assertIn("van_qty", Product.get_view(view_id, kind)["arch"])

    def test_queries_do_not_grow_with_the_parts(self):
        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = self.device._find_parts()
            found.mapped("van_qty")
            return self.env.cr.sql_log_count - before

        queries()
        few = queries()
        for number in range(40):
            self._put(
                self._part(f"Screw {number}", f"ZQ-S{number}", model="LaserJet Pro M404dn"), self.van, 1
            )
        queries()
        self.assertLessEqual(queries(), few)

    def test_device_without_agreement_sees_the_warehouse(self):
        stray = self._make_device(
            "SN-0009", unit_id=False, department_id=False, brand="HP", model="LaserJet Pro M404dn"
        )
        self._put(self.roller, self.stock, 3)
        found = stray._find_parts("ZQ-ROLL")
        self.assertEqual((found.warehouse_qty, found.part_nearness), (3, "warehouse"))
