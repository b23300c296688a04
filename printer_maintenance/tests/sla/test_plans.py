"""The database finds what is due and what is open by their indexes, however many rows there are."""

from odoo.tests import tagged

from ..common import PrinterCase

ROWS = 50_000
OPEN_EVERY = 100


@tagged("post_install", "-at_install")
class TestPlans(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        origin = cls.env["helpdesk.ticket"].create(
            {"name": "Jam", "description": "x", "equipment_id": cls.device.id, "partner_id": cls.contact.id}
        )
        closed = cls.env["helpdesk.ticket.stage"].search([("closed", "=", True)], limit=1)
        is_open = f"mod(n, {OPEN_EVERY}) = 0"
        later = "(now() AT TIME ZONE 'UTC') + interval '1 minute' * n"
        cls._multiply(
            origin,
            id=f"{origin.id} + n",
            stage_id=f"CASE WHEN {is_open} THEN origin.stage_id ELSE {closed.id} END",
            closed=f"NOT ({is_open})",
            next_deadline=f"CASE WHEN {is_open} THEN {later} END",
            access_token="NULL",
        )
        cls._multiply(origin.clock_ids[:1], ticket_id=f"{origin.id} + n", next_event_at=later)

    @classmethod
    def _multiply(cls, record, **special):
        """Copy a record by the database itself; per column an expression in which ``n`` is the copy's number."""
        table = record._table
        cls.env.flush_all()
        cls.env.cr.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND table_schema = current_schema",
            [table],
        )
        special = {"id": f"nextval('{table}_id_seq')", **special}
        columns = [name for (name,) in cls.env.cr.fetchall()]
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(special.get(name, f'origin."{name}"') for name in columns)
        cls.env.cr.execute(
            f"INSERT INTO {table} ({names}) SELECT {values}"  # pylint: disable=sql-injection
            f" FROM {table} AS origin, generate_series(1, %s) AS n WHERE origin.id = %s",
            [ROWS, record.id],
        )
        cls.env.cr.execute(f"ANALYZE {table}")  # pylint: disable=sql-injection

    def _plan(self, query):
        self.env.cr.execute(f"EXPLAIN {query}")  # pylint: disable=sql-injection
        return "\n".join(line for (line,) in self.env.cr.fetchall())

    def _list_plan(self, domain, user=None):
        query = (
            self.env["helpdesk.ticket"]
            .with_user(user or self.agent)
            ._search(domain, order="next_deadline, reported_at desc", limit=80)
        )
        return self._plan(self.env.cr.mogrify(query.select()).decode())

    def test_requests_by_deadline_come_from_the_index(self):
        self.assertIn("helpdesk_ticket_work_list", self._list_plan([]))

    def test_open_requests_by_deadline_come_from_their_own_index(self):
        for user in (self.agent, self.engineer):
            self.assertIn("helpdesk_ticket_open_list", self._list_plan([("closed", "=", False)], user))

    def test_sweep_finds_what_is_due_by_the_index(self):
        plan = self._plan(
            "SELECT id FROM printer_sla_clock WHERE next_event_at <= now() AT TIME ZONE 'UTC'"
            " ORDER BY next_event_at LIMIT 500 FOR UPDATE SKIP LOCKED"
        )
        self.assertIn("printer_sla_clock_next_event", plan)
