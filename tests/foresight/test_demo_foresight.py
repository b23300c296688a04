"""What runs out at the demo customer, as the dispatcher and the engineer of the demo find it."""

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestDemoForesight(TransactionCase):
    def _user(self, role):
        return self.env.ref(f"printer_maintenance_suite.user_{role}")

    def test_list_shows_what_runs_out_and_what_is_silent(self):
        rows = self.env["printer.part.foresight"].with_user(self._user("dispatcher")).search([])
        self.assertGreaterEqual(len(rows), 15)
        self.assertLessEqual({"few_days", "idle"}, set(rows.mapped("why_silent")))
        self.assertLessEqual({"van", "warehouse", "short"}, set(rows.mapped("supply")))
        self.assertIn("observed", rows.mapped("life_source"))
        self.assertLessEqual({"sure", "fair", "rough"}, set(rows.mapped("sureness")))

    def test_dispatcher_orders_what_is_missing_from_the_vendor(self):
        rows = self.env["printer.part.foresight"].with_user(self._user("dispatcher")).search([])
        missing = rows.filtered(lambda row: row.supply == "short")
        rows.action_order()
        lines = missing.sudo().purchase_line_id
        self.assertEqual(len(lines), 1)
        self.assertEqual(lines.product_qty, len(missing))
        self.assertEqual(lines.order_id.state, "draft")

    def test_engineer_finds_the_parts_of_the_printer_with_the_van_first(self):
        device = (
            self.env["maintenance.equipment"]
            .with_user(self._user("engineer"))
            .search([("model", "=", "LaserJet Pro MFP M428fdw"), ("unit_id", "!=", False)], limit=1)
        )
        found = device._find_parts()
        self.assertEqual(found[:1].part_nearness, "van")
        self.assertIn(self.env.ref("printer_maintenance_suite.part_fuser"), found)
        self.assertNotIn(self.env.ref("printer_maintenance_suite.part_ssd"), found)
