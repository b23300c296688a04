"""An emergency begins: the plan's checklist is taken over, the call list is laid out, the first are called."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...rules import emergency as emergency_rules
from ..sla.sla_escalation import CHANNELS
from ..sla.ticket_escalation import Person
from .plan import ROUNDS

# a major fault is told even where nobody has written a plan
CALLED_WITHOUT_PLAN = ("manager", "director")
MINUTES_WITHOUT_PLAN = 1
LAST_RESORT = "director"
ALL_CHANNELS = dict.fromkeys(CHANNELS, True)


class Emergency(models.Model):
    _inherit = "printer.emergency"

    @api.model
    def _start(self, tickets) -> None:
        """Start the emergency plan for requests that have become major, and call the first contacts.

        Everything is written in the transaction in which the request became major; mails and SMS are queued in it.

        :param tickets: ``helpdesk.ticket`` records, raised: whoever reports a major fault starts the plan
        """
        now = fields.Datetime.now()
        plans = self.env["printer.emergency.plan"]._for_tickets(tickets)
        informed = tickets._people_to_ask({"management"})
        # the reporter does not follow how we call each other
        silent = self.with_context(mail_create_nosubscribe=True, mail_create_nolog=True)
        made = silent._through_door().create(
            [
                {
                    "ticket_id": ticket.id,
                    "plan_id": plans[ticket.id].id,
                    "rounds": plans[ticket.id].rounds or ROUNDS,
                    "detected_at": ticket.severity_since or ticket.reported_at,
                    "started_at": now,
                    "found": self.env.context.get("printer_severity_reason"),
                    "informed_ids": [
                        fields.Command.set([person.user.id for person in informed[ticket.id, "management"]])
                    ],
                }
                for ticket in tickets
            ]
        )
        emergencies = self.browse(made.ids)
        self.env["printer.emergency.step"]._copy_from_plans(emergencies)
        # whatever keeps people from being told, the fault is on record; the scheduled action goes on with it
        if not emergencies._try(lambda: emergencies._call_next(now)):
            emergencies._through_door().write({"next_call_at": now})
            self._wake_at({now})
        emergencies._try(emergencies._inform_management)
        emergencies._note_on_requests(
            lambda emergency: self.env._(
                "Major fault: the emergency plan has started. Being called: %(people)s.",
                people=emergency.called_now or self.env._("nobody reachable"),
            )
        )

    def _inform_management(self) -> None:
        """Tell the management of all these emergencies, one message a person; nobody has to answer."""
        by_person: dict = {}
        for emergency in self:
            # who is being called anyway needs no second message
            for user in emergency.informed_ids - emergency.call_ids.filtered("called_at").user_id:
                by_person[user] = by_person.get(user, self.browse()) | emergency
        for user, emergencies in by_person.items():
            self.env["printer.notifier"]._tell(
                user,
                {"message", "mail"},
                emergencies,
                lambda env, told=emergencies: told.with_env(env)._inform_subject(),
                lambda env, told=emergencies: told.with_env(env)._fault_lines(),
            )

    def _plan_round(self, number: int, start) -> None:
        """Lay out one round of calls for these emergencies.

        Who has a role is asked anew for each round: the duty may have changed in between.

        :param number: from 1
        :param start: when the first of the round is due
        """
        contacts = {emergency: emergency._contacts() for emergency in self}
        roles = {contact["role"] for lines in contacts.values() for contact in lines if contact["role"]}
        people = self.ticket_id._people_to_ask(roles)
        vals_list = []
        for emergency, lines in contacts.items():
            for line in lines:
                if user := line.pop("user"):
                    line["people"] = [Person(user)] if user.active else []
                else:
                    line["people"] = people[emergency.ticket_id.id, line["role"]]
            vals_list += emergency._round_values(number, start, lines)
        self.env["printer.emergency.call"]._through_door().create(vals_list)

    def _contacts(self) -> list[dict]:
        """The call list, a line each: its role or person, its minutes and its ways."""
        self.ensure_one()
        if self.plan_id.contact_ids:
            return [
                {
                    "role": contact.role,
                    "user": contact.user_id,
                    "minutes": contact.minutes,
                    "at_once": contact.at_once,
                    "ways": {channel: contact[channel] for channel in CHANNELS},
                }
                for contact in self.plan_id.contact_ids
            ]
        return [
            {
                "role": role,
                "user": None,
                "minutes": MINUTES_WITHOUT_PLAN,
                "at_once": False,
                "ways": ALL_CHANNELS,
            }
            for role in CALLED_WITHOUT_PLAN
        ]

    def _round_values(self, number: int, start, lines: list[dict]) -> list[dict]:
        """Values of the calls of one round; those that reach nobody stand in the first round only."""
        self.ensure_one()
        turns = emergency_rules.one_round(
            emergency_rules.Contact(
                index,
                tuple(person.user.id for person in line["people"]),
                line["minutes"],
                line["at_once"],
            )
            for index, line in enumerate(lines)
        )
        position = self.call_ids[-1:].sequence
        vals_list = []
        for turn, due_at in zip(turns, emergency_rules.due_moments(start, turns), strict=True):
            line = lines[turn.key]
            position += 1
            values = {
                "emergency_id": self.id,
                "sequence": position,
                "round": number,
                "role": line["role"],
                "minutes": turn.minutes,
                "due_at": due_at,
                **line["ways"],
            }
            by_id = {person.user.id: person for person in line["people"]}
            vals_list += [{**values, **self._reach(by_id[user_id])} for user_id in turn.people]
            if not turn.people and number == 1:
                vals_list.append({**values, "obstacle": "nobody"})
        return vals_list

    @api.model
    def _reach(self, person: Person) -> dict:
        """Where a person is reached."""
        phone = person.phone or person.user.phone
        return {
            "user_id": person.user.id,
            "phone": phone,
            "obstacle": False if phone or person.user.email else "unreachable",
        }

    def _plan_last_resort(self, now) -> None:
        """Everybody was called in vain: the service directors are called, and the emergency shows red."""
        people = self.ticket_id._people_to_ask({LAST_RESORT})
        self.env["printer.emergency.call"]._through_door().create(
            [
                {
                    "emergency_id": emergency.id,
                    "sequence": (emergency.call_ids[-1:].sequence) + 1,
                    "round": emergency.rounds,
                    "role": LAST_RESORT,
                    "due_at": now,
                    "is_last_resort": True,
                    **ALL_CHANNELS,
                    **self._reach(person),
                }
                for emergency in self
                for person in people[emergency.ticket_id.id, LAST_RESORT]
            ]
        )
        self._through_door().write({"unanswered_at": now})

    def _shift_calls(self, delays: dict[int, float]) -> None:
        """Let the calls that are still to come follow a call that was made late.

        :param delays: seconds per emergency id
        """
        if not delays:
            return
        Call = self.env["printer.emergency.call"]
        Call.flush_model(["due_at", "called_at"])
        self.env.cr.execute(
            SQL(
                "UPDATE printer_emergency_call AS call SET due_at = due_at + late.seconds * interval '1 second' "
                "FROM unnest(%s::int4[], %s::float8[]) AS late (id, seconds) "
                "WHERE call.emergency_id = late.id AND call.called_at IS NULL AND call.user_id IS NOT NULL",
                list(delays),
                list(delays.values()),
            )
        )
        Call.invalidate_model(["due_at"], flush=False)
