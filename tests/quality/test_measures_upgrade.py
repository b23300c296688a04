"""Databases from before the clocks could measure get the measures of their promises."""

import importlib.util
from pathlib import Path

from odoo.tests import TransactionCase, tagged

SCRIPT = Path(__file__).parents[2] / "migrations" / "19.0.1.2.0" / "post-measures.py"


@tagged("post_install", "-at_install")
class TestMeasuresUpgrade(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        spec = importlib.util.spec_from_file_location("post_measures", SCRIPT)
        cls.script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(cls.script)

    def test_ready_made_promises_and_their_copies_get_measures_they_lack(self):
        ready_made = self.env.ref("printer_maintenance_suite.commitment_arrive")
        copies = self.env["printer.commitment"].search(
            [("name", "=", "On site within one hour"), ("agreement_id", "!=", False)]
        )
        self.assertTrue(copies)
        reworded, measured = ready_made.copy({"name": "At our desk within the hour"}), ready_made.copy()
        (ready_made | copies | reworded).write({"measure": False, "unit": "percent"})
        measured.measure = "promise_respond"
        self.script.migrate(self.env.cr, "19.0.1.1.0")
        self.env.invalidate_all()
        self.assertEqual({promise.measure for promise in ready_made | copies}, {"promise_arrive"})
        self.assertFalse(reworded.measure)
        self.assertEqual(measured.measure, "promise_respond")
