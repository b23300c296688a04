"""The server is killed while it plans rounds, and started again, as a real process on a real database."""

from pathlib import Path

from odoo.tests import tagged

from ..killed_case import KilledCase

PLANS = 6
# the horizon and the day itself
DAYS = 11


@tagged("post_install", "-at_install")
class TestRoundsKilled(KilledCase):
    """One round per plan, unit and day, no gap and no double, wherever the server dies."""

    processes = Path(__file__).with_name("round_processes.py")

    def test_server_really_died_in_the_middle(self):
        self.assertGreaterEqual(self.found["deaths"], 12)
        self.assertEqual(self.found["survived"], 7, "several at once get along")

    def test_each_round_is_there_exactly_once(self):
        self.assertEqual(self.found["rounds"], self.found["keys"])
        self.assertEqual(self.found["rounds"], PLANS * DAYS * self.found["units"])

    def test_each_device_is_due_exactly_once(self):
        self.assertEqual(self.found["dues"], self.found["devices"])

    def test_each_late_round_is_marked(self):
        self.assertGreater(self.found["moved"], 0)
        self.assertEqual(self.found["late"], self.found["moved"])
