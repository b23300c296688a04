"""Suspended, ended, renewed; warned before the end."""

from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...exceptions import AgreementFixedError, TransitionError
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestTerms(PrinterCase):
    def setUp(self):
        super().setUp()
        self._crons_do_not_commit()

    def _reason(self, day):
        return self.env["printer.agreement"]._scopes(self.device, day)[self.device.id].reason

    def _stop(self, step, **values):
        self.env["printer.agreement.stop"].create(
            {"agreement_id": self.agreement.id, "step": step, "reason": "Budget frozen", **values}
        ).action_stop()

    def test_suspension_keeps_its_days_and_reason(self):
        with freeze_time("2026-06-01 02:00:00"):
            self._stop("suspend")
        with freeze_time("2026-06-10 02:00:00"):
            self.assertEqual(self._reason(date(2026, 6, 10)), "suspended")
            self.agreement.action_resume()
        days = (date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 9), date(2026, 6, 10))
        self.assertEqual([self._reason(day) for day in days], ["", "suspended", "suspended", ""])
        self.assertEqual(self.agreement.suspension_ids.reason, "Budget frozen")

    def test_suspended_and_resumed_on_one_day_leaves_no_gap(self):
        with freeze_time("2026-06-01 02:00:00"):
            self._stop("suspend")
            self.agreement.action_resume()
        self.assertEqual(self._reason(date(2026, 6, 1)), "")
        self.assertFalse(self.agreement.suspension_ids)

    def test_ended_early_served_to_the_last_day_and_past_can_still_be_asked(self):
        with freeze_time("2026-06-01 02:00:00"):
            self._stop("end", last_day=date(2026, 6, 15))
        days = (date(2026, 5, 1), date(2026, 6, 15), date(2026, 6, 16))
        self.assertEqual([self._reason(day) for day in days], ["", "", "ended"])
        self.assertEqual(self.agreement.end_reason, "Budget frozen")

    def test_ended_agreement_does_not_start_again(self):
        self.agreement._end("Lost the tender")
        with self.assertRaises(TransitionError):
            self.agreement.action_start()

    def test_renewal_copies_list_team_and_promises_and_follows_without_a_gap(self):
        self.agreement.line_ids.date_in = "2026-02-01"
        action = self.agreement.with_user(self.users["project_manager"]).action_renew()
        successor = self.env["printer.agreement"].browse(action["res_id"])
        self.assertEqual(successor.state, "draft")
        self.assertEqual((successor.date_start, successor.date_end), (date(2031, 1, 1), date(2035, 12, 31)))
        self.assertEqual(successor.previous_id, self.agreement)
        self.assertEqual(successor.line_ids.mapped("unit_id"), self.bureau)
        self.assertFalse(successor.line_ids.date_in)
        self.assertEqual(successor.manager_id, self.agreement.manager_id)
        self.assertEqual(
            successor.commitment_ids.mapped("name"), self.agreement.commitment_ids.mapped("name")
        )

    def test_renewing_twice_opens_the_same_draft(self):
        first, second = self.agreement.action_renew(), self.agreement.action_renew()
        self.assertEqual(first["res_id"], second["res_id"])

    def test_last_day_passed_renewed_or_ended(self):
        other = self.agreement.copy({"name": "Without successor"})
        other.action_start()
        self.agreement.action_renew()
        self.agreement.next_ids.action_start()
        with freeze_time("2030-12-31 02:00:00"):
            self.env["printer.agreement"]._cron_follow_terms()
        self.assertEqual(self.agreement.state, "running")
        with freeze_time("2031-01-01 02:00:00"):
            self.env["printer.agreement"]._cron_follow_terms()
            self.env["printer.agreement"]._cron_follow_terms()
        self.assertEqual((self.agreement.state, other.state), ("renewed", "ended"))
        self.assertEqual(self._reason(date(2030, 12, 31)), "")

    def test_manager_is_warned_once_a_step_in_their_language(self):
        manager = self.agreement.manager_id
        manager.lang = "zh_CN"
        days = ("2030-09-30", "2030-10-02", "2030-10-03", "2030-12-01", "2030-12-02")
        counts = []
        for day in days:
            with freeze_time(f"{day} 02:00:00"):
                self.env["printer.agreement"]._cron_follow_terms()
            counts.append(len(self.agreement.activity_ids))
        self.assertEqual(counts, [0, 1, 1, 2, 2])
        self.assertEqual(self.agreement.activity_ids.user_id, manager)

    def test_renewed_agreement_warns_nobody(self):
        self.agreement.action_renew()
        self.agreement.next_ids.action_start()
        with freeze_time("2030-12-30 02:00:00"):
            self.env["printer.agreement"]._cron_follow_terms()
        self.assertFalse(self.agreement.activity_ids)

    def test_draft_of_the_next_term_does_not_silence_the_warning(self):
        self.agreement.action_renew()
        with freeze_time("2030-12-30 02:00:00"):
            self.env["printer.agreement"]._cron_follow_terms()
        self.assertTrue(self.agreement.activity_ids)

    def test_prolonged_agreement_is_warned_anew(self):
        with freeze_time("2030-12-30 02:00:00"):
            self.env["printer.agreement"]._cron_follow_terms()
        self.agreement.date_end = "2031-12-31"
        with freeze_time("2031-12-30 02:00:00"):
            self.env["printer.agreement"]._cron_follow_terms()
        self.assertEqual(len(self.agreement.activity_ids), 2)

    def test_ended_while_suspended_was_not_served_on_its_last_day(self):
        with freeze_time("2026-06-01 02:00:00"):
            self._stop("suspend")
        with freeze_time("2026-06-10 02:00:00"):
            self._stop("end")
        self.assertEqual(self._reason(date(2026, 6, 10)), "suspended")
        self.assertEqual(self.agreement.suspension_ids.date_end, date(2026, 6, 10))

    def test_renewal_of_a_list_that_has_left_serves_nothing_until_it_is_filled(self):
        self.agreement.line_ids.date_out = "2026-02-01"
        self.agreement.action_renew()
        self.assertFalse(self.agreement.next_ids.line_ids)
        with self.assertRaisesRegex(ValidationError, "Devices served"):
            self.agreement.next_ids.action_start()

    @mute_logger("odoo.sql_db")
    def test_two_renewals_at_once_make_one_draft(self):
        self.agreement.action_renew()
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.agreement._copy_for_next_term()

    @mute_logger("odoo.addons.printer_maintenance.models.agreement.agreement_term")
    def test_one_agreement_that_fails_does_not_stop_the_others(self):
        other = self.agreement.copy({"name": "Second"})
        other.action_start()
        Agreement = type(self.env["printer.agreement"])
        follow = Agreement._follow_term

        def fail_for_the_first(agreement, today):
            if agreement == self.agreement:
                raise ValueError("broken")
            return follow(agreement, today)

        self.patch(Agreement, "_follow_term", fail_for_the_first)
        with freeze_time("2031-01-01 02:00:00"):
            self.env["printer.agreement"]._cron_follow_terms()
        self.assertEqual((self.agreement.state, other.state), ("running", "ended"))

    def test_customer_and_start_stay_once_it_runs(self):
        for values in ({"partner_id": self.unit.id}, {"date_start": "2026-02-01"}):
            with self.subTest(values), self.assertRaises(AgreementFixedError):
                self.agreement.write(values)
        with self.assertRaises(AgreementFixedError):
            self.agreement.unlink()

    def test_who_may_stop_an_agreement(self):
        for role in ("engineer", "agent", "equipment_supervisor", "service_director"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.agreement.with_user(self.users[role])._suspend("No")
        self.agreement.with_user(self.users["project_manager"])._suspend("Yes")
        self.assertEqual(self.agreement.suspension_ids.user_id, self.users["project_manager"])
