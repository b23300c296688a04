"""The server is killed in the middle of a sweep and started again, as a real process on a real database."""

from pathlib import Path

from odoo.tests import tagged

from ..killed_case import KilledCase


@tagged("post_install", "-at_install")
class TestSweepKilled(KilledCase):
    """Each step fires exactly once and each person is told exactly once, wherever the server dies."""

    processes = Path(__file__).with_name("sweep_processes.py")

    def test_server_really_died_in_the_middle(self):
        self.assertGreaterEqual(self.found["deaths"], 6)
        self.assertEqual(self.found["survived"], 2, "two sweeps at once get along")

    def test_each_step_fired_exactly_once(self):
        self.assertEqual(self.found["left"], 0)
        self.assertEqual(self.found["fired"], self.found["steps"])
        # half an hour after the report three steps of confirming are due and one of arriving
        self.assertGreaterEqual(self.found["fired"], 4 * 40)

    def test_each_person_was_told_exactly_once(self):
        self.assertEqual(self.found["told"], self.found["notices"])
        self.assertEqual(self.found["notices"], self.found["people"])
        self.assertEqual(self.found["mails"], self.found["mails of notices"], "no mail without its notice")
        self.assertEqual(self.found["activities"], self.found["different activities"])
