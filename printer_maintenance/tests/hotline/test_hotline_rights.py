"""Who may sit at the hotline, and whose calls one may read."""

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tests.common import new_test_user

from .common import HotlineCase

AT_THE_HOTLINE = ("agent", "dispatcher", "second_line", "admin")
ELSEWHERE = ("engineer", "project_manager", "equipment_supervisor", "service_director")


@tagged("post_install", "-at_install")
class TestHotlineRights(HotlineCase):
    def _ask(self, user):
        """Each question and deed of the hotline as somebody."""
        hotline = self.env["printer.hotline"].with_user(user)
        return (
            lambda: hotline.options(),
            lambda: hotline.overview(),
            lambda: hotline.questions("repair", self.device.id, self.caller.id),
            lambda: hotline.search_all("13900000012"),
            lambda: hotline.card(partner_id=self.caller.id),
            lambda: hotline.devices(self.unit.id),
            lambda: hotline.register(
                {"partner_id": self.caller.id, "name": "Jam", "equipment_id": self.device.id}
            ),
            lambda: hotline.log_call({"partner_id": self.caller.id, "note": "Asked for opening hours"}),
        )

    def test_service_desk_and_second_line_use_it(self):
        for role in AT_THE_HOTLINE:
            for number, ask in enumerate(self._ask(self.users[role])):
                with self.subTest(role=role, number=number):
                    ask()

    def test_others_do_not(self):
        internal = new_test_user(self.env, login="test-nobody", groups="base.group_user")
        for user in (*(self.users[role] for role in ELSEWHERE), self.contact_user, internal):
            for number, ask in enumerate(self._ask(user)):
                with self.subTest(user=user.login, number=number), self.assertRaises(AccessError):
                    ask()

    def test_second_line_may_not_add_people_and_is_told(self):
        hotline = self.env["printer.hotline"].with_user(self.users["second_line"])
        self.assertFalse(hotline.options()["may_add_people"])
        self.assertTrue(self.hotline.options()["may_add_people"])

    def test_engineers_read_calls_about_their_teams_work_and_their_own(self):
        ours, other = self._report(), self._report()
        other.team_id = self.env["helpdesk.ticket.team"].create({"name": "South station"})
        other.user_id = False
        calls = self._call(ours) | self._call(other)
        loose = (
            self.env["printer.call"]
            .with_user(self.agent)
            .create({"partner_id": self.caller.id, "direction": "in", "result": "answered"})
        )
        own = (
            self.env["printer.call"]
            .with_user(self.engineer)
            .create({"partner_id": self.caller.id, "direction": "out", "result": "reached"})
        )
        self.env.flush_all()
        visible = (
            self.env["printer.call"]
            .with_user(self.engineer)
            .search([("id", "in", (calls | loose | own).ids)])
        )
        self.assertEqual(visible, calls[0] | own)

    def test_project_managers_read_calls_about_their_agreements(self):
        ours = self._call(self._report())
        theirs = self._call(self._report(equipment_id=self.stranger_device.id, partner_id=self.stranger.id))
        visible = (
            self.env["printer.call"]
            .with_user(self.users["project_manager"])
            .search([("id", "in", (ours | theirs).ids)])
        )
        self.assertEqual(visible, ours)

    def test_supervision_reads_all(self):
        call = self._call(self._report())
        for role in (
            "agent",
            "dispatcher",
            "second_line",
            "equipment_supervisor",
            "service_director",
            "admin",
        ):
            with self.subTest(role=role):
                call.with_user(self.users[role]).check_access("read")

    def test_contacts_read_no_calls(self):
        call = self._call(self._report())
        with self.assertRaises(AccessError):
            call.with_user(self.contact_user).check_access("read")
        with self.assertRaises(AccessError):
            call.ticket_id.with_user(self.contact_user).read(["call_ids"])

    def test_nobody_logs_a_call_on_a_request_that_is_not_theirs(self):
        ticket = self._report()
        ticket.team_id = self.env["helpdesk.ticket.team"].create({"name": "South station"})
        ticket.user_id = False
        self.env.flush_all()
        with self.assertRaises(AccessError):
            self.env["printer.call"].with_user(self.engineer).create(
                {"ticket_id": ticket.id, "direction": "out", "result": "reached"}
            )
        with self.assertRaises(AccessError):
            self.env["printer.call"].with_user(self.users["equipment_supervisor"]).create(
                {"partner_id": self.caller.id, "direction": "in", "result": "answered"}
            )

    def test_engineers_log_calls_on_their_own_work(self):
        ticket = self._report()
        self.env["printer.call"].with_user(self.engineer).create(
            {"ticket_id": ticket.id, "direction": "out", "result": "reached"}
        )
        self.assertTrue(ticket.responded_at)
