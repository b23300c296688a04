"""Large registers: in the background, killable at any point, followed and stopped; and what they cost."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.tests import tagged

from ...exceptions import PrinterError, TransitionError
from ...models.equipment import register_background, register_check, register_write
from .register_common import RegisterCase, good, workbook


class Killed(BaseException):
    """What happens to a server process: nothing catches it."""


class RegisterBackgroundCase(RegisterCase):
    """Batches of three rows, nothing above two rows at once, and a scheduled action that tests can drive."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("printer_maintenance.cron_register_import")

    def setUp(self):
        super().setUp()
        # batches of three rows, and nothing above two rows at once
        self.patch(register_background, "BACKGROUND_ROWS", 2)
        self.patch(register_write, "BATCH_ROWS", 3)
        self.patch(register_check, "BATCH_ROWS", 3)
        self.commits = []
        self.time_left = 60.0
        self.patch(type(self.env["ir.cron"]), "_commit_progress", self._commit)

    def _commit(self, processed=0, *, remaining=None, deactivate=False):
        """Commits as far as a test can, and says how much time is left."""
        self.commit()
        self.commits.append(processed)
        return self.time_left

    @contextmanager
    def _scheduled_actions(self):
        """The model as the scheduled action sees it, with a cursor of its own that can be committed."""
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.commit = cr.commit
            yield api.Environment(cr, SUPERUSER_ID, {})["printer.register.import"]
        self.env.invalidate_all()

    def _run_cron(self, time_left=60.0):
        self.time_left = time_left
        with self._scheduled_actions() as imports:
            imports._cron_import_registers()


@tagged("post_install", "-at_install")
class TestRegisterBackground(RegisterBackgroundCase):
    def _running(self, count=8, **values):
        record = self._checked([good(f"A{number}") for number in range(count)], **values)
        record.action_import()
        return record

    def test_small_registers_are_imported_at_once(self):
        record = self._checked([good("A1"), good("A2")])
        record.action_import()
        self.assertEqual(record.state, "done")
        self.assertFalse(self.commits)

    def test_scripts_may_import_large_registers_at_once(self):
        record = self._checked([good(f"A{number}") for number in range(8)])
        record.with_context(printer_register_now=True).action_import()
        self.assertEqual(record.state, "done")
        self.assertFalse(self.commits, "nothing is committed outside the scheduled action")

    def test_large_registers_go_on_in_the_background(self):
        Trigger = self.env["ir.cron.trigger"]
        before = Trigger.search_count([("cron_id", "=", self.cron.id)])
        record = self._running()
        self.assertEqual(record.state, "running")
        self.assertEqual(Trigger.search_count([("cron_id", "=", self.cron.id)]), before + 1)
        self.assertFalse(self._devices())
        self._run_cron()
        self.assertEqual(record.state, "done")
        self.assertEqual(len(self._devices()), 8)
        self.assertEqual([count for count in self.commits if count], [3, 3, 2])

    def test_progress_can_be_seen_between_batches(self):
        record = self._running()
        seen = []
        rows_to_write = type(record)._rows_to_write

        def look(self):
            seen.append((self.imported_count, round(self.progress)))
            return rows_to_write(self)

        self.patch(type(record), "_rows_to_write", look)
        self._run_cron()
        self.assertEqual(seen, [(0, 0), (3, 38), (6, 75), (8, 100)])

    def test_it_stops_when_its_time_is_up_and_goes_on_the_next_time(self):
        record = self._running()
        self._run_cron(time_left=0.0)
        self.assertEqual((record.state, record.imported_count), ("running", 3))
        self._run_cron()
        self.assertEqual((record.state, record.imported_count), ("done", 8))
        self.assertEqual(len(self._devices()), 8)

    def test_killed_anywhere_it_goes_on_without_a_gap_or_a_double(self):
        """The process dies after each of the steps in turn; what was not committed is gone, the next run goes on."""
        record = self._running(count=20)
        Import = type(record)
        for step in ("_make_places", "_create_devices", "_log_counters", "_mark_lines", "_rows_to_write"):
            original = getattr(Import, step)

            def die(self, *args, original=original):
                original(self, *args)
                raise Killed

            before = len(self._devices())
            with (
                self.assertRaises(Killed),
                self._scheduled_actions() as imports,
                patch.object(Import, step, die),
            ):
                imports.browse(record.id)._import_in_batches()
            self.env.invalidate_all()
            self.assertEqual(len(self._devices()), before, f"nothing of the batch survives dying in {step}")
            self._run_cron(time_left=0.0)
            self.assertEqual(len(self._devices()), before + 3)
        self._run_cron()
        self.assertEqual(record.state, "done")
        self.assertEqual(self._devices().mapped("serial_no"), [f"A{number}" for number in range(20)])
        self.assertEqual(len(self._devices().event_ids), 20)

    def test_a_person_stops_it_and_goes_on_later(self):
        record = self._running()
        self._run_cron(time_left=0.0)
        record.action_stop()
        self._run_cron()
        self.assertEqual((record.state, record.imported_count), ("checked", 3))
        record.action_import()
        self._run_cron()
        self.assertEqual((record.state, record.imported_count), ("done", 8))

    def test_a_check_after_a_stop_finds_what_is_there(self):
        record = self._running()
        self._run_cron(time_left=0.0)
        with self.assertRaises(TransitionError):
            record.action_check()
        record.action_stop()
        record.with_context(printer_register_now=True).action_check()
        self.assertEqual((record.unchanged_count, record.create_count), (3, 5))

    def test_one_register_that_fails_does_not_hold_up_the_others(self):
        bad = self._running()
        other = self._customer("别的局")
        record = self._checked([good(f"B{number}") for number in range(4)], partner_id=other.id)
        record.action_import()
        original = type(bad)._write_rows

        def write_rows(self, rows, judge):
            if self.id == bad.id:
                raise ValueError("disk full")
            return original(self, rows, judge)

        self.patch(type(bad), "_write_rows", write_rows)
        with self.assertLogs("odoo.addons.printer_maintenance", "ERROR"):
            self._run_cron()
        self.assertEqual(bad.state, "checked")
        self.assertIn("disk full", bad.failure)
        self.assertEqual(record.state, "done")

    def test_all_or_nothing_in_the_background_is_one_transaction(self):
        record = self._running(all_or_nothing=True)
        self._run_cron()
        self.assertEqual(record.state, "done")
        self.assertEqual([count for count in self.commits if count], [8])

    def test_all_or_nothing_stops_at_a_row_that_became_bad(self):
        self.env.user.lang = "en_US"
        record = self._running(all_or_nothing=True)
        self._imported([good("A7")], partner_id=self._customer("别的局").id)
        with self.assertLogs("odoo.addons.printer_maintenance", "ERROR"):
            self._run_cron()
        self.assertEqual(record.state, "checked")
        self.assertIn("row 9 is refused", record.failure)

    def test_one_import_of_a_customer_at_a_time(self):
        record = self._checked([good("A1")])
        with patch.object(
            type(self.env["res.partner"]), "try_lock_for_update", lambda partner, **kw: partner.browse()
        ):
            with self.assertRaisesRegex(PrinterError, "being imported"):
                record.action_import()
            self.assertFalse(self._devices())
            running = self._running()
            self._run_cron()
            self.assertEqual((running.state, running.imported_count), ("running", 0), "it waits for its turn")
        self._run_cron()
        self.assertEqual(running.state, "done")

    def test_a_running_import_is_not_deleted(self):
        record = self._running()
        with self.assertRaises(TransitionError):
            record.unlink()
        record.action_stop()
        record.unlink()

    def test_a_row_that_changed_since_the_check_is_judged_anew(self):
        record = self._checked([good("A1"), good("A2")])
        self._imported([good("A1")])
        self._imported([good("A2")], partner_id=self._customer("别的局").id)
        record.action_import()
        self.assertEqual(record.line_ids.mapped("status"), ["unchanged", "refused"])
        self.assertEqual(len(self._devices()), 1)

    def test_it_acts_with_the_rights_of_the_person_who_started_it(self):
        record = self._running()
        self._run_cron()
        self.assertEqual(self._devices().create_uid, record.user_id)


@tagged("post_install", "-at_install")
class TestRegisterCost(RegisterCase):
    """Queries follow the batches, not the rows."""

    def _rows(self, count, start=0):
        return [good(f"Q{number}", 黑白计数=number + 1) for number in range(start, start + count)]

    def _queries(self, action):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        action()
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def test_the_number_of_queries_does_not_grow_with_the_rows(self):
        self._imported(self._rows(5))
        few = self._import_for(self._rows(20, 1000))
        many = self._import_for(self._rows(400, 2000))
        checking_few, checking_many = self._queries(few.action_check), self._queries(many.action_check)
        self.assertLessEqual(checking_many, checking_few)
        # the ORM itself inserts a hundred records at a time: devices, readings, events of two kinds
        importing_few, importing_many = self._queries(few.action_import), self._queries(many.action_import)
        self.assertLessEqual(importing_many, importing_few + 4 * 4)
        again = self._import_for([*self._rows(400, 2000), *self._rows(1)])
        self.assertLessEqual(self._queries(again.action_check), checking_few)
        self.assertEqual(again.unchanged_count, 401)
        self.assertLess(self._queries(again.action_import), importing_few)

    def _import_for(self, rows):
        return self._import(workbook(rows))

    def test_counting_rows_is_one_query_for_many_imports(self):
        records = self.env["printer.register.import"].concat(
            *(self._checked(self._rows(2)) for _time in range(3))
        )
        self.env.invalidate_all()
        with self.assertQueryCount(2):
            records.mapped("create_count")
            records.mapped("progress")
