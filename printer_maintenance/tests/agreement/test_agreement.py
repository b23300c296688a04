"""Who is served by which agreement."""

from datetime import date

from psycopg2.errors import CheckViolation

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestAgreement(PrinterCase):
    def _covering(self, on_date, device=None):
        device = device or self.device
        return self.env["printer.agreement"]._covering(device, on_date)[device.id]

    def test_device_of_a_subordinate_unit_is_covered(self):
        self.assertEqual(self._covering(date(2026, 6, 1)), self.agreement)

    def test_term_includes_its_first_and_last_day_only(self):
        self.assertTrue(self._covering(date(2026, 1, 1)))
        self.assertTrue(self._covering(date(2030, 12, 31)))
        self.assertFalse(self._covering(date(2025, 12, 31)))
        self.assertFalse(self._covering(date(2031, 1, 1)))

    def test_agreement_of_the_unit_wins_over_that_of_the_bureau(self):
        own = self.agreement.copy({"partner_id": self.unit.id, "name": "Unit's own"})
        own.action_start()
        self.assertEqual(self._covering(date(2026, 6, 1)), own)

    def test_device_without_unit_is_covered_by_nothing(self):
        stray = self.env["maintenance.equipment"].create({"name": "Stray"})
        self.assertFalse(self._covering(date(2026, 6, 1), stray))

    def test_cover_is_looked_up_in_a_handful_of_queries(self):
        devices = self.env["maintenance.equipment"].create(
            [{"name": f"D{number}", "unit_id": self.unit.id} for number in range(200)]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(9):
            found = self.env["printer.agreement"]._covering(devices, date(2026, 6, 1))
        self.assertEqual(set(found.values()), {self.agreement})

    def test_agreement_without_team_cannot_start_and_says_what_is_missing(self):
        draft = self.env["printer.agreement"].create(
            {
                "name": "Bare",
                "partner_id": self.bureau.id,
                "date_start": "2026-01-01",
                "date_end": "2026-12-31",
            }
        )
        with self.assertRaisesRegex(ValidationError, "Service policy.*Project manager.*Liaison"):
            draft.action_start()

    @mute_logger("odoo.sql_db")
    def test_agreement_cannot_end_before_it_starts(self):
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            self.agreement.write({"date_end": "2025-01-01"})
            self.env.flush_all()

    def test_customer_is_the_top_of_the_tree(self):
        self.assertEqual(self.unit.printer_customer_id, self.bureau)
        self.assertEqual(self.contact.printer_customer_id, self.bureau)
        self.assertEqual(self.device.customer_id, self.bureau)
