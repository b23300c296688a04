"""The dispatch board: what is seen, who is proposed, what stands against it, and that nobody overwrites anybody."""

from odoo import fields
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.mail.tests.common import MailCase

from ...exceptions import BoardOutdatedError, VisitEngineerError, VisitError
from ..visit.visit_common import VisitCase, at

DAY = "2026-03-02"


class BoardCase(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.users.values():
            user.tz = "UTC"
        # the skills of the demo's people say nothing about those of this world
        cls.env["printer.skill"].search([]).unlink()
        cls.board = cls.env["printer.dispatch.board"].with_user(cls.dispatcher)
        cls.other_engineer = new_test_user(
            cls.env, "test-other", name="Other", tz="UTC", groups="printer_maintenance.group_engineer"
        )
        cls.team.user_ids += cls.other_engineer

    def _read(self, user=None, **options):
        board = self.board.with_user(user) if user else self.board
        with self._at("08:00"):
            return board.read_board(f"{DAY} 00:00:00", "2026-03-03 00:00:00", **options)

    def _sent(self, start="10:00", minutes=60, engineer=None, ticket=None):
        ticket = ticket or self._report()
        with self._at("08:00"):
            visit_id = self.board.assign(
                ticket.id, (engineer or self.engineer).id, fields.Datetime.to_string(at(start)), minutes
            )
        return self.env["printer.visit"].browse(visit_id)

    def _seen(self, visit):
        visit = visit.sudo()
        start = fields.Datetime.to_string(visit.slot_start)
        return {"engineer_id": visit.engineer_id.id, "start": start, "state": visit.state}


@tagged("post_install", "-at_install")
class TestBoard(BoardCase, MailCase):
    def test_open_work_stands_on_one_side_the_most_urgent_first(self):
        with self._at("07:00"):
            later = self._report()
        with self._at("06:50"):
            sooner = self._report()
        numbers = [job["id"] for job in self._read()["jobs"]]
        self.assertLess(numbers.index(sooner.id), numbers.index(later.id))

    def test_sent_work_moves_to_its_engineer_and_hours(self):
        visit = self._sent()
        board = self._read()
        self.assertNotIn(visit.ticket_id.id, [job["id"] for job in board["jobs"]])
        [shown] = [line for line in board["visits"] if line["id"] == visit.id]
        self.assertEqual(
            (shown["engineer_id"], shown["start"], shown["state"]),
            (self.engineer.id, "2026-03-02 10:00:00", "planned"),
        )
        [person] = [line for line in board["engineers"] if line["id"] == self.engineer.id]
        self.assertEqual(person["load"], 60)
        self.assertNotIn(visit.id, [line["id"] for line in self._read(team_id=0, text="")["jobs"]])

    def test_day_begins_where_the_reader_is(self):
        visit = self._sent("17:00")
        shanghai = self.board.read_board("2026-03-02 16:00:00", "2026-03-03 16:00:00")
        self.assertIn(visit.id, [line["id"] for line in shanghai["visits"]])

    def test_a_year_at_once_or_no_day_at_all_is_refused(self):
        for span in (("2026-01-01 00:00:00", "2027-01-01 00:00:00"), ("x", "y"), (False, False)):
            with self.assertRaises(UserError):
                self.board.read_board(*span)

    def test_search_and_station_narrow_it_down(self):
        ticket = self._report(name="Smells of smoke")
        self.assertIn(ticket.id, [job["id"] for job in self._read(text="smoke")["jobs"]])
        self.assertFalse(self._read(text="no such words")["jobs"])
        empty = self.env["helpdesk.ticket.team"].create({"name": "South station"})
        board = self._read(team_id=empty.id)
        self.assertFalse(board["jobs"] or board["engineers"])

    def test_whole_board_costs_the_same_queries_however_much_work_there_is(self):
        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._read()
            return self.env.cr.sql_log_count - before

        def more(first, last):
            for number in range(first, last):
                person = new_test_user(
                    self.env,
                    login=f"board-{number}",
                    groups="base.group_user,printer_maintenance.group_engineer",
                )
                self.team.user_ids += person
                unit = self.unit.copy({"name": f"Unit {number}", "parent_id": self.bureau.id})
                device = self._make_device(f"SN-B{number}", unit_id=unit.id, department_id=False)
                for hour in ("11:00", "13:00"):
                    self._sent(hour, engineer=person, ticket=self._report(equipment_id=device.id))
                self._report(equipment_id=device.id)

        self._sent("10:00")
        more(0, 2)
        self._read()
        few = queries()
        more(2, 20)
        self._read()
        self.assertLessEqual(queries(), few)

    def test_best_people_are_proposed_with_their_reasons(self):
        self.env["printer.skill"].create({"user_id": self.other_engineer.id, "device_type": "printer"})
        self._sent("10:00", engineer=self.engineer)
        with self._at("08:00"):
            people = self.board.propose(self._report().id, "2026-03-02 10:15:00")
        by_id = {person["user_id"]: [reason["text"] for reason in person["reasons"]] for person in people}
        self.assertEqual(people[0]["user_id"], self.other_engineer.id)
        self.assertIn("knows this type of device", by_id[self.other_engineer.id])
        self.assertIn("has other work then", by_id[self.engineer.id])
        self.assertIn("engineer of the agreement", by_id[self.engineer.id])
        self.assertIn("has another job in this unit that day", by_id[self.engineer.id])

    def test_what_stands_against_it_is_said_before_it_is_made(self):
        self._sent("10:00")
        ticket = self._report()
        self.env["printer.skill"].create({"user_id": self.other_engineer.id, "device_type": "printer"})
        with self._at("08:00"):
            against = self.board.check(ticket.id, self.engineer.id, "2026-03-02 10:30:00")
            late = self.board.check(ticket.id, self.engineer.id, "2026-03-02 07:00:00")
            free = self.board.check(ticket.id, self.other_engineer.id, "2026-03-02 08:30:00")
        self.assertTrue(any("Has other work" in line for line in against))
        self.assertIn("Has no skill for this device on record.", against)
        self.assertIn("This time has already passed.", late)
        self.assertEqual(free, [])

    def test_off_duty_and_on_leave_are_said(self):
        roster = self.env["printer.roster"].create(
            {"name": "R", "team_id": self.team.id, "date_start": DAY, "tz": "UTC"}
        )
        self.env["printer.roster.shift"].create(
            {
                "roster_id": roster.id,
                "user_id": self.engineer.id,
                "start": at("06:00"),
                "end": at("14:00"),
            }
        )
        roster._set_state("published")
        resource = self.env["resource.resource"].create(
            {"name": "Other", "user_id": self.other_engineer.id, "tz": "UTC"}
        )
        self.env["resource.calendar.leaves"].create(
            {"name": "Leave", "resource_id": resource.id, "date_from": at("00:00"), "date_to": at("23:00")}
        )
        ticket = self._report()
        with self._at("08:00"):
            on_duty = self.board.check(ticket.id, self.engineer.id, "2026-03-02 08:30:00")
            too_long = self.board.check(ticket.id, self.engineer.id, "2026-03-02 13:30:00")
            in_gap = self.board.check(ticket.id, self.engineer.id, "2026-03-02 18:00:00")
            away = self.board.check(ticket.id, self.other_engineer.id, "2026-03-02 08:30:00")
        self.assertFalse(on_duty)
        self.assertIn("Is not on duty then.", too_long)
        self.assertIn("Is not on duty then.", in_gap)
        self.assertEqual(away, ["Is on leave then.", "Is not on duty then."])

    def test_somebody_from_outside_cannot_be_sent_whatever_the_browser_says(self):
        stranger = new_test_user(self.env, "test-stranger", groups="printer_maintenance.group_engineer")
        for call in ("check", "assign"):
            with self.assertRaises(VisitEngineerError):
                getattr(self.board, call)(self._report().id, stranger.id, "2026-03-02 10:00:00")
        with self.assertRaises(VisitEngineerError):
            self.board.assign(self._report().id, 2**30, "2026-03-02 10:00:00")

    def test_nonsense_is_answered_with_a_sentence(self):
        with self.assertRaises(UserError):
            self.board.assign(self._report().id, self.engineer.id, "tomorrow")
        with self.assertRaises(MissingError):
            self.board.propose(2**30, "2026-03-02 10:00:00")

        for start, minutes in ((False, 60), ("", 60), ("2026-03-02 10:00:00", "soon")):
            with self.assertRaises(UserError):
                self.board.assign(self._report().id, self.engineer.id, start, minutes)
        with self.assertRaises(UserError):
            self.board.check("everything", self.engineer.id, "2026-03-02 10:00:00")

    def test_second_dispatcher_is_told_and_sends_nobody_twice(self):
        ticket = self._report()
        self._sent(ticket=ticket)
        with self.assertRaisesRegex(BoardOutdatedError, self.engineer.name):
            self._sent(ticket=ticket, engineer=self.other_engineer)
        self.assertEqual(len(ticket.visit_ids), 1)

    def test_what_somebody_else_changed_meanwhile_is_not_overwritten(self):
        visit = self._sent()
        seen = self._seen(visit)
        self.board.move(visit.id, self.other_engineer.id, "2026-03-02 11:00:00", seen)
        with self.assertRaisesRegex(BoardOutdatedError, "Other"):
            self.board.move(visit.id, self.engineer.id, "2026-03-02 12:00:00", seen)
        self.assertEqual((visit.engineer_id, visit.slot_start), (self.other_engineer, at("11:00")))

    def test_agreed_time_moves_only_with_who_asked_and_why(self):
        visit = self._agreed()
        action = self.board.move(visit.id, self.engineer.id, "2026-03-02 09:30:00", self._seen(visit))
        self.assertEqual(action["res_model"], "printer.visit.move")
        self.assertEqual(action["context"]["default_start"], "2026-03-02 09:30:00")
        self.assertEqual(visit.slot_start, at("08:40"))

    def test_somebody_else_keeps_the_time_that_was_agreed(self):
        visit = self._agreed()
        seen = self._seen(visit)
        with self._at("08:20"):
            self.assertFalse(self.board.move(visit.id, self.other_engineer.id, "2026-03-02 09:15:00", seen))
        self.assertEqual((visit.sudo().engineer_id, visit.slot_start), (self.other_engineer, at("08:40")))

    def test_who_did_not_set_out_is_back_on_the_side_of_open_work(self):
        visit = self._sent("10:00")
        with self._at("11:01"):
            board = self.board.read_board(f"{DAY} 00:00:00", "2026-03-03 00:00:00")
            [job] = [job for job in board["jobs"] if job["id"] == visit.ticket_id.id]
            self.assertEqual((job["visit"]["id"], job["visit"]["engineer"]), (visit.id, self.engineer.name))
            seen = self._seen(visit)
            self.board.move(visit.id, self.other_engineer.id, "2026-03-02 12:00:00", seen, 90)
            board = self.board.read_board(f"{DAY} 00:00:00", "2026-03-03 00:00:00")
        self.assertEqual(visit.planned_minutes, 90, "as chosen in the proposal")
        self.assertNotIn(visit.ticket_id.id, [job["id"] for job in board["jobs"]])
        self.assertEqual((visit.engineer_id, visit.slot_start), (self.other_engineer, at("12:00")))

    def test_visit_without_a_time_is_open_work(self):
        visit = self._sent("10:00")
        visit.planned_start = False
        [job] = [job for job in self._read()["jobs"] if job["id"] == visit.ticket_id.id]
        self.assertEqual((job["visit"]["id"], job["visit"]["start"]), (visit.id, False))
        self.board.move(visit.id, self.engineer.id, "2026-03-02 12:00:00", self._seen(visit))
        self.assertEqual(visit.slot_start, at("12:00"))

    def test_agreed_time_that_went_by_is_agreed_anew_whoever_comes(self):
        visit = self._agreed()
        with self.mock_mail_gateway(), self._at("10:00"):
            action = self.board.move(
                visit.id, self.other_engineer.id, "2026-03-02 11:00:00", self._seen(visit)
            )
        self.assertEqual(action["res_model"], "printer.visit.move")
        self.assertEqual(visit.sudo().engineer_id, self.other_engineer)
        self.assertFalse(self._new_mails, "the new time is told with the new person, not before")

    def test_whoever_is_sent_has_a_row_whatever_became_of_them(self):
        visit = self._sent("10:00")
        self.engineer.sudo().group_ids -= self.env.ref("printer_maintenance.group_engineer")
        self.team.sudo().user_ids -= self.engineer
        self.assertIn(self.engineer.id, [person["id"] for person in self._read()["engineers"]])
        shown = self._read(team_id=self.team.id)
        self.assertIn(self.engineer.id, [person["id"] for person in shown["engineers"]])
        self.assertIn(visit.id, [line["id"] for line in shown["visits"]])

    def test_what_began_meanwhile_is_not_moved(self):
        visit = self._agreed()
        seen = self._seen(visit)
        with self._at("08:35"):
            visit.action_arrive()
        with self.assertRaises(BoardOutdatedError):
            self.board.move(visit.id, self.other_engineer.id, "2026-03-02 09:30:00", seen)

    def test_contact_who_expects_somebody_else_is_told_at_once(self):
        visit = self._agreed()
        with self.mock_mail_gateway(), self._at("08:20"):
            self.board.move(visit.id, self.other_engineer.id, "2026-03-02 08:40:00", self._seen(visit))
        self.assertEqual(visit.sudo().engineer_id, self.other_engineer)
        self.assertTrue(any("Other" in mail.body_html for mail in self._new_mails))

    def test_begun_visit_stays_with_its_engineer(self):
        visit = self._on_site()
        with self.assertRaises(VisitError):
            self.board.move(visit.id, self.other_engineer.id, "2026-03-02 09:00:00", self._seen(visit))

    def test_two_visits_exchange_their_engineers(self):
        one, two = self._sent("10:00"), self._sent("12:00", engineer=self.other_engineer)
        self.board.swap(one.id, two.id, self._seen(one), self._seen(two))
        self.assertEqual((one.engineer_id, two.engineer_id), (self.other_engineer, self.engineer))

    def test_backup_is_sent_from_the_board(self):
        visit = self._on_site()
        backup_id = self.board.send_backup(
            visit.id, self.other_engineer.id, "2026-03-02 09:30:00", self._seen(visit)
        )
        backup = self.env["printer.visit"].browse(backup_id)
        self.assertEqual((backup.backup_of_id, backup.is_backup), (visit, True))

    def test_engineers_look_and_do_not_dispatch(self):
        ticket = self._report()
        board = self._read(user=self.engineer)
        self.assertFalse(board["may_dispatch"])
        with self.assertRaises(AccessError):
            self.board.with_user(self.engineer).assign(ticket.id, self.engineer.id, "2026-03-02 10:00:00")

    def test_project_managers_dispatch_their_own_agreements_only(self):
        manager = self.users["project_manager"]
        ticket = self._report()
        self.board.with_user(manager).assign(ticket.id, self.engineer.id, "2026-03-02 10:00:00")
        self.agreement.manager_id = new_test_user(
            self.env, "test-manager-2", groups="printer_maintenance.group_project_manager"
        )
        with self.assertRaises(AccessError):
            self.board.with_user(manager).assign(self._report().id, self.engineer.id, "2026-03-02 12:00:00")

    def test_customers_see_no_board(self):
        with self.assertRaises(AccessError):
            self._read(user=self.contact_user)
