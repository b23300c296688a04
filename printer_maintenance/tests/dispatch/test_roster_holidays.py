"""Public holidays from the library, and the notice that customers get before them."""

from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo import SUPERUSER_ID, api
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import RosterError
from ...models.dispatch import holiday_notice
from .roster_common import Killed, RosterCase


class HolidayCase(RosterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.Holiday = cls.env["calendar.public.holiday"]
        cls.Holiday.search([("year", "in", (2026, 2028))]).unlink()
        cls.china = cls.env.ref("base.cn")
        cls.company.partner_id.write({"country_id": cls.china.id, "state_id": False})

    def _fill(self, year=2026, user=None, country=None):
        wizard = (
            self.env["printer.holiday.fill"]
            .with_user(user or self.dispatcher)
            .create({"year": year, "country_id": (country or self.china).id})
        )
        return self.Holiday.browse(wizard.action_fill()["res_id"])


@tagged("post_install", "-at_install")
class TestPublicHolidays(HolidayCase):
    def test_a_year_comes_with_names_in_both_languages_and_worked_weekends(self):
        year = self._fill()
        national = year.line_ids.filtered(lambda line: line.date == date(2026, 10, 1))
        self.assertEqual(national.with_context(lang="zh_CN").name, "国庆节")
        self.assertEqual(national.with_context(lang="en_US").name, "National Day")
        self.assertEqual(len(year.line_ids), 22)
        self.assertIn(date(2026, 10, 10), year.workday_ids.mapped("date"))
        self.assertEqual(len(year.workday_ids), 6)
        self.assertFalse(year.without_workdays)

    def test_filling_twice_makes_nothing_twice_and_keeps_what_was_entered(self):
        year = self._fill()
        own = self.env["calendar.public.holiday.line"].create(
            {"name": "Company day", "date": "2026-07-07", "public_holiday_id": year.id}
        )
        year.line_ids.filtered(lambda line: line.date == date(2026, 10, 1)).name = "Wrong"
        year.with_user(self.dispatcher).action_fill()
        self.assertEqual(self._fill(), year)
        self.assertEqual(len(year.line_ids), 23)
        self.assertEqual(len(year.workday_ids), 6)
        self.assertEqual(own.name, "Company day")
        self.assertEqual(
            year.line_ids.filtered(lambda line: line.date == date(2026, 10, 1)).name, "National Day"
        )

    def test_days_and_worked_weekends_for_the_calendars(self):
        self._fill()
        off, worked = self.Holiday._printer_days(self.company, date(2026, 9, 18), date(2026, 10, 10))
        self.assertEqual(len(off), 7)
        self.assertEqual(worked, {date(2026, 9, 20), date(2026, 10, 10)})
        self.env.flush_all()
        self.company.partner_id.mapped("state_id")
        with self.assertQueryCount(2):
            self.Holiday._printer_days(self.company, date(2026, 1, 1), date(2026, 12, 31))

    def test_years_and_countries_unknown_to_the_library_are_explained(self):
        with self.assertRaisesRegex(RosterError, "1950 to 2100"):
            self._fill(2200)
        self.assertTrue(self._fill(2028).without_workdays, "not announced yet")
        with self.assertRaises(RosterError):
            self._fill(country=self.env["res.country"].create({"name": "Nowhere", "code": "ZZ"}))

    def test_only_dispatchers_fill(self):
        for role in ("engineer", "agent", "project_manager"):
            with self.assertRaises(AccessError):
                self._fill(user=self.users[role])
        year = self._fill()
        with self.assertRaises(AccessError):
            year.with_user(self.agent).action_fill()


@tagged("post_install", "-at_install")
class TestHolidayNotice(HolidayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Notice = cls.env["printer.holiday.notice"]
        cls.env["printer.agreement"].search(
            [("state", "=", "running"), ("id", "!=", cls.agreement.id)]
        )._set_state("ended")
        cls.contact.lang = "en_US"
        cls.chinese = cls.env["res.partner"].create(
            {"name": "孙悦", "parent_id": cls.bureau.id, "email": "sun@bureau.example.com", "lang": "zh_CN"}
        )
        stranger = cls.env["res.partner"].create(
            {"name": "Other bureau", "is_company": True, "printer_unit_kind": "customer"}
        )
        cls.env["res.partner"].create(
            {"name": "Nobody", "parent_id": stranger.id, "email": "nobody@other.example.com"}
        )
        cls.roster = cls._roster(cls.team, publish=True)
        cls._shift(cls.roster, cls.engineer, "2026-09-30 12:00:00", "2026-10-01 04:00:00")

    def setUp(self):
        super().setUp()
        self._crons_do_not_commit()
        self._fill()

    def _sent(self):
        return self.Notice.search([("agreement_id", "=", self.agreement.id)], order="id")

    def test_three_days_before_everybody_is_told_once(self):
        with freeze_time("2026-09-27 02:00:00"):
            self.Notice._cron_tell()
        self.assertFalse(self._sent(), "four days before")
        for moment in ("2026-09-28 02:00:00", "2026-09-28 03:00:00", "2026-09-29 02:00:00"):
            with freeze_time(moment):
                self.Notice._cron_tell()
        notices = self._sent()
        self.assertEqual(notices.partner_id, self.contact | self.chinese)
        self.assertEqual(set(notices.mapped("state")), {"sent"})
        self.assertEqual(len(notices.mail_id), 2)
        self.assertEqual((notices[0].date_start, notices[0].date_end), (date(2026, 10, 1), date(2026, 10, 7)))

    def test_the_mail_speaks_the_recipients_language_and_carries_the_duty_plan(self):
        with freeze_time("2026-09-28 02:00:00"):
            self.Notice._cron_tell()
        mails = {notice.partner_id: notice.mail_id for notice in self._sent()}
        english, chinese = mails[self.contact], mails[self.chinese]
        self.assertIn("National Day", english.subject)
        self.assertIn("国庆节", chinese.subject)
        self.assertIn("Test engineer", english.body_html)
        self.assertIn("555-0100", english.body_html)
        self.assertIn("00:00–12:00", english.body_html, "the part of the shift that lies in the holiday")
        self.assertEqual(english.recipient_ids, self.contact)
        for word in ("Other bureau", "孙悦"):
            self.assertNotIn(word, english.body_html)

    def test_a_holiday_that_has_begun_needs_no_notice(self):
        with freeze_time("2026-10-01 02:00:00"):
            self.Notice._cron_tell()
        self.assertFalse(self._sent())

    def test_days_late_is_told_late_and_zero_days_says_nothing(self):
        with freeze_time("2026-09-30 02:00:00"):
            self.Notice._cron_tell()
        self.assertEqual(len(self._sent()), 2)
        self._sent()._through_door().unlink()
        self.company.printer_notice_days = 0
        with freeze_time("2026-09-28 02:00:00"):
            self.Notice._cron_tell()
        self.assertFalse(self._sent())

    def test_a_mail_that_cannot_be_written_does_not_stop_the_others(self):
        original = type(self.Notice)._duty_plan

        def fail(notice):
            if notice.partner_id == self.contact:
                raise ValueError("broken")
            return original(notice)

        with (
            freeze_time("2026-09-28 02:00:00"),
            self.assertLogs("odoo.addons.printer_maintenance.models.dispatch.holiday_notice", "ERROR"),
            patch.object(type(self.Notice), "_duty_plan", fail),
        ):
            self.Notice._cron_tell()
        states = {notice.partner_id: notice.state for notice in self._sent()}
        self.assertEqual(states, {self.contact: "failed", self.chinese: "sent"})
        self._sent().with_user(self.dispatcher).action_send_again()
        with freeze_time("2026-09-28 03:00:00"):
            self.Notice._cron_tell()
        self.assertEqual(set(self._sent().mapped("state")), {"sent"})
        self.assertEqual(len(self._sent().mail_id), 2)

    def test_killed_anywhere_nobody_is_left_out_or_told_twice(self):
        for number in range(5):
            self.env["res.partner"].create(
                {"name": f"P{number}", "parent_id": self.unit.id, "email": f"p{number}@unit.example.com"}
            )
        self.patch(holiday_notice, "BATCH", 2)
        deaths = iter((1, 2, 4))

        @contextmanager
        def scheduled_action():
            self.env.flush_all()
            with self.enter_registry_test_mode(), self.registry.cursor() as cr:
                commit = cr.commit
                self.patch(
                    type(self.env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: commit() or 60.0
                )
                yield api.Environment(cr, SUPERUSER_ID, {})["printer.holiday.notice"]
            self.env.invalidate_all()

        Notice = type(self.Notice)
        original = Notice._send
        with freeze_time("2026-09-28 02:00:00"):
            for death in deaths:
                calls = iter(range(100))

                def die(notice, now, calls=calls, death=death):
                    original(notice, now)
                    if next(calls) == death:
                        raise Killed

                with (
                    self.assertRaises(Killed),
                    scheduled_action() as notices,
                    patch.object(Notice, "_send", die),
                ):
                    notices._cron_tell()
                self.env.invalidate_all()
            with scheduled_action() as notices:
                notices._cron_tell()
        self.assertEqual(len(self._sent()), 7)
        self.assertEqual(set(self._sent().mapped("state")), {"sent"})
        mails = self.env["mail.mail"].search([("model", "=", "printer.holiday.notice")])
        ours = mails.filtered(lambda mail: mail.res_id in self._sent().ids)
        self.assertEqual(len(ours), 7)

    def test_who_may_see_what_was_sent(self):
        with freeze_time("2026-09-28 02:00:00"):
            self.Notice._cron_tell()
        for role in ("agent", "dispatcher", "project_manager", "service_director"):
            self.assertEqual(
                len(self.Notice.with_user(self.users[role]).search([("id", "in", self._sent().ids)])), 2
            )
        for user in (self.engineer, self.contact_user):
            with self.assertRaises(AccessError):
                self.Notice.with_user(user).search([])
