"""Databases in which coverage counted what was taken back."""

import importlib.util

from odoo.modules import get_module_path
from odoo.tests import tagged

from .test_coverage import FullCase


@tagged("post_install", "-at_install")
class TestUpgrade(FullCase):
    def _migrate(self):
        self.env.flush_all()
        path = f"{get_module_path('printer_maintenance')}/migrations/19.0.1.6.0/post-due-lists.py"
        spec = importlib.util.spec_from_file_location("script", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, "19.0.1.5.0")
        self.env.invalidate_all()

    def test_devices_whose_sheet_was_left_out_in_the_end_are_due_again(self):
        self._make_device("SN-2")
        self.full.action_run()
        self._keep()
        record = self._handed_in(self._begun(self.full))
        taken_back = record.sheet_ids[0]
        taken_back._through_door().sudo().write({"state": "left_out"})
        self._migrate()
        row = self._rows(taken_back.equipment_id)
        self.assertEqual((row.state, row.sheet_id, row.done_on), ("due", taken_back.browse(), False))
        self.assertEqual(self._rows(record.sheet_ids[1].equipment_id).state, "done")
