"""Changing a checklist never alters a sheet that was begun."""

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ...exceptions import ChecklistInUseError, GuardedFieldError
from .inspection_common import InspectionCase


@tagged("post_install", "-at_install")
class TestChecklistVersions(InspectionCase):
    def _names(self, sheet):
        return sheet._points().mapped("name")

    def test_list_that_no_sheet_bears_is_changed_in_place(self):
        point = self.checklist.item_ids[0]
        point.name = "No noise"
        self.assertEqual((self.checklist.item_ids[0], self.checklist.version), (point, 1))

    def test_changed_point_stays_as_it_was_on_begun_sheets(self):
        sheet = self._begun().sheet_ids
        before = self._names(sheet)
        self.checklist.item_ids.filtered(
            lambda item: item.name == "No unusual noise"
        ).name = "No noise at all"
        self.assertEqual(self._names(sheet), before)
        self.assertEqual(self.checklist.version, 2)
        later = self._begun(day="2026-03-03").sheet_ids
        self.assertEqual(self._names(later), ["No noise at all", *before[1:]])

    def test_changes_of_several_points_are_one_version(self):
        self._begun()
        first, second = self.checklist.item_ids[:2]
        self.checklist.write(
            {
                "item_ids": [
                    Command.update(first.id, {"name": "A"}),
                    Command.update(second.id, {"maximum": 0.5}),
                    Command.create({"name": "New", "answer_kind": "tick", "sequence": 50}),
                ]
            }
        )
        self.assertEqual(self.checklist.version, 2)
        names = self.checklist._points(2).mapped("name")
        self.assertEqual(names, ["A", "Leakage current", "Toner", "Dusted", "Remark", "New"])
        self.assertEqual(self.checklist._points(2)[1].maximum, 0.5)
        self.assertEqual(self.checklist._points(1)[1].maximum, 0.75)

    def test_point_that_is_deleted_or_archived_stays_on_begun_sheets(self):
        sheet = self._begun().sheet_ids
        self.checklist.item_ids[4].unlink()
        self.checklist.item_ids[3].active = False
        self.assertEqual(len(self._names(sheet)), 5)
        self.assertEqual(len(self.checklist._points(self.checklist.version)), 3)

    def test_answers_to_choose_from_follow_the_version(self):
        sheet = self._begun().sheet_ids
        toner = self._points(sheet)["Toner"]
        with self.assertRaises(ChecklistInUseError):
            toner.option_ids[0].name = "Half"
        toner.write({"option_ids": [Command.update(toner.option_ids[0].id, {"name": "Half"})]})
        self.assertEqual(self._points(sheet)["Toner"].option_ids.mapped("name"), ["Full", "Empty"])
        successor = self.checklist.item_ids.filtered(lambda item: item.name == "Toner")
        self.assertEqual(successor.option_ids.mapped("name"), ["Half", "Empty"])
        self.assertEqual(successor.root_id, toner)

    def test_new_version_keeps_all_languages(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        point = self.checklist.item_ids[0]
        point.with_context(lang="zh_CN").name = "无异常噪声"
        self._begun()
        point.is_critical = True
        successor = self.checklist.item_ids.filtered(lambda item: item.root_id == point)
        self.assertEqual(successor.with_context(lang="zh_CN").name, "无异常噪声")

    def test_versions_are_the_systems(self):
        with self.assertRaises(GuardedFieldError):
            self.checklist.item_ids[0].version_from = 7

    def test_limits_outside_of_what_can_be_true_are_refused(self):
        with self.assertRaises(ValidationError):
            self.checklist.item_ids[1].highest = 0.5

    def test_job_lists_take_no_answers_of_inspections(self):
        with self.assertRaises(ValidationError):
            self.env["printer.checklist"].create(
                {
                    "name": "Job",
                    "purpose": "job",
                    "item_ids": [Command.create({"name": "Photo", "answer_kind": "photo"})],
                }
            )

    def test_list_made_for_a_type_goes_before_one_for_all(self):
        printer = self.env.ref("printer_maintenance.category_printer")
        shredder = self.env.ref("printer_maintenance.category_shredder")
        own = self._make_checklist("daily", name="Printers", category_ids=[Command.set(printer.ids)])
        lists = self.env["printer.checklist"]._for_inspection("daily", printer | shredder)
        self.assertEqual((lists[printer.id], lists[shredder.id]), (own, self.checklist))
