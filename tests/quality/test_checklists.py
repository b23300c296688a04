"""The ready-made checklists speak of every type of device and every kind of inspection, in both languages."""

from base64 import b64decode

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.printer_maintenance.models.checklist.inspection_point import METHODS, PRINCIPLES

KINDS = ("daily", "electrical", "full")


@tagged("post_install", "-at_install")
class TestChecklists(HttpCase):
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
        self.assertEqual({name for name, _label in PRINCIPLES}, looked_for)

    def test_air_is_looked_for_where_fans_move_toner(self):
        full = self.lists.filtered(lambda one: one.inspection_kind == "full")
        airy = full.filtered(lambda one: "no_leak_air" in one.item_ids.mapped("principle"))
        types = {"printer", "copier"}
        self.assertEqual(set(airy.category_ids.mapped("device_type")), types)

    def test_what_endangers_people_is_shown_in_a_small_picture(self):
        for point in self.points.filtered(
            lambda point: point.is_critical or point.principle == "no_leak_air"
        ):
            with self.subTest(point.name):
                self.assertTrue(point.picture, "draw one in tools/scripts/guidance_pictures.py")
                self.assertLess(len(b64decode(point.picture)), 20_000)

    def test_inspectors_see_the_pictures_on_their_telephones(self):
        engineer = new_test_user(
            self.env, login="test-picture", groups="base.group_user,printer_maintenance.group_engineer"
        )
        point = self.points.filtered("is_critical")[:1]
        self.assertTrue(point._round_data()[0]["has_picture"])
        self.authenticate(engineer.login, engineer.login)
        answer = self.url_open(f"/web/image/printer.checklist.item/{point.id}/picture")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.content, b64decode(point.picture))

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
