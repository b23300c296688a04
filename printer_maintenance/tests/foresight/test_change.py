"""A service request for the change, and the part on the engineer's list."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .foresight_common import NOW, ForesightCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestChange(ForesightCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._fit(cls.device, cls.toner)
        cls._steady(cls.device)

    def _plan(self, rows, role="dispatcher"):
        return rows.with_user(self.users[role]).action_plan_change()

    def test_one_click_makes_a_request_with_device_and_part(self):
        self._night()
        action = self._plan(self._row())
        ticket = self._row().ticket_id
        self.assertEqual(action["res_id"], ticket.id)
        self.assertEqual((ticket.equipment_id, ticket.service_kind), (self.device, "inspection"))
        self.assertIn("Toner", ticket.name)
        self.assertEqual(self.device.condition, "in_service", "it is no fault")

    def test_planning_again_opens_the_same_request(self):
        self._night()
        self._plan(self._row())
        ticket = self._row().ticket_id
        self.assertEqual(self._plan(self._row(), "engineer")["res_id"], ticket.id)
        self.assertEqual(len(self.device.ticket_ids), 1)

    def test_parts_of_one_device_share_a_request(self):
        drum = self._make_part("Drum", wear_pages=12_000)
        other = self._make_device("SN-0002")
        self._fit(self.device, drum)
        self._fit(other, drum)
        self._night()
        rows = self._row() | self._row(part=drum) | self._row(other, drum)
        self._plan(rows)
        self.assertEqual(len(rows.ticket_id), 2)
        self.assertEqual(self._row().ticket_id, self._row(part=drum).ticket_id)

    def test_engineer_takes_the_part_along(self):
        self._night()
        self._plan(self._row())
        visit = self._confirmed_visit(self._row().ticket_id)
        self.assertIn(self.toner, visit.sudo().preparation_ids.product_id)

    def test_supervisors_and_managers_do_not_plan_visits(self):
        self._night()
        for role in ("project_manager", "equipment_supervisor", "service_director"):
            with self.assertRaises(AccessError, msg=role):
                self._plan(self._row(), role)
