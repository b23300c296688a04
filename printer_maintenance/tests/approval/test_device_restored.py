"""After a refusal the device is put back as it was, and somebody says so before the request is closed."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ...exceptions import DeviceNotRestoredError, GuardedFieldError, PartError
from ..day.test_my_day import DayCase
from ..parts.common import PartsCase
from ..visit.test_signature import drawing
from .test_refusal import RefusalCase


@tagged("post_install", "-at_install")
class TestDeviceRestored(RefusalCase):
    def setUp(self):
        super().setUp()
        self.order = self._quote(self.visit)

    def _close(self, stage="rejected"):
        self.ticket.stage_id = self.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{stage}")

    def _confirm(self, user=None, note="Cover closed, test page printed"):
        self.env["printer.device.restored"].with_user(user or self.engineer).create(
            {"ticket_id": self.ticket.id, "note": note}
        ).action_confirm()

    def test_request_does_not_close_before_the_device_is_back_as_it_was(self):
        self._refuse()
        self.assertTrue(self.ticket.is_restoring_due)
        for stage in ("rejected", "cancelled"):
            with self.assertRaisesRegex(DeviceNotRestoredError, self.ticket.number):
                self._close(stage)
        self._confirm()
        self.assertFalse(self.ticket.is_restoring_due)
        self.assertEqual(
            (self.ticket.restored_note, self.ticket.restored_by_id),
            ("Cover closed, test page printed", self.engineer),
        )
        self._close()
        self.assertTrue(self.ticket.closed)

    def test_it_stands_in_the_history_of_the_device(self):
        self._refuse()
        self._confirm()
        event = self.device.event_ids.filtered(lambda row: row.kind == "restored")
        self.assertEqual((event.detail, event.user_id), ("Cover closed, test page printed", self.engineer))

    def test_service_desk_confirms_it_where_nobody_is_on_site(self):
        self._refuse()
        self._confirm(self.agent, "Was not opened: priced from the office")
        self._close()

    def test_line_of_words_is_needed(self):
        self._refuse()
        with self.assertRaises(PartError):
            self._confirm(note="  ")

    def test_nothing_to_confirm_without_a_refusal(self):
        with self.assertRaises(PartError):
            self._confirm()
        self.order._action_cancel()
        self.assertFalse(self.ticket.is_restoring_due, "withdrawn by us, not refused")
        self._close()

    def test_strangers_and_forms_confirm_nothing(self):
        self._refuse()
        stranger = new_test_user(
            self.env, login="far-engineer", groups="base.group_user,printer_maintenance.group_engineer"
        )
        with self.assertRaises(AccessError):
            self._confirm(stranger)
        with self.assertRaises(AccessError):
            self.ticket.with_user(self.users["equipment_supervisor"])._confirm_restored("Yes")
        with self.assertRaises(GuardedFieldError):
            self.ticket.refused_at = False

    def test_another_refusal_asks_anew_and_an_approval_asks_no_longer(self):
        self._refuse()
        self._confirm()
        self.visit._use_part(self.fuser, 1, by_people="Dropped")
        self._quote(self.visit)
        self._refuse()
        self.assertTrue(self.ticket.is_restoring_due)
        self.visit._use_part(self.fuser, 1, by_people="Dropped")
        self._sign(self._quote(self.visit))
        self.assertFalse(self.ticket.is_restoring_due, "they want it after all")

    def test_signature_for_the_work_closes_it_as_solved(self):
        self._refuse()
        self._finish(self.visit)
        self.visit.sudo()._sign("Contact", drawing(), self.contact)
        self.assertTrue(self.ticket.closed)

    def test_late_refusal_of_a_fitted_part_is_the_managers_to_settle(self):
        self.order.with_user(self.agent)._approve_by_telephone(self.contact, "555", "Yes")
        self.visit.action_fit_parts()
        self._finish(self.visit)
        self.order.with_user(self.contact_user).sudo()._action_cancel()
        self.assertFalse(self.ticket.is_restoring_due)

    def test_visit_of_a_refused_repair_ends_only_with_the_device_back_as_it_was(self):
        self._refuse()
        reason = self.env.ref("printer_maintenance.visit_reason_parts_refused")
        with self.assertRaises(DeviceNotRestoredError):
            self.visit.sudo()._leave_unfinished(reason, "They keep it as it is")
        self._confirm()
        self.assertFalse(
            self.visit.sudo()._leave_unfinished(reason, "They keep it as it is"), "no other visit"
        )
        self.assertEqual(self.visit.state, "unfinished")


@tagged("post_install", "-at_install")
class TestRestoredOnTheTelephone(DayCase, PartsCase):
    def test_engineer_confirms_it_on_the_telephone(self):
        visit = self._at_work()
        visit._use_part(self.fuser, 1, by_people="Dropped")
        order = self._quote(visit)
        self.assertFalse(visit._day_data()[0]["is_restoring_due"])
        order.with_user(self.contact_user).sudo()._action_cancel()
        self.assertTrue(visit._day_data()[0]["is_restoring_due"])
        answer = self._deliver(visit, "restored", note="")
        self.assertEqual(answer["status"], "refused")
        answer = self._deliver(visit, "restored", "telephone-2", note="Cover closed, prints")
        self.assertEqual((answer["status"], answer["visit"]["is_restoring_due"]), ("done", False))
        self.assertEqual(visit.ticket_id.sudo().restored_note, "Cover closed, prints")
