"""Suggested quantities follow the rule from the figures of the place, in a constant number of queries."""

from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import StockingError
from .stocking_common import StockingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 01:00:00")
class TestSuggestion(StockingCase):
    def _elsewhere(self):
        """A device of the same model at another customer."""
        other = self.env["res.partner"].create(
            {"name": "Other bureau", "is_company": True, "printer_unit_kind": "customer"}
        )
        unit = self.env["res.partner"].create(
            {"name": "Other unit", "is_company": True, "printer_unit_kind": "unit", "parent_id": other.id}
        )
        return self._make_device(
            "SN-9", unit_id=unit.id, department_id=False, brand="hp", model="Testjet-400"
        )

    def test_own_history_of_the_site_speaks(self):
        other = self._elsewhere()
        self._fitted(73, "2025-12-01 02:00:00")
        self._fitted(50, "2025-02-01 02:00:00")
        self._fitted(90, "2025-12-01 02:00:00", device=other)
        row = self._row()
        self.roller.seller_ids = [
            Command.create({"partner_id": self.bureau.id, "delay": 7, "sequence": 1}),
            Command.create({"partner_id": self.bureau.id, "delay": 70, "sequence": 2}),
        ]
        row.invalidate_recordset()
        self.assertEqual((row.devices, row.used, row.used_anywhere, row.lead_days), (1, 73, 163, 8))
        self.assertEqual((row.suggested_min, row.suggested_max), (5, 11))

    def test_few_of_its_own_count_as_the_average_of_all(self):
        other = self._elsewhere()
        self._fitted(80, "2025-12-01 02:00:00", device=other)
        row = self._row()
        self.assertEqual((row.devices, row.used, row.used_anywhere), (1, 0, 80))
        self.assertEqual((row.suggested_min, row.suggested_max), (4, 8), "40 a year per device")

    def test_retired_devices_and_other_models_do_not_count(self):
        retired = self._make_device("SN-2", brand="HP", model="Testjet 400")
        retired._through_door().condition = "retired"
        self._make_device("SN-3", brand="Ricoh", model="IM C2500")
        row = self._row()
        self.assertEqual(row.devices, 1)
        self.assertEqual((row.suggested_min, row.suggested_max), (0, 0), "nothing was ever used")

    def test_part_that_fits_by_model_and_by_type_counts_a_device_once(self):
        self.device.category_id.device_type = "printer"
        self.roller.part_fit_ids = [Command.create({"device_type": "printer"})]
        self.assertEqual(self._row(unit_ids=[Command.set((self.bureau | self.unit).ids)]).devices, 1)

    def test_stock_of_a_station_serves_its_area_and_without_one_everybody(self):
        other = self._elsewhere()
        self.team.area_unit_ids = self.bureau
        row = self._row(agreement_id=False)
        self.assertEqual(row.devices, 1)
        row.unit_ids = other.unit_id
        self.assertEqual(row.devices, 1)
        everybody = self._row(agreement_id=False, place=self.shelf)
        self.assertEqual(everybody.devices, 2)

    def test_repairs_count_where_nothing_was_noted_as_fitted(self):
        self._have(5, part=self.fuser)
        repair = self.env["repair.order"].create(
            {
                "partner_id": self.unit.id,
                "move_ids": [
                    Command.create(
                        {
                            "product_id": self.fuser.id,
                            "product_uom_qty": 4,
                            "repair_line_type": "add",
                            "product_uom": self.fuser.uom_id.id,
                        }
                    )
                ],
            }
        )
        repair._action_repair_confirm()
        repair.action_repair_start()
        repair.move_ids.quantity = 4
        repair.action_repair_end()
        self.assertEqual(self._row(self.fuser).used, 4)
        self._fitted(1, "2026-02-01 02:00:00", part=self.fuser)
        self.env.invalidate_all()
        self.assertEqual(self._row(self.fuser).used, 1, "what was fitted is not counted a second time")

    def test_suggestion_is_taken_and_the_person_decides(self):
        self._fitted(73, "2025-12-01 02:00:00")
        row = self._row().with_user(self.dispatcher)
        row.action_take_suggestion()
        self.assertEqual((row.quantity_min, row.quantity_max), (row.suggested_min, row.suggested_max))
        self.assertTrue(row.is_as_suggested)
        row.write({"quantity_min": 1, "quantity_max": 1})
        self.assertFalse(row.is_as_suggested)
        row._agree(date(2026, 3, 1), self.contact)
        draft = row.browse(row.action_take_suggestion()["res_id"])
        self.assertEqual((row.quantity_min, draft.quantity_min), (1, draft.suggested_min))
        with self.assertRaises(AccessError):
            self._row(self.fuser).with_user(self.engineer).action_take_suggestion()

    def test_queries_do_not_grow_with_the_rows(self):
        parts = [self._make_part(f"Part {number}") for number in range(24)]
        for part in parts:
            self._fitted(3, "2026-01-05 02:00:00", part=part)
        few = self.env["printer.part.stocking"].union(*(self._row(part) for part in parts[:4]))
        many = self.env["printer.part.stocking"].union(*(self._row(part) for part in parts[4:]))
        names = ["suggested_min", "quantity_missing", "quantity_there", "orderpoint_note"]

        def queries(rows):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            rows.read(names)
            return self.cr.sql_log_count - before

        queries(few)
        first = queries(few)
        self.assertLessEqual(queries(many), first)

    def test_plan_is_proposed_from_what_is_installed(self):
        self._fitted(73, "2025-12-01 02:00:00")
        self._make_part("Unfitting", part_fit_ids=[Command.create({"brand": "Ricoh", "model": "IM C2500"})])
        Dialog = self.env["printer.part.stocking.propose"].with_user(self.dispatcher)
        dialog = Dialog.new({"agreement_id": self.agreement.id, "location_id": self.site.id})
        dialog._onchange_place()
        self.assertEqual(dialog.line_ids.product_id._origin, self.roller, "only what is used")
        dialog.only_used = False
        dialog._onchange_place()
        self.assertIn(self.fuser, dialog.line_ids.product_id._origin)
        saved = Dialog.create(
            {
                "agreement_id": self.agreement.id,
                "location_id": self.site.id,
                "replacement_months": 24,
                "line_ids": [
                    Command.create(
                        {
                            "product_id": line.product_id._origin.id,
                            "quantity_min": line.quantity_min,
                            "quantity_max": line.quantity_max,
                            "is_chosen": line.product_id._origin == self.roller,
                        }
                    )
                    for line in dialog.line_ids
                ],
            }
        )
        saved.action_make_rows()
        row = self.env["printer.part.stocking"].search([("location_id", "=", self.site.id)])
        self.assertEqual((row.product_id, row.state, row.replacement_months), (self.roller, "draft", 24))
        self.assertEqual((row.quantity_min, row.quantity_max), (5, 11))
        saved.action_make_rows()
        self.assertEqual(
            self.env["printer.part.stocking"].search_count([("location_id", "=", self.site.id)]),
            1,
            "a second click adds none",
        )
        saved.line_ids.is_chosen = False
        with self.assertRaises(StockingError):
            saved.action_make_rows()
