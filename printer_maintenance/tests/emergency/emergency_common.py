"""An agreement with an emergency plan of its own: the manager, then an engineer, then the director."""

from odoo.fields import Command
from odoo.tests import new_test_user

from ..common import PrinterCase


class EmergencyCase(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.users["project_manager"]
        cls.director = cls.users["service_director"]
        cls.stand_in = cls._make_user("stand-in", "printer_maintenance.group_engineer")
        cls.chief = cls._make_user("chief", "base.group_user")
        for user in cls.manager | cls.stand_in | cls.director | cls.chief:
            user.write({"email": f"{user.login}@provider.example.com", "notification_type": "email"})
        cls.env["printer.agreement.member"].create(
            [
                {"agreement_id": cls.agreement.id, "role": role, "user_id": user.id}
                for role, user in (("director", cls.director), ("management", cls.chief))
            ]
        )
        cls.env["printer.sla.target"].create(
            {
                "policy_id": cls.policy.id,
                "milestone": "report",
                "severity": "major",
                "minutes": 5,
                "start_from": "severity",
            }
        )
        cls.plan = cls.env["printer.emergency.plan"].create(
            {
                "name": "Plan of the bureau",
                "agreement_id": cls.agreement.id,
                "rounds": 2,
                "contact_ids": [
                    Command.create({"sequence": 1, "role": "manager", "minutes": 2}),
                    Command.create({"sequence": 2, "user_id": cls.stand_in.id, "minutes": 1}),
                    Command.create({"sequence": 3, "role": "director", "minutes": 3}),
                ],
                "step_ids": [
                    Command.create({"sequence": 1, "name": "Switch it off", "role": "engineer"}),
                    Command.create({"sequence": 2, "name": "Tell the contact", "role": "agent"}),
                ],
            }
        )

    @classmethod
    def _make_user(cls, login, group):
        return new_test_user(
            cls.env, login=f"test-{login}", name=f"Test {login}", phone="555-0111", lang="en_US", groups=group
        )

    def _run(self):
        """The scheduled action, as it runs once a minute."""
        self._crons_do_not_commit()
        self.env["printer.emergency"]._cron_call()

    def _called(self, emergency):
        """Who was called, in order."""
        return [call.user_id for call in emergency.call_ids if call.called_at]

    def _mails_to(self, user):
        return self.env["mail.mail"].search([("email_to", "=", user.email_formatted)], order="id")

    def _clock(self, ticket):
        return ticket.clock_ids.filtered(lambda clock: clock.milestone == "report")
