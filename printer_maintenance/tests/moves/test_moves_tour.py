"""Counting on a telephone and receiving at a desk, in the browser."""

from odoo.tests import HttpCase, tagged

from .test_asset_count import CountCase


@tagged("post_install", "-at_install")
class TestCountOnTelephone(CountCase, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_tap_type_and_unknown_code(self):
        count = self._begin()
        self.start_tour(
            f"/odoo/printer-asset-counts/{count.id}", "printer_asset_count", login="test-engineer"
        )
        self.env.invalidate_all()
        self.assertEqual(count.found_line_ids.equipment_id, self.device | self.second)
        self.assertEqual(count.pending_line_ids.equipment_id, self.third)
        self.assertEqual(count.unknown_line_ids.serial_no, "XYZ-77")
        self.assertEqual(count.found_line_ids.counted_user_id, self.engineer)


@tagged("post_install", "-at_install")
class TestGoodsCheckAtDesk(CountCase, HttpCase):
    def test_new_device_is_accepted_in_the_browser(self):
        new = self._make_device("SN-NEW", entry_kind="new")
        self.start_tour(f"/odoo/printer-devices/{new.id}", "printer_goods_check", login="test-engineer")
        self.env.invalidate_all()
        self.assertEqual(new.condition, "in_service")
        self.assertEqual(new.acceptance_ids.witness_name, "Ms Wang")
