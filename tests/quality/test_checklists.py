"""The ready-made checklists speak of every type of device and every kind of inspection, in both languages."""

from odoo.tests import TransactionCase, tagged

from odoo.addons.printer_maintenance.models.checklist.inspection_point import METHODS, PRINCIPLES

KINDS = ("daily", "electrical", "full")


@tagged("post_install", "-at_install")
class TestChecklists(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.categories = cls.env["maintenance.equipment.category"].search([("device_type", "!=", False)])
        cls.lists = cls.env["printer.checklist"].search([("purpose", "=", "inspection")])
        cls.points = cls.lists.item_ids

    def test_each_type_has_a_list_for_each_kind(self):
        self.assertEqual(len(set(self.categories.mapped("device_type"))), 6)
        for kind in KINDS:
            found = self.env["printer.checklist"]._for_inspection(kind, self.categories)
            for category in self.categories:
                with self.subTest(kind=kind, type=category.device_type):
                    self.assertTrue(found[category.id].item_ids)

    def test_points_say_how_they_are_found_out(self):
        self.assertFalse(self.points.filtered(lambda point: not point.sense or not point.aspect))
        self.assertEqual(set(self.points.mapped("sense")), {sense for sense, _name in METHODS})

    def test_principles_that_office_devices_can_break_are_looked_for(self):
        looked_for = set(self.points.mapped("principle")) - {False}
        # nothing in an office leaks air that is not gas of a kind as well
        self.assertEqual({name for name, _label in PRINCIPLES} - looked_for, {"no_leak_air"})

    def test_readings_have_units_and_catch_slips(self):
        for point in self.points.filtered(lambda point: point.answer_kind == "number"):
            with self.subTest(point.name):
                self.assertTrue(point.measure and point.is_bounded)

    def test_what_endangers_people_is_never_answered_with_all_the_rest(self):
        electrical = self.lists.filtered(lambda one: one.inspection_kind != "daily")
        self.assertFalse(any(electrical.mapped("allows_quick")))

    def test_every_word_is_chinese(self):
        chinese = self.points.with_context(lang="zh_CN")
        for record in (*chinese, *chinese.option_ids, *self.lists.with_context(lang="zh_CN")):
            with self.subTest(record.name):
                self.assertTrue(any("\u4e00" <= sign <= "\u9fff" for sign in record.name))
