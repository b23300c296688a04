"""Two people who decide about one device at the same moment, each in a transaction of their own."""

from contextlib import contextmanager
from datetime import datetime

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

# what the tests commit, in the order in which it can be taken away again
LEFT_BEHIND = (
    "DELETE FROM maintenance_request WHERE equipment_id = %s",
    "DELETE FROM helpdesk_ticket WHERE equipment_id = %s",
    "DELETE FROM printer_equipment_event WHERE equipment_id = %s",
    "DELETE FROM printer_meter_reading WHERE equipment_id = %s",
    "DELETE FROM mail_message WHERE model = 'maintenance.equipment' AND res_id = %s",
    "DELETE FROM mail_followers WHERE res_model = 'maintenance.equipment' AND res_id = %s",
    "DELETE FROM maintenance_equipment WHERE id = %s",
)


@tagged("post_install", "-at_install")
class TestTwoAtOnce(BaseCase):
    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self._transaction() as env:
            device = env["maintenance.equipment"].create({"name": "LaserJet", "serial_no": "TWO-1"})
            self.device_id = device.id
            self.addCleanup(self._take_away)
            self.ticket_ids = env["helpdesk.ticket"].create([self._fault(), self._fault()]).ids
            self.withdrawn = env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled").id

    def _fault(self):
        return {"name": "Paper jam", "description": "It jams.", "equipment_id": self.device_id}

    @contextmanager
    def _transaction(self):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def _take_away(self):
        with self.registry.cursor() as cr:
            for statement in LEFT_BEHIND:
                cr.execute(statement, [self.device_id])

    def _meet(self, first, second):
        """Run ``second`` in a transaction that began before that of ``first`` was committed; then once more.

        :return: the device's state at last
        """
        with self._transaction() as other:
            # from here on the second one sees the world as it is now
            other.cr.execute("SELECT 1")
            with self._transaction() as env:
                first(env)
            with self.assertRaises(SerializationFailure), mute_logger("odoo.sql_db"):
                second(other)
                other.flush_all()
            other.cr.rollback()
            other.invalidate_all()
        with self._transaction() as again:
            second(again)
        with self._transaction() as env:
            return env["maintenance.equipment"].browse(self.device_id).condition

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
