"""The small world that the product's tests share."""

from odoo import fields
from odoo.tests import TransactionCase, new_test_user

ROLES = (
    "engineer",
    "second_line",
    "agent",
    "dispatcher",
    "project_manager",
    "equipment_supervisor",
    "service_director",
    "admin",
)


class PrinterCase(TransactionCase):
    """A bureau with a subordinate unit, its devices, an agreement, one user per role, two portal contacts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True, "no_reset_password": True})
        cls._silence_the_demo()
        cls._make_people()
        cls._make_customer()
        cls._make_agreement()

    @classmethod
    def _silence_the_demo(cls):
        """Nobody of the demo is on duty, no ready-made list is laid out: who and what is asked is of this world."""
        cls.env["printer.checklist"].search([]).active = False
        published = cls.env["printer.roster"].search([("state", "=", "published")])
        shifts = cls.env["printer.roster.shift"].search([("roster_id", "in", published.ids)])
        shifts._through_door().write({"active": False})
        published._set_state("closed")
        cls.env["helpdesk.ticket.team"].search([("is_centre", "=", True)]).is_centre = False

    @classmethod
    def _make_people(cls):
        # all at once: each creation by itself empties every cache
        people = cls.env["res.users"].create([cls._role_values(role) for role in ROLES])
        cls.users = dict(zip(ROLES, people, strict=True))
        cls.engineer = cls.users["engineer"]
        cls.agent = cls.users["agent"]
        cls.team = cls.env["helpdesk.ticket.team"].create(
            {"name": "North station", "user_ids": [fields.Command.set(cls.engineer.ids)]}
        )

    @classmethod
    def _role_values(cls, role):
        """What ``new_test_user`` enters, for a role of ours."""
        groups = [cls.env.ref("base.group_user").id, cls.env.ref(f"printer_maintenance.group_{role}").id]
        return {
            "login": f"test-{role}",
            "password": f"test-{role}",
            "name": f"Test {role}",
            "email": "t.t@example.com",
            "phone": "555-0100",
            "lang": "en_US",
            "group_ids": [fields.Command.set(groups)],
        }

    @classmethod
    def _make_customer(cls):
        Partner = cls.env["res.partner"]
        cls.bureau = Partner.create(
            {"name": "Test bureau", "is_company": True, "printer_unit_kind": "customer"}
        )
        cls.unit = Partner.create(
            {
                "name": "Test unit",
                "is_company": True,
                "printer_unit_kind": "unit",
                "parent_id": cls.bureau.id,
            }
        )
        cls.department = Partner.create(
            {"name": "Archive", "type": "other", "printer_unit_kind": "department", "parent_id": cls.unit.id}
        )
        cls.contact = Partner.create(
            {
                "name": "Contact",
                "parent_id": cls.unit.id,
                "email": "contact@unit.example.com",
                "phone": "555-0199",
            }
        )
        cls.contact_user = new_test_user(
            cls.env, login="test-contact", groups="base.group_portal", partner_id=cls.contact.id, lang="en_US"
        )
        cls.device = cls._make_device("SN-0001")

    @classmethod
    def _make_device(cls, serial, **values):
        return cls.env["maintenance.equipment"].create(
            {
                "name": "LaserJet",
                "serial_no": serial,
                "unit_id": cls.unit.id,
                "department_id": cls.department.id,
                "category_id": cls.env.ref("printer_maintenance.category_printer").id,
                **values,
            }
        )

    @classmethod
    def _make_agreement(cls):
        cls.policy = cls.env["printer.sla.policy"].create(
            {
                "name": "Within the hour",
                "target_ids": [
                    fields.Command.create({"milestone": milestone, "minutes": minutes})
                    for milestone, minutes in (("confirm", 30), ("respond", 60), ("arrive", 60))
                ],
            }
        )
        cls.agreement = cls.env["printer.agreement"].create(
            {
                "name": "Test agreement",
                "partner_id": cls.bureau.id,
                "date_start": "2026-01-01",
                "date_end": "2030-12-31",
                "policy_id": cls.policy.id,
                "manager_id": cls.users["project_manager"].id,
                "agent_id": cls.agent.id,
                "engineer_ids": [fields.Command.set(cls.engineer.ids)],
                "team_id": cls.team.id,
            }
        )
        cls.agreement.action_start()

    def _crons_do_not_commit(self, time_left=60.0):
        """Let scheduled actions run inside the test's own transaction.

        :param time_left: seconds that a scheduled action believes it has after each step
        """
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: time_left)

    def _report(self, **values):
        """A fault reported by the unit's contact."""
        return self.env["helpdesk.ticket"].create(
            {
                "name": "Paper jam",
                "description": "It jams.",
                "equipment_id": self.device.id,
                "partner_id": self.contact.id,
                **values,
            }
        )

    def _confirmed_visit(self, ticket=None):
        """The visit of a ticket that the agent confirmed by telephone."""
        ticket = (ticket or self._report()).with_user(self.agent)
        visit = ticket._confirm_visit(self.engineer, fields.Datetime.now(), self.contact, self.agent)
        return visit.with_user(self.engineer)

    def _finished_visit(self, ticket=None):
        """A visit whose work is done and waits for the signature."""
        visit = self._confirmed_visit(ticket)
        visit.action_arrive()
        visit.write(
            {
                "fault_cause": "Worn roller",
                "work_done": "Roller replaced",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        visit.action_finish_work()
        return visit
