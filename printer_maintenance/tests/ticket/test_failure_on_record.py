"""A failure stays on record, for Odoo's MTBF and MTTR are counted from it."""

from odoo.tests import tagged

from ...exceptions import FailureOnRecordError
from ..common import ROLES, PrinterCase


@tagged("post_install", "-at_install")
class TestFailureOnRecord(PrinterCase):
    def test_nobody_deletes_the_failure_of_a_request(self):
        failure = self._report().maintenance_request_ids
        for role in ROLES:
            # Odoo shows a failure to its technician, and lets everybody delete what they see
            failure.user_id = self.users[role]
            failure.message_subscribe(self.users[role].partner_id.ids)
            user = self.users[role]
            with (
                self.subTest(user=user.login),
                self.assertRaisesRegex(FailureOnRecordError, "LaserJet.*Archive"),
            ):
                failure.with_user(user).unlink()
        with self.assertRaises(FailureOnRecordError):
            failure.unlink()
        self.assertTrue(failure.exists())

    def test_a_request_about_a_fault_cannot_take_its_failure_along(self):
        ticket = self._report()
        for user in (self.users["admin"], self.env.user):
            with self.assertRaisesRegex(FailureOnRecordError, "Paper jam.*LaserJet"):
                ticket.with_user(user).unlink()
        question = self._report(service_kind="consultation")
        question.with_user(self.users["admin"]).unlink()
        self.assertFalse(question.exists())

    def test_maintenance_that_was_carried_out_stays_too(self):
        done = self.env["maintenance.stage"].search([("done", "=", True)], limit=1)
        Request = self.env["maintenance.request"].with_user(self.engineer)
        cleaned = Request.create(
            {"name": "Cleaning", "equipment_id": self.device.id, "maintenance_type": "preventive"}
        )
        cleaned.sudo().stage_id = done
        with self.assertRaises(FailureOnRecordError):
            cleaned.unlink()

    def test_a_plan_that_came_to_nothing_can_be_deleted(self):
        plan = (
            self.env["maintenance.request"]
            .with_user(self.engineer)
            .create({"name": "Cleaning", "equipment_id": self.device.id, "maintenance_type": "preventive"})
        )
        plan.unlink()
        self.assertFalse(plan.exists())
