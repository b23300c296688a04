"""Two people who do something at the same moment, each in a real transaction of their own."""

from contextlib import contextmanager

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name
from odoo.tools import mute_logger

# what the tests commit, in the order in which it can be taken away again
OF_REQUEST = "SELECT id FROM helpdesk_ticket WHERE equipment_id = %s"
OF_VISIT = f"SELECT id FROM printer_visit WHERE ticket_id IN ({OF_REQUEST})"
OF_MESSAGE = f"SELECT id FROM mail_message WHERE model = 'printer.visit' AND res_id IN ({OF_VISIT})"
LEFT_BEHIND = (
    f"DELETE FROM printer_call WHERE ticket_id IN ({OF_REQUEST})",
    f"DELETE FROM printer_visit_appointment WHERE visit_id IN ({OF_VISIT})",
    f"DELETE FROM mail_mail WHERE mail_message_id IN ({OF_MESSAGE})",
    f"DELETE FROM printer_visit WHERE ticket_id IN ({OF_REQUEST})",
    "DELETE FROM maintenance_request WHERE equipment_id = %s",
    "DELETE FROM helpdesk_ticket WHERE equipment_id = %s",
    "DELETE FROM printer_equipment_event WHERE equipment_id = %s",
    "DELETE FROM printer_meter_reading WHERE equipment_id = %s",
    "DELETE FROM mail_message WHERE model = 'maintenance.equipment' AND res_id = %s",
    "DELETE FROM mail_followers WHERE res_model = 'maintenance.equipment' AND res_id = %s",
    "DELETE FROM maintenance_equipment WHERE id = %s",
)


class TwoAtOnceCase(BaseCase):
    """A device with two faults, committed for both to see, and taken away afterwards."""

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

    def _meet(self, first, second, again=None):
        """Run ``second`` in a transaction that began before that of ``first`` was committed; then once more.

        :param again: called in place of ``second`` the second time
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
        with self._transaction() as env:
            (again or second)(env)
        with self._transaction() as env:
            return env["maintenance.equipment"].browse(self.device_id).condition
