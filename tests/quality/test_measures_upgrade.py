"""Databases from before the clocks could measure get the measures of their promises."""

import importlib.util

from odoo.modules import get_module_path
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestMeasuresUpgrade(TransactionCase):
    def _migrate(self, addon, script):
        self.env.flush_all()
        path = f"{get_module_path(addon)}/migrations/19.0.1.2.0/{script}"
        spec = importlib.util.spec_from_file_location("script", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, "19.0.1.1.0")
        self.env.invalidate_all()

    def test_ready_made_promises_and_their_copies_get_measures_they_lack(self):
        ready_made = self.env.ref("printer_maintenance_suite.commitment_arrive")
        copies = self.env["printer.commitment"].search(
            [("name", "=", "On site within one hour"), ("agreement_id", "!=", False)]
        )
        self.assertTrue(copies)
        reworded, measured = ready_made.copy({"name": "At our desk within the hour"}), ready_made.copy()
        (ready_made | copies | reworded).write({"measure": False, "unit": "percent"})
        measured.measure = "promise_respond"
        self._migrate("printer_maintenance_suite", "post-measures.py")
        self.assertEqual({promise.measure for promise in ready_made | copies}, {"promise_arrive"})
        self.assertFalse(reworded.measure)
        self.assertEqual(measured.measure, "promise_respond")

    def test_figures_from_before_are_their_own_adjusted_figures(self):
        agreement = self.env["printer.agreement"].search([("state", "=", "running")], limit=1)
        agreement.action_measure()
        result = agreement.commitment_ids.last_result_id.filtered("value")[:1]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE printer_commitment_result SET adjusted_value = NULL WHERE id = %s", [result.id]
        )
        self._migrate("printer_maintenance", "pre-measures.py")
        self.assertEqual((result.adjusted_value, result.excluded_count), (result.value, 0))


@tagged("post_install", "-at_install")
class TestPolicyUpgrade(TestMeasuresUpgrade):
    def test_open_requests_follow_the_steps_that_came_with_the_upgrade(self):
        clock = self.env["printer.sla.clock"].search(
            [("state", "=", "running"), ("next_event_at", "!=", False)], limit=1
        )
        clock._through_door().next_event_at = False
        self._migrate("printer_maintenance_suite", "post-policy.py")
        self.assertTrue(clock.next_event_at)
