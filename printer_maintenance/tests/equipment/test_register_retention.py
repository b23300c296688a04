"""Rows of old registers are forgotten, how the imports ended is not."""

from odoo.tests import tagged

from .register_common import RegisterCase, good, workbook


@tagged("post_install", "-at_install")
class TestRegisterRetention(RegisterCase):
    def _age(self, records):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE printer_register_import SET write_date = '2026-01-01' WHERE id IN %s",
            [tuple(records.ids)],
        )
        self.env.invalidate_all()

    def test_rows_of_an_old_import_go_and_its_counts_stay(self):
        record = self._imported([good("A1"), good("A2"), good("BAD", 设备类型="飞碟")])
        self._age(record)
        self.env["printer.register.import"]._gc_lines()
        self.assertFalse(record.line_ids)
        self.assertEqual(
            (record.create_count, record.refused_count, record.row_count, record.imported_count), (2, 1, 3, 2)
        )
        self.assertEqual(len(self._devices()), 2)
        self.assertEqual(record.progress, 100)

    def test_young_and_unfinished_imports_keep_their_rows(self):
        young, checked = self._imported([good("A1")]), self._checked([good("A2")])
        self._age(checked)
        self.env["printer.register.import"]._gc_lines()
        self.assertEqual((young.row_count, checked.row_count), (1, 1))
        self.assertTrue(young.line_ids and checked.line_ids)

    def test_the_same_file_after_its_rows_went_is_read_again(self):
        content = workbook([good("A1"), good("A2")])
        first = self._import(content)
        first.action_import()
        self._age(first)
        self.env["printer.register.import"]._gc_lines()
        again = self._import(content)
        again.action_check()
        self.assertEqual((again.row_count, again.unchanged_count), (2, 2))
