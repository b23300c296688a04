"""Databases from before there were parts."""

import importlib.util

from odoo.modules import get_module_path
from odoo.tests import tagged

from .common import PartsCase


@tagged("post_install", "-at_install")
class TestUpgrade(PartsCase):
    def test_products_that_jobs_used_become_parts_and_no_others(self):
        visit = self._on_site()
        visit._use_part(self.roller, 1)
        self._finish(visit)
        unused = self.env["product.product"].create({"name": "Paper"})
        self.roller.is_printer_part = False
        self.env.flush_all()
        path = f"{get_module_path('printer_maintenance')}/migrations/19.0.1.6.0/post-parts.py"
        spec = importlib.util.spec_from_file_location("script", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, "19.0.1.5.0")
        self.env.invalidate_all()
        self.assertTrue(self.roller.is_printer_part)
        self.assertFalse(unused.is_printer_part)
