"""Checking a large register in the background: nothing is lost, nothing is read twice."""

from unittest.mock import patch

from odoo.tests import tagged

from ...exceptions import GuardedFieldError, RegisterFileError, TransitionError
from .register_common import HEADINGS, good, workbook
from .test_register_background import Killed, RegisterBackgroundCase


@tagged("post_install", "-at_install")
class TestRegisterBackgroundCheck(RegisterBackgroundCase):
    def _checking(self, rows=None, **values):
        record = self._import(workbook(rows or [good(f"A{number}") for number in range(8)]), **values)
        record.action_check()
        return record

    def test_small_registers_are_checked_at_once(self):
        record = self._checking([good("A1"), good("A2")])
        self.assertEqual((record.state, record.row_count), ("checked", 2))

    def test_large_registers_are_not_read_in_the_request(self):
        Trigger = self.env["ir.cron.trigger"]
        before = Trigger.search_count([("cron_id", "=", self.cron.id)])
        record = self._checking()
        self.assertEqual((record.state, record.row_count), ("checking", 0))
        self.assertEqual(Trigger.search_count([("cron_id", "=", self.cron.id)]), before + 1)
        self._run_cron()
        self.assertEqual((record.state, record.row_count, record.create_count), ("checked", 8, 8))
        self.assertFalse(self._devices(), "a check changes nothing")
        record.action_import()
        self._run_cron()
        self.assertEqual((record.state, len(self._devices())), ("done", 8))

    def test_a_file_that_cannot_be_read_is_refused_at_once(self):
        rows = [good(f"A{number}") for number in range(8)]
        headings = [heading for heading in HEADINGS if heading not in ("序列号", "资产编号")]
        with self.assertRaises(RegisterFileError):
            self._import(workbook(rows, headings)).action_check()

    def test_progress_is_seen_while_it_reads(self):
        record = self._checking()
        self._run_cron(time_left=0.0)
        self.assertEqual((record.state, record.row_count, record.file_row_count), ("checking", 3, 8))
        self.assertAlmostEqual(record.progress, 37.5)
        self._run_cron(time_left=0.0)
        self.assertEqual(record.row_count, 6)

    def test_killed_anywhere_it_goes_on_and_remembers_what_it_read(self):
        """The process dies after each step in turn; a number given twice is found across the breaks."""
        rows = [good(f"A{number}") for number in range(10)]
        rows += [good("A1"), good("A11"), good("A9", 资产编号="SJ-X")]
        record = self._checking(rows)
        Import = type(record)
        for step in ("_count_rows", "_insert_lines", "_try_lock"):
            original = getattr(Import, step)

            def die(self, *args, original=original):
                original(self, *args)
                raise Killed

            before = record.row_count
            with (
                self.assertRaises(Killed),
                self._scheduled_actions() as imports,
                patch.object(Import, step, die),
            ):
                imports.browse(record.id)._check_in_batches()
            self.env.invalidate_all()
            self.assertEqual(record.row_count, before, f"nothing of the batch survives dying in {step}")
            self._run_cron(time_left=0.0)
        self._run_cron()
        self.assertEqual((record.state, record.row_count), ("checked", 13))
        self.assertEqual(record.line_ids.mapped("row"), list(range(2, 15)))
        codes = self._codes(record)
        self.assertEqual(codes, {12: ["twice_in_file"], 14: ["twice_in_file"]})

    def test_known_device_is_meant_by_one_row_only_across_breaks(self):
        self.env["maintenance.equipment"].create(
            {"name": "Old", "asset_tag": "SJ-OLD", "unit_id": self.bureau.id, "serial_no": False}
        )
        rows = [good("A0", 单位=self.bureau.name, 资产编号="SJ-OLD"), *(good(f"A{n}") for n in range(1, 5))]
        record = self._checking(rows)
        self._run_cron(time_left=0.0)
        self._run_cron()
        self.assertEqual(record.update_count, 1)
        self.assertEqual(record.create_count, 4)

    def test_a_person_stops_it_and_begins_anew(self):
        record = self._checking()
        with self.assertRaises(TransitionError):
            record.action_check()
        with self.assertRaises(TransitionError):
            record.unlink()
        with self.assertRaises(GuardedFieldError):
            record.all_or_nothing = True
        self._run_cron(time_left=0.0)
        record.action_stop()
        self.assertEqual((record.state, record.row_count), ("draft", 0))
        record.action_check()
        self._run_cron()
        self.assertEqual((record.state, record.row_count), ("checked", 8))

    def test_a_check_that_fails_says_why_and_does_not_hold_up_the_others(self):
        bad, fine = self._checking(), self._checking(partner_id=self._customer("别的局").id)
        original = type(bad)._insert_lines

        def insert(self, verdicts):
            if self.id == bad.id:
                raise ValueError("disk full")
            return original(self, verdicts)

        self.patch(type(bad), "_insert_lines", insert)
        with self.assertLogs("odoo.addons.printer_maintenance", "ERROR"):
            self._run_cron()
        self.assertEqual(bad.state, "draft")
        self.assertIn("disk full", bad.failure)
        self.assertEqual(fine.state, "checked")

    def test_import_before_the_check_is_done_waits(self):
        record = self._import(workbook([good(f"A{number}") for number in range(8)]))
        record.action_import()
        self.assertEqual(record.state, "checking")
        self._run_cron()
        self.assertEqual(record.state, "checked")

    def test_the_same_register_again_is_recognised_in_the_background(self):
        content = workbook([good(f"A{number}") for number in range(8)])
        first = self._import(content)
        first.with_context(printer_register_now=True).action_import()
        again = self._import(content)
        again.action_check()
        self._run_cron()
        self.assertEqual((again.state, again.unchanged_count), ("checked", 8))
