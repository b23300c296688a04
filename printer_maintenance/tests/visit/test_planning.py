"""Who is sent, when, and who backs them up (REQUIREMENTS S9)."""

from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged, users

from ...exceptions import GuardedFieldError, RetiredDeviceError, VisitEngineerError, VisitError
from .visit_common import VisitCase, at


@tagged("post_install", "-at_install")
class TestPlanning(VisitCase):
    def _planned(self, user=None, **values):
        ticket = self._report()
        Visit = self.env["printer.visit"].with_user(user or self.dispatcher)
        return Visit._plan(ticket.with_user(Visit.env.user), self.engineer, at("10:00"), 45, **values)

    def test_planned_visit_takes_its_hours_before_anything_is_agreed(self):
        visit = self._planned()
        self.assertEqual(
            (visit.state, visit.slot_start, visit.slot_end), ("planned", at("10:00"), at("10:45"))
        )
        with self._at("09:00"):
            visit.ticket_id.with_user(self.agent)._confirm_visit(
                self.engineer, at("10:30"), self.contact, self.agent, visit=visit.with_user(self.agent)
            )
        self.assertEqual(
            (visit.state, visit.slot_start, visit.slot_end), ("confirmed", at("10:30"), at("11:15"))
        )

    def test_call_dialog_takes_up_what_the_dispatcher_planned(self):
        visit = self._planned(further=self.colleague)
        with self._at("2026-03-02 09:00:00"):
            dialog = Form(
                self.env["printer.visit.confirm"]
                .with_user(self.agent)
                .with_context(default_ticket_id=visit.ticket_id.id)
            )
            self.assertEqual(dialog.visit_id, visit)
            self.assertEqual(dialog.start, at("10:00"))
            self.assertEqual(dialog.further_engineer_ids[:], self.colleague)

    def test_somebody_from_outside_the_team_is_not_sent(self):
        stranger = new_test_user(
            self.env, "test-stranger", name="Stranger", groups="printer_maintenance.group_engineer"
        )
        with self.assertRaisesRegex(VisitEngineerError, "Stranger"):
            self.env["printer.visit"]._plan(self._report(), stranger, at("10:00"))
        visit = self._planned()
        with self.assertRaises(VisitEngineerError):
            visit.engineer_ids = stranger

    def test_second_line_can_be_sent_anywhere(self):
        visit = self.env["printer.visit"]._plan(self._report(), self.users["second_line"], at("10:00"))
        self.assertEqual(visit.state, "planned")

    def test_nobody_is_sent_to_a_retired_device(self):
        ticket = self._report()
        self.device._through_door().condition = "retired"
        with self.assertRaises(RetiredDeviceError):
            self.env["printer.visit"]._plan(ticket, self.engineer, at("10:00"))

    def test_nobody_leaves_for_a_device_that_was_retired_meanwhile(self):
        visit = self._agreed()
        self.device._through_door().condition = "retired"
        for step in (visit.action_leave, visit.action_arrive):
            with self.assertRaises(RetiredDeviceError):
                step()

    def test_work_in_the_same_hours_is_shown_before_it_is_made(self):
        self._planned()
        dialog = Form(
            self.env["printer.visit.plan"]
            .with_user(self.dispatcher)
            .with_context(default_ticket_id=self._report().id)
        )
        dialog.engineer_id = self.engineer
        dialog.start = at("10:30")
        self.assertIn(self.engineer.name, dialog.warning)
        dialog.start = at("10:45")
        self.assertFalse(dialog.warning)

    def test_backup_is_sent_besides_the_first_and_says_so(self):
        visit = self._agreed()
        dialog = Form(
            self.env["printer.visit.plan"]
            .with_user(self.users["project_manager"])
            .with_context(default_ticket_id=visit.ticket_id.id, default_backup_of_id=visit.id)
        )
        dialog.engineer_id = self.colleague
        dialog.start = at("09:00")
        dialog.save().action_plan()
        backup = visit.sudo().backup_ids
        self.assertTrue(backup.is_backup)
        self.assertEqual((backup.engineer_id, backup.state), (self.colleague, "planned"))

    def test_who_was_sent_first_is_no_backup(self):
        visit = self._agreed().with_user(self.dispatcher)
        dialog = (
            self.env["printer.visit.plan"]
            .with_user(self.dispatcher)
            .create(
                {
                    "ticket_id": visit.ticket_id.id,
                    "backup_of_id": visit.id,
                    "engineer_id": self.engineer.id,
                    "start": at("09:00"),
                }
            )
        )
        with self.assertRaises(VisitError):
            dialog.action_plan()

    def test_being_a_backup_cannot_be_entered(self):
        with self.assertRaises(GuardedFieldError):
            self._planned().is_backup = True

    @users("test-engineer")
    def test_engineers_do_not_plan(self):
        with self.assertRaises(AccessError):
            self._report().with_user(self.env.user).action_plan_visit()

    def test_two_visits_of_one_request_are_both_confirmed(self):
        visit = self._on_site()
        with self._at("09:30"):
            following = visit.sudo()._leave_unfinished(self._reason("called_away"), "Flood at the registry")
        with self._at("09:40"):
            visit.ticket_id.with_user(self.agent)._confirm_visit(
                self.engineer, at("13:00"), self.contact, self.agent, visit=following.with_user(self.agent)
            )
        self.assertEqual(following.state, "confirmed")
        self.assertEqual(visit.ticket_id.sudo().confirmed_at, at("08:10"), "the first call counts")
