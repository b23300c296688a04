"""Two people who decide about one device at the same moment, each in a transaction of their own."""

from datetime import datetime

from odoo.tests import tagged

from ..two_at_once import TwoAtOnceCase


@tagged("post_install", "-at_install")
class TestTwoAtOnce(TwoAtOnceCase):
    def _withdraw(self, number):
        return lambda env: (
            env["helpdesk.ticket"].browse(self.ticket_ids[number]).write({"stage_id": self.withdrawn})
        )

    def test_the_last_two_faults_closed_at_once_leave_no_faulty_device(self):
        with self._transaction() as env:
            # somebody finished the failures by hand: Odoo's own counts on the device have no reason to change
            env["maintenance.request"].search([("equipment_id", "=", self.device_id)]).stage_id = env[
                "maintenance.stage"
            ].search([("done", "=", True)], limit=1)
        self.assertEqual(self._meet(self._withdraw(0), self._withdraw(1)), "in_service")

    def test_a_fault_reported_while_the_last_one_is_closed_leaves_a_faulty_device(self):
        with self._transaction() as env:
            self._withdraw(0)(env)

        def report(env):
            env["helpdesk.ticket"].create(self._fault())

        self.assertEqual(self._meet(self._withdraw(1), report), "faulty")

    def test_the_second_of_two_readings_is_judged_by_the_first(self):
        def enter(count, date):
            return lambda env: (
                env["maintenance.equipment"].browse(self.device_id)._enter_reading(count, 0, date)
            )

        with self._transaction() as env:
            enter(13000, datetime(2025, 6, 21, 8))(env)
        # both are entered late: the device's own counters do not move
        self._meet(enter(12500, datetime(2025, 6, 20, 8)), enter(12450, datetime(2025, 6, 20, 8)))
        with self._transaction() as env:
            readings = env["maintenance.equipment"].browse(self.device_id).reading_ids.sorted("id")
            self.assertEqual(
                [(reading.meter_mono, reading.state) for reading in readings],
                [(13000, "accepted"), (12500, "accepted"), (12450, "questioned")],
            )
