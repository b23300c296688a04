"""What the tests of guarded fields share: who calls, with what, and whether it stayed."""

import json
from datetime import timedelta

from odoo import fields
from odoo.service.model import call_kw

from .common import SecurityCase
from .world_moves import new_moves
from .world_pricing import new_pricing
from .world_receipt import new_receipt
from .world_roster import new_roster
from .world_stocking import new_stocking

FORGED_CONTEXTS = (
    {},
    {"printer_door": True},
    {"printer_door": {}},
    {"printer_door": "object"},
    {"printer_door": 1},
)
STAFF = (
    "admin",
    "service_director",
    "dispatcher",
    "agent",
    "engineer",
    "project_manager",
    "equipment_supervisor",
)


class GuardCase(SecurityCase):
    """Calls as over the wire, values for new records, forged values for guarded fields."""

    work_of = ("A1",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guarded_models = {
            name: sorted(cls.env[name]._get_guarded_fields())
            for name, model in cls.world.stored_models()
            if hasattr(model, "_get_guarded_fields") and model._get_guarded_fields()
        }

    def _call(self, user: str, model: str, method: str, *args, **kwargs):
        """Call as ``/web/dataset/call_kw`` does, what came in as JSON.

        :return: the answer, or the error
        """
        env = self.env(user=self.world.users[user].id, su=False, context={})
        args, kwargs = json.loads(json.dumps([args, kwargs], default=str))
        self.env.invalidate_all()
        try:
            with self.cr.savepoint():
                answer = call_kw(env[model], method, args, kwargs)
                self.env.flush_all()
                return answer
        except Exception as error:
            return error

    def _record(self, model: str):
        return self.env[model].browse(self.world.ids(["A1", "AX", "PX"], model)[-1:])

    def _forged(self, record, name: str):
        """A value for a guarded field that differs from the true one."""
        field = record._fields[name]
        if field.type == "selection":
            return next(value for value in field.get_values(self.env) if value != record[name])
        if field.type == "datetime":
            return fields.Datetime.to_datetime("2020-01-01 00:00:00")
        if field.type == "many2one":
            return self.env[field.comodel_name].search([("id", "!=", record[name].id)], limit=1).id
        if field.relational:
            return [[5, 0, 0]]
        if field.type in ("integer", "float", "monetary"):
            return (record[name] or 0) + 1
        return "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="

    def _stored(self, record, name: str):
        self.env.invalidate_all()
        value = record[name]
        return value.ids if record._fields[name].relational else value

    def _check_stays(self, record, name: str, user: str, method: str, *args, **kwargs):
        """Try a call; whatever it says, the field is as it was. Taken back, so that each try starts alike."""
        true = self._stored(record, name)
        with self.undone(caches=False):
            self._call(user, record._name, method, *args, **kwargs)
            self.assertEqual(self._stored(record, name), true)

    def _new_values(self, model: str) -> dict:
        """Values with which an administrator can make a new record by RPC."""
        world, today = self.world, "2026-01-01"
        return {
            **new_moves(world),
            **new_pricing(world),
            **new_receipt(world),
            **new_roster(world),
            **new_stocking(world),
            "helpdesk.ticket": {
                "name": "New",
                "description": "<p>New</p>",
                "equipment_id": world.devices["A1"].id,
                "partner_id": world.users["A1"].partner_id.id,
            },
            "printer.visit": {"ticket_id": world.tickets["A1"].id, "engineer_id": world.users["engineer"].id},
            "printer.fault.part": {
                "fault_id": self.env["printer.fault.code"].search([], limit=1, offset=1).id,
                "product_id": world.part.id,
            },
            "printer.visit.software": {
                "visit_id": self._visit_at_work().id,
                "name": "New",
                "version": "1",
                "source": "vendor",
            },
            "printer.visit.supplement": {"visit_id": world.closed_tickets["A1"].visit_ids.id, "text": "New"},
            "printer.agreement": {
                "name": "New",
                "partner_id": world.partners["B"].id,
                "date_start": today,
                "date_end": "2026-12-31",
            },
            "res.partner": {"name": "New", "parent_id": world.partners["A1"].id},
            "maintenance.equipment": {"name": "New", "unit_id": world.partners["A1"].id},
        }.get(model) or self._guessed_values(model)

    def _visit_at_work(self):
        """A visit in which the work goes on."""
        visit = self.world.visits["A1"].sudo()
        if visit.awaits_signature:
            visit.action_continue_work()
        return visit

    def _guessed_values(self, model: str) -> dict:
        """Values for a model that this test has not met yet."""
        values = self.world.values_for(self.env[model], "A1")
        return {name: value for name, value in values.items() if name not in self.guarded_models[model]}

    def _check_born_alike(self, record, name: str, born):
        """A new record's guarded field is what the server makes it, as on a record that nobody forged."""
        made = self._stored(record, name)
        kind = record._fields[name].type
        if kind == "datetime" and born:
            self.assertLess(abs(made - born), timedelta(minutes=5), name)
        elif kind == "one2many":
            self.assertEqual(len(made), len(born), name)
        elif kind == "char" and name == "name" and born:
            # a number: the next one of the same series
            self.assertEqual(made.rstrip("0123456789"), born.rstrip("0123456789"))
            self.assertNotEqual(made, born)
        else:
            self.assertEqual(made, born, name)
