"""Facts that were stamped wrongly are corrected with right, reason and trail."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command, Datetime
from odoo.tests import tagged

from ...exceptions import AppendOnlyError, FactCorrectionError, GuardedFieldError
from ..common import PrinterCase

# one transparent pixel
SIGNATURE = (
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestCorrections(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.director = cls.users["service_director"]
        cls.env.company.partner_id.tz = "Asia/Shanghai"
        with freeze_time("2026-03-02 08:00:00"):
            cls.ticket = cls.env["helpdesk.ticket"].create(
                {
                    "name": "Paper jam",
                    "description": "It jams.",
                    "equipment_id": cls.device.id,
                    "partner_id": cls.contact.id,
                }
            )

    def _correct(self, fact, moment, reason="The porter's book says so", user=None, at="2026-03-02 15:00:00"):
        dialog = {"ticket_id": self.ticket.id, "fact": fact, "reason": reason}
        dialog |= {"new_value": moment} if moment else {"never_happened": True}
        with freeze_time(at):
            self.env["printer.fact.correct"].with_user(user or self.director).create(dialog).action_correct()

    def _visit_arrived(self, at="2026-03-02 09:10:00"):
        with freeze_time("2026-03-02 08:20:00"):
            visit = self._confirmed_visit(self.ticket)
        with freeze_time(at):
            visit.action_arrive()
        return visit

    def _clock(self, milestone):
        return self.ticket.clock_ids.filtered(lambda clock: clock.milestone == milestone)

    def test_corrected_arrival_gives_the_stopped_clock_a_new_verdict(self):
        visit = self._visit_arrived()
        self.assertEqual(self._clock("arrive").state, "missed")
        self._correct("arrived_at", "2026-03-02 08:55:00")
        self.assertEqual((self._clock("arrive").state, self._clock("arrive").elapsed_minutes), ("met", 55))
        self.assertEqual(visit.arrived_at, Datetime.to_datetime("2026-03-02 08:55:00"))
        self.assertEqual(self.ticket.arrived_at, visit.arrived_at)

    def test_trail_keeps_both_times_who_when_and_why(self):
        self._visit_arrived()
        self._correct("arrived_at", "2026-03-02 08:55:00", "Pressed in the lift only")
        (line,) = self.ticket.correction_ids
        self.assertEqual(
            (line.fact, line.old_value, line.new_value, line.reason, line.user_id, line.at),
            (
                "arrived_at",
                Datetime.to_datetime("2026-03-02 09:10:00"),
                Datetime.to_datetime("2026-03-02 08:55:00"),
                "Pressed in the lift only",
                self.director,
                Datetime.to_datetime("2026-03-02 15:00:00"),
            ),
        )
        self.assertIn("Pressed in the lift only", self.ticket.message_ids[0].body)

    def test_history_of_the_device_tells_the_correction_below_its_line(self):
        self._visit_arrived()
        arrived = self.device.event_ids.filtered(lambda event: event.kind == "arrived")
        self._correct("arrived_at", "2026-03-02 08:55:00")
        self.assertEqual(arrived.correction_ids.kind, "corrected")
        # at the company's seat
        self.assertIn("2026-03-02 17:10 → 2026-03-02 16:55", arrived.correction_ids.detail)

    def test_what_one_act_stamped_moves_together(self):
        self._visit_arrived()
        self._correct("confirmed_at", "2026-03-02 08:15:00")
        self.assertEqual(self.ticket.responded_at, Datetime.to_datetime("2026-03-02 08:15:00"))
        self.assertEqual(set(self.ticket.correction_ids.mapped("fact")), {"confirmed_at", "responded_at"})

    def test_corrected_report_time_moves_clocks_verdicts_and_the_failure(self):
        with freeze_time("2026-03-02 08:20:00"):
            self.ticket._stamp("confirmed_at")
        self._correct("reported_at", "2026-03-01 15:50:00")
        clock = self._clock("confirm")
        self.assertEqual((clock.state, clock.elapsed_minutes), ("missed", 990))
        self.assertEqual(self.ticket.severity_since, Datetime.to_datetime("2026-03-01 15:50:00"))
        self.assertEqual(str(self.ticket.sudo().maintenance_request_ids.request_date), "2026-03-01")
        fault = self.device.event_ids.filtered(lambda event: event.kind == "fault")
        self.assertTrue(fault.correction_ids)

    def test_button_pressed_too_early_never_happened(self):
        visit = self._visit_arrived(at="2026-03-02 08:25:00")
        self.assertEqual(self._clock("arrive").state, "met")
        self._correct("arrived_at", False, "Pressed on the way", at="2026-03-02 08:30:00")
        self.assertFalse(self.ticket.arrived_at)
        self.assertEqual((visit.state, visit.arrived_at), ("confirmed", False))
        self.assertEqual(self._clock("arrive").state, "running")
        with freeze_time("2026-03-02 08:50:00"):
            visit.action_arrive()
        self.assertEqual((self._clock("arrive").state, self._clock("arrive").elapsed_minutes), ("met", 50))

    def test_arrival_of_finished_work_cannot_be_taken_away(self):
        visit = self._visit_arrived()
        visit.write(
            {
                "fault_cause": "Roller",
                "work_done": "Replaced",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        with freeze_time("2026-03-02 10:00:00"):
            visit.action_finish_work()
        with self.assertRaisesRegex(FactCorrectionError, "somebody was on site"):
            self._correct("arrived_at", False)
        with self.assertRaisesRegex(FactCorrectionError, "finished before"):
            self._correct("arrived_at", "2026-03-02 10:30:00")

    def test_corrected_solution_takes_the_visits_work_along(self):
        visit = self._visit_arrived()
        visit.write(
            {
                "fault_cause": "Roller",
                "work_done": "Replaced",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        with freeze_time("2026-03-02 10:00:00"):
            visit.action_finish_work()
        with freeze_time("2026-03-02 11:00:00"):
            visit.sudo()._sign("Contact", SIGNATURE, self.contact)
        self._correct("solved_at", "2026-03-02 09:40:00")
        self.assertEqual(visit.work_finished_at, Datetime.to_datetime("2026-03-02 09:40:00"))
        self.assertEqual(self.ticket.solved_at, visit.work_finished_at)
        with self.assertRaisesRegex(FactCorrectionError, "lie before"):
            self._correct("solved_at", "2026-03-02 09:00:00")

    def test_times_that_cannot_be_true_are_refused_with_the_reason(self):
        self._visit_arrived()
        for fact, moment, words in (
            ("arrived_at", "2026-03-02 15:00:01", "future"),
            ("arrived_at", "2026-03-02 07:59:00", "would lie before"),
            ("arrived_at", "2026-03-02 09:10:00", "nothing to correct"),
            ("confirmed_at", "2026-03-02 07:00:00", "would lie before"),
            ("responded_at", "2026-03-02 09:30:00", "would lie before"),
            ("responded_at", False, "cannot be empty while"),
            ("reported_at", False, "cannot be empty"),
            ("reported_at", "2026-03-02 08:30:00", "would lie before"),
            ("solved_at", "2026-03-02 10:00:00", "is not solved"),
            ("major_told_at", "2026-03-02 10:00:00", "no major fault"),
            ("answered_at", "2026-03-02 10:00:00", "no consultation"),
        ):
            with (
                self.subTest(fact=fact, moment=moment),
                self.assertRaisesRegex(FactCorrectionError, words),
                self.cr.savepoint(),
            ):
                self._correct(fact, moment)
        self.assertFalse(self.ticket.correction_ids)

    def test_correction_without_a_reason_is_refused(self):
        self._visit_arrived()
        with self.assertRaises(FactCorrectionError):
            self._correct("arrived_at", "2026-03-02 08:55:00", reason="  ")

    def test_only_director_and_administrator_correct(self):
        self._visit_arrived()
        for role in (
            "engineer",
            "second_line",
            "agent",
            "dispatcher",
            "project_manager",
            "equipment_supervisor",
        ):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._correct("arrived_at", "2026-03-02 08:55:00", user=self.users[role])
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.ticket.with_user(self.users[role]).action_correct_fact()
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.ticket.with_user(self.users[role])._correct_fact("arrived_at", Datetime.now(), "x")
        self._correct("arrived_at", "2026-03-02 08:55:00", user=self.users["admin"])
        self.assertEqual(self.ticket.correction_ids.user_id, self.users["admin"])

    def test_time_of_a_report_is_nobodys_to_write(self):
        for user in (self.director, self.users["admin"], self.agent):
            with self.assertRaises(GuardedFieldError):
                self.ticket.with_user(user).write({"reported_at": "2026-03-02 07:40:00"})
        with freeze_time("2026-03-02 12:00:00"):
            earlier = self._report(reported_at="2026-03-02 11:00:00")
        self.assertEqual(earlier.reported_at, Datetime.to_datetime("2026-03-02 11:00:00"))

    def test_trail_is_nobodys_to_write_create_or_delete(self):
        self._visit_arrived()
        self._correct("arrived_at", "2026-03-02 08:55:00")
        line = self.ticket.correction_ids
        values = {
            "ticket_id": self.ticket.id,
            "fact": "arrived_at",
            "reason": "x",
            "user_id": self.director.id,
            "at": "2026-03-02 08:00:00",
        }
        for records in (line.sudo(), line.with_user(self.users["admin"])):
            with self.assertRaises(AppendOnlyError):
                records.write({"reason": "another"})
            with self.assertRaises(AppendOnlyError):
                records.with_context(printer_door=True).create(values)
        with self.assertRaises(AppendOnlyError):
            line.sudo().unlink()
        with self.assertRaises(AccessError):
            line.with_user(self.users["admin"]).unlink()
        with self.assertRaises(GuardedFieldError):
            self.ticket.with_user(self.users["admin"]).write({"correction_ids": [Command.create(values)]})

    def test_contacts_do_not_see_the_trail(self):
        self._visit_arrived()
        self._correct("arrived_at", "2026-03-02 08:55:00")
        with self.assertRaises(AccessError):
            self.env["printer.fact.correction"].with_user(self.contact_user).search([])

    def test_project_manager_sees_the_trail_of_own_agreements(self):
        self._visit_arrived()
        self._correct("arrived_at", "2026-03-02 08:55:00")
        Correction = self.env["printer.fact.correction"].with_user(self.users["project_manager"])
        mine = [("ticket_id", "=", self.ticket.id)]
        self.assertEqual(Correction.search_count(mine), 1)
        self.agreement.manager_id = self.users["admin"]
        self.assertEqual(Correction.search_count(mine), 0)
