"""The night's work: batches, killed anywhere, one row per part in a device."""

import ast
from datetime import datetime
from unittest.mock import patch

import psycopg2
from freezegun import freeze_time
from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...exceptions import GuardedFieldError
from ...models.equipment.equipment_meter import ReadingLine
from ...models.foresight import foresight_keeping
from .foresight_common import NOW, ForesightCase

LATER = datetime(2026, 3, 30)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestForesightNight(ForesightCase):
    def _many(self, count):
        devices = self.env["maintenance.equipment"].browse()
        for number in range(count):
            device = self._make_device(f"SN-M{count}-{number}")
            self._fit(device, self.toner)
            devices |= device
        for step, moment in enumerate((datetime(2026, month, 20) for month in (1, 2, 3)), 1):
            self.env["maintenance.equipment"]._take_readings(
                [ReadingLine(device, 50_000 + 1_000 * step, 0, moment) for device in devices], "network"
            )
        return devices

    def _queries(self, devices):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["printer.part.foresight"].sudo()._foresee(devices)
        return self.env.cr.sql_log_count - before

    def test_queries_do_not_grow_with_the_devices(self):
        few, many = self._many(10), self._many(100)
        self._queries(few)
        self.assertLessEqual(self._queries(many), self._queries(few))
        self.assertEqual(self.env["printer.part.foresight"].search_count([("empty_on", "!=", False)]), 110)

    def test_settling_where_parts_come_from_takes_as_many_queries_for_many_as_for_few(self):
        Row = self.env["printer.part.foresight"].sudo()

        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            Row._settle_supply(self.toner.ids)
            return self.env.cr.sql_log_count - before

        Row._foresee(self._many(5))
        queries()
        few = queries()
        Row._foresee(self._many(60))
        self.assertLessEqual(queries(), few)

    def test_killed_night_goes_on_where_it_stopped(self):
        self._many(6)
        self.patch(foresight_keeping, "AT_ONCE", 2)
        foreseen = []
        Row = type(self.env["printer.part.foresight"])
        original = Row._foresee

        def counted(model, devices):
            foreseen.extend(devices.ids)
            return original(model, devices)

        self.patch(Row, "_foresee", counted)
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: 0.0):
            self.env["printer.part.foresight"]._cron_foresee()
        self.assertEqual(len(foreseen), 2)
        self._night()
        self.assertEqual(len(foreseen), len(set(foreseen)), "none twice")
        self.assertEqual(
            self.env["printer.part.foresight"].search_count([("product_id", "=", self.toner.id)]), 6
        )

    def test_run_killed_before_it_looked_for_stock_is_made_good(self):
        self._fit(self.device, self.toner)
        self._steady(self.device)
        self._stock(self.toner, 1)
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: 0.0):
            self.env["printer.part.foresight"]._cron_foresee()
        self.assertEqual((self._row().days_left, self._row().supply), (11, False))
        self._night()
        self.assertEqual(self._row().supply, "warehouse")

    def test_filters_of_the_list_find_what_they_say(self):
        self._fit(self.device, self.toner)
        self._steady(self.device)
        self._fit(self._make_device("SN-0002"), self.toner)
        self._night()
        arch = self.env["printer.part.foresight"].get_view(view_type="search")["arch"]
        domains = {
            node.get("name"): node.get("domain")
            for node in etree.fromstring(arch).iter("filter")
            if node.get("domain")
        }
        silent = self._row(self.env["maintenance.equipment"].search([("serial_no", "=", "SN-0002")]))
        found = {
            name: self.env["printer.part.foresight"].search(
                Domain(ast.literal_eval(domain)) & Domain("product_id", "=", self.toner.id)
            )
            for name, domain in domains.items()
        }
        self.assertFalse(found["within_7"])
        self.assertEqual((found["within_14"], found["within_30"]), (self._row(), self._row()))
        self.assertEqual((found["silent"], found["short"]), (silent, self._row()))

    def test_foreseeing_again_makes_no_second_row(self):
        self._fit(self.device, self.toner)
        for _night in range(2):
            self.env["printer.part.foresight"].sudo()._foresee(self.device)
        self.assertEqual(len(self._row()), 1)
        with self.assertRaises(psycopg2.IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute(
                """INSERT INTO printer_part_foresight (equipment_id, product_id, fitting_id, company_id)
                   SELECT equipment_id, product_id, fitting_id, company_id FROM printer_part_foresight
                    WHERE id = %s""",
                [self._row().id],
            )

    def test_newest_of_the_same_part_counts(self):
        self._fit(self.device, self.toner, at=datetime(2025, 1, 1), mono=1)
        newest = self._fit(self.device, self.toner)
        self._night()
        self.assertEqual(self._row().fitting_id, newest)

    def test_part_taken_out_disappears(self):
        fitting = self._fit(self.device, self.toner)
        self._night()
        fitting._through_door().write({"removed_at": LATER})
        self._night()
        self.assertFalse(self._row())

    def test_changed_part_starts_anew(self):
        old = self._fit(self.device, self.toner)
        self._steady(self.device)
        self._night()
        row = self._row()
        row.with_user(self.users["dispatcher"]).action_order()
        row.with_user(self.users["dispatcher"]).action_plan_change()
        new = self._fit(self.device, self.toner, at=datetime(2026, 3, 30), mono=58_800)
        old._through_door().write({"removed_at": LATER, "replaced_by_id": new.id})
        self._night()
        self.assertEqual(self._row(), row)
        self.assertEqual((row.fitting_id, row.why_silent), (new, "no_reading"))
        self.assertFalse(row.ticket_id or row.sudo().purchase_line_id or row.supply)

    def test_retired_device_disappears_at_once_and_archived_one_at_night(self):
        other = self._make_device("SN-0002")
        for device in (self.device, other):
            self._fit(device, self.toner)
        self._night()
        self.device._set_condition("retired")
        self.assertFalse(self._row())
        other.active = False
        self._night()
        self.assertFalse(self._row(other))

    def test_a_new_fitting_asks_for_foresight_soon(self):
        cron = self.env.ref("printer_maintenance.cron_foresee")
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self._fit(self.device, self.toner)
        self.assertGreater(self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]), before)

    def test_device_shows_the_day_of_the_next_change(self):
        self._fit(self.device, self.toner)
        self._steady(self.device)
        self._night()
        self.assertEqual(self.device.next_empty_on, self._date("2026-04-11"))
        self.assertEqual(
            self.device.action_view_foresight()["domain"], [("equipment_id", "=", self.device.id)]
        )

    def test_row_knows_the_agreement_and_station_of_today(self):
        self._fit(self.device, self.toner)
        self._night()
        self.assertEqual((self._row().agreement_id, self._row().team_id), (self.agreement, self.team))

    def test_roles_read_their_rows_and_nobody_writes_them(self):
        self._fit(self.device, self.toner)
        self._night()
        row = self._row()
        for role, user in self.users.items():
            self.assertEqual(row.with_user(user).search([("id", "=", row.id)]), row, role)
            self.assertFalse(row.with_user(user).has_access("write"), role)
        stranger = self.env["res.users"].create(
            {
                "name": "Other manager",
                "login": "other-manager",
                "group_ids": [
                    fields.Command.set(self.env.ref("printer_maintenance.group_project_manager").ids)
                ],
            }
        )
        self.assertFalse(row.with_user(stranger).search([("id", "=", row.id)]))
        with self.assertRaises(AccessError):
            row.with_user(self.contact_user).read(["empty_on"])
        with self.assertRaises(GuardedFieldError):
            row.sudo().write({"days_left": 3})
