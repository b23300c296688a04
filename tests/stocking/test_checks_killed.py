"""The server is killed while it makes checks of stock, and started again, as a real process on a real database."""

from pathlib import Path

from odoo.tests import tagged

from ..killed_case import KilledCase

ROWS = 12
# yesterday, today, and the days ahead
DAYS = 37


@tagged("post_install", "-at_install")
class TestChecksKilled(KilledCase):
    """One check per row and day, no gap and no double, wherever the server dies."""

    processes = Path(__file__).with_name("check_processes.py")

    def test_server_really_died_in_the_middle(self):
        self.assertGreaterEqual(self.found["deaths"], 8)
        self.assertEqual(self.found["survived"], 3, "several at once get along")

    def test_each_check_is_there_exactly_once(self):
        # a day more when midnight passes while the servers run
        self.assertIn(self.found["span"], (DAYS, DAYS + 1))
        self.assertEqual((self.found["rows"], self.found["days"]), (ROWS, self.found["span"]))
        self.assertEqual(self.found["checks"], self.found["keys"])
        self.assertEqual(self.found["checks"], ROWS * self.found["span"])
