"""Many at once: queries do not grow with the number of requests, and ten thousand due in one minute are no storm."""

from odoo.tests import tagged
from odoo.tools import SQL

from .common import at
from .multiply import multiply
from .test_escalation import EscalationCase

THOUSANDS = 10_000


@tagged("post_install", "-at_install")
class TestBatches(EscalationCase):
    def _many(self, number, time="08:00"):
        values = {
            "name": "Jam",
            "description": "x",
            "equipment_id": self.device.id,
            "partner_id": self.contact.id,
            "reported_at": at(time),
        }
        return self.env["helpdesk.ticket"].create([dict(values) for _number in range(number)])

    def _queries(self, work, few=5, many=50):
        counts = []
        for number in (few, many):
            tickets = self._many(number)
            self.env.invalidate_all()
            with self._counted() as count:
                work(tickets)
            counts += count
        return counts

    def test_stamping_a_fact_costs_as_many_queries_for_fifty_as_for_five(self):
        few, many = self._queries(lambda tickets: tickets._stamp("confirmed_at", "responded_at"))
        self.assertLessEqual(many, few + 2)

    def test_letting_requests_wait_costs_as_many_queries_for_fifty_as_for_five(self):
        few, many = self._queries(lambda tickets: tickets._wait(self._reason("no_access")))
        self.assertLessEqual(many, few + 4)

    def test_changing_the_severity_costs_as_many_queries_for_fifty_as_for_five(self):
        few, many = self._queries(lambda tickets: tickets.write({"severity": "urgent"}))
        self.assertLessEqual(many, few + 4)

    def test_calling_steps_costs_as_many_queries_for_fifty_as_for_five(self):
        def call(tickets):
            clocks = tickets.clock_ids.filtered(lambda clock: clock.milestone == "confirm")
            clocks._call_steps(at("08:16"))

        few, many = self._queries(call)
        # people are noted by one insert, tickets by one update; the ORM splits nothing else
        self.assertLessEqual(many, few + 4)

    def test_ten_thousand_due_in_one_minute_make_one_message_a_person(self):
        ticket = self._many(1)
        clocks = ticket.clock_ids
        multiply(ticket, THOUSANDS - 1, id=f"{ticket.id} + n", access_token="NULL")
        for clock in clocks:
            multiply(clock, THOUSANDS - 1, ticket_id=f"{ticket.id} + n")
        before = self.env["mail.mail"].search([], order="id desc", limit=1).id or 0
        self._sweep("08:30")
        self.env.cr.execute(
            SQL(
                """
                SELECT count(*), count(DISTINCT (clock_id, step_id)) FROM printer_sla_escalation_log AS log
                JOIN helpdesk_ticket AS ticket ON ticket.id = log.ticket_id WHERE ticket.equipment_id = %s
                """,
                self.device.id,
            )
        )
        # the agent's step and the manager's
        self.assertEqual(self.env.cr.fetchone(), (2 * THOUSANDS, 2 * THOUSANDS))
        mails = self.env["mail.mail"].search([("id", ">", before)])
        self.assertEqual(len(mails), 1, "the manager's; the agent's step sends none")
        self.assertIn(str(THOUSANDS), mails.subject)
        untold = self.env["printer.sla.notice"].search_count([("told_at", "=", False)])
        self.assertFalse(untold)
