"""A small world for security tests: two customers, their units, one of everything in each.

Every text that belongs to somebody holds a marker, ``ZQ-<owner>-<what>``, so that a leak is seen in any answer.
Rows are attributed to their owner by the time of their making: what appears in the database while a unit is being
built belongs to that unit, whatever the model. A model added later is so covered by itself; a model of ours that
nothing here makes is filled generically (:meth:`World._fill`).
"""

import base64
import re
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

from odoo import Command, fields
from odoo.models import MAGIC_COLUMNS

from .world_moves import build_moves

MARKER = re.compile(rb"ZQ-(A1|A2|AX|A|B1|BX|B|PX)-\w+")
# who may know whose texts: AX and BX are known to a whole customer, PX never leaves the provider
PREFIX_OF_OURS = "printer."
KNOWN_TO = {
    "A": {"A", "A1", "A2", "AX"},
    "A1": {"A1", "AX"},
    "A2": {"A2", "AX"},
    "B": {"B", "B1", "BX"},
    "B1": {"B1", "BX"},
    "anonymous": set(),
}
UNITS = {"A": None, "A1": "A", "A2": "A", "B": None, "B1": "B"}
ROLES = {
    "engineer": "printer_maintenance.group_engineer",
    "second_line": "printer_maintenance.group_second_line",
    "agent": "printer_maintenance.group_agent",
    "dispatcher": "printer_maintenance.group_dispatcher",
    "project_manager": "printer_maintenance.group_project_manager",
    "equipment_supervisor": "printer_maintenance.group_equipment_supervisor",
    "service_director": "printer_maintenance.group_service_director",
    "admin": "printer_maintenance.group_admin",
    "internal": "base.group_user",
}
PNG = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
).decode()


def mark(owner: str, what: str) -> str:
    """A text that can be recognised as its owner's wherever it turns up.

    >>> mark("A1", "serial")
    'ZQ-A1-serial'
    """
    return f"ZQ-{owner}-{what}"


class World:
    """Build the world with the ORM and remember whose each row is.

    :param env: environment of the superuser
    """

    def __init__(self, env):
        self.env = env(
            context={**env.context, "tracking_disable": False, "no_reset_password": True, "lang": "en_US"}
        )
        self.rows: dict[str, dict[str, list[int]]] = {}
        self.users, self.partners, self.tickets, self.visits, self.devices = {}, {}, {}, {}, {}
        self.closed_tickets, self.departments, self.agreements, self.teams = {}, {}, {}, {}
        self.personal: dict[str, dict[str, list[int]]] = {}
        self.unfilled: dict[str, str] = {}
        # tokens, and files as they are sent: they bear no marker, so they are looked for themselves
        self.needles: dict[str, list[bytes]] = {}

    # -- bookkeeping -------------------------------------------------------------------------------------------

    def _highest_ids(self) -> dict[str, int]:
        self.env.flush_all()
        models = self.stored_models()
        self.env.cr.execute(
            " UNION ALL ".join(
                f"(SELECT '{name}', COALESCE(MAX(id), 0) FROM \"{model._table}\")" for name, model in models
            )
        )
        return dict(self.env.cr.fetchall())

    def stored_models(self):
        """Each model that has a table with an id, as (name, model)."""
        return [
            (name, self.env[name])
            for name in sorted(self.env.registry)
            if self.env[name]._auto and not self.env[name]._abstract and "id" in self.env[name]._fields
        ]

    @contextmanager
    def belongs_to(self, owner: str, store: dict | None = None):
        """Rows that are made inside the block belong to ``owner``."""
        before = self._highest_ids()
        yield
        rows = (self.rows if store is None else store).setdefault(owner, {})
        for name, highest in self._highest_ids().items():
            if highest > before[name]:
                self.env.cr.execute(
                    f'SELECT id FROM "{self.env[name]._table}" WHERE id > %s ORDER BY id', [before[name]]
                )
                rows.setdefault(name, []).extend(row[0] for row in self.env.cr.fetchall())

    def owner_by_row(self) -> dict[tuple[str, int], str]:
        """The owner of each row, by model and id."""
        return {
            (model, row): owner
            for owner, rows in self.rows.items()
            for model, ids in rows.items()
            for row in ids
        }

    def strange_to(self, viewer: str) -> list[str]:
        """Owners of whom ``viewer`` may know nothing."""
        return [owner for owner in self.rows if owner not in KNOWN_TO[viewer] and owner != "PX"]

    def ids(self, owners, model: str) -> list[int]:
        """The rows of a model that belong to any of ``owners``."""
        return [row for owner in owners for row in self.rows.get(owner, {}).get(model, [])]

    def secrets_in(self, viewer: str, content: bytes) -> set[bytes]:
        """What an answer holds that ``viewer`` may not know."""
        found = {m.group(0) for m in MARKER.finditer(content) if m.group(1).decode() not in KNOWN_TO[viewer]}
        for owner, needles in self.needles.items():
            if owner not in KNOWN_TO[viewer]:
                found |= {f"a token or file of {owner}".encode() for needle in needles if needle in content}
        return found

    def marked_fields(self) -> dict[str, list[str]]:
        """The fields of each model in which a marker stands."""
        found = {}
        for name in sorted({model for rows in self.rows.values() for model in rows}):
            ids = self.ids(list(self.rows), name)
            self.env.cr.execute(
                f'SELECT to_jsonb(t) FROM "{self.env[name]._table}" t WHERE id = ANY(%s)', [ids]
            )
            columns = {
                c for (row,) in self.env.cr.fetchall() for c, value in row.items() if "ZQ-" in str(value)
            }
            found[name] = sorted(columns & set(self.env[name]._fields))
        return found

    # -- building ----------------------------------------------------------------------------------------------

    def build(self, work_of=tuple(UNITS)) -> "World":
        """Make everything.

        :param work_of: the units that get devices, requests and visits, when a test needs only some
        """
        with self.belongs_to("PX"):
            self._build_provider()
        for key, parent in UNITS.items():
            with self.belongs_to(key):
                self._build_people(key, parent)
        for customer in ("A", "B"):
            with self.belongs_to(f"{customer}X"):
                self._build_agreement(customer)
        for key in work_of:
            with self.belongs_to(key):
                self._build_work(key)
        self.unmade = [
            name for name in self.our_models() if not any(name in rows for rows in self.rows.values())
        ]
        for name in self.unmade:
            for key in work_of:
                with self.belongs_to(key):
                    self._fill(name, key)
        for key in work_of:
            self._give_tokens(key)
        self.env.flush_all()
        self.env.invalidate_all()
        return self

    def our_models(self) -> list[str]:
        """Every model of ours that keeps records."""
        return [
            name
            for name, model in self.stored_models()
            if name.startswith(PREFIX_OF_OURS) and not model._transient
        ]

    def _build_provider(self):
        roles = {**ROLES, "engineer_b": ROLES["engineer"], "manager_b": ROLES["project_manager"]}
        users = self.env["res.users"].create(
            [
                {
                    "name": f"Staff {role}",
                    "login": f"zq_{role}",
                    "email": f"zq_{role}@example.com",
                    "group_ids": [Command.set([self.env.ref(group).id])],
                }
                for role, group in roles.items()
            ]
        )
        self.users.update(zip(roles, users))
        self.policy = self.env["printer.sla.policy"].create(
            {
                "name": "Three promises",
                "target_ids": [
                    Command.create({"milestone": milestone, "minutes": minutes})
                    for milestone, minutes in (("confirm", 30), ("respond", 60), ("arrive", 60))
                ],
            }
        )
        self.survey = self.env["survey.survey"].create(
            {
                "title": "How did we do?",
                "access_mode": "token",
                "question_and_page_ids": [Command.create({"title": "Remarks", "question_type": "text_box"})],
            }
        )
        self.category = self.env["maintenance.equipment.category"].create(
            {"name": "Printers of the world", "device_type": "printer"}
        )
        self.env["helpdesk.ticket.category"].create({"name": "Category of the world"})
        self.part = self.env["product.product"].create(
            {"name": "Fuser", "type": "consu", "is_storable": True, "standard_price": 10}
        )
        warehouse = self.env["stock.warehouse"].search([("company_id", "=", self.env.company.id)], limit=1)
        self.env["stock.quant"]._update_available_quantity(self.part, warehouse.lot_stock_id, 100)
        for customer, engineer in (("A", "engineer"), ("B", "engineer_b")):
            self.teams[customer] = self.env["helpdesk.ticket.team"].create(
                {"name": f"Team {customer}", "user_ids": [Command.set(self.users[engineer].ids)]}
            )

    def _build_people(self, key: str, parent: str | None):
        Partner = self.env["res.partner"]
        # a customer's own name is known to its units, so it bears no marker
        self.partners[key] = Partner.create(
            {
                "name": f"Bureau {key}" if not parent else mark(key, "unit"),
                "is_company": True,
                "printer_unit_kind": "unit" if parent else "customer",
                "parent_id": self.partners[parent].id if parent else False,
            }
        )
        self.departments[key] = Partner.create(
            {
                "name": mark(key, "department"),
                "printer_unit_kind": "department",
                "parent_id": self.partners[key].id,
            }
        )
        contact = Partner.create(
            {
                "name": mark(key, "contact"),
                # mails are slow to make; one unit's are enough to see that nobody else reads them
                "email": f"zq_{key.lower()}@example.com" if key == "A1" else False,
                "phone": mark(key, "phone"),
                "parent_id": self.departments[key].id,
            }
        )
        self.users[key] = self.env["res.users"].create(
            {
                "login": f"zq_portal_{key.lower()}",
                "partner_id": contact.id,
                "group_ids": [Command.set([self.env.ref("base.group_portal").id])],
            }
        )

    def _build_agreement(self, customer: str):
        today = date.today()
        engineer, manager = (
            ("engineer", "project_manager") if customer == "A" else ("engineer_b", "manager_b")
        )
        agreement = self.env["printer.agreement"].create(
            {
                "name": mark(f"{customer}X", "agreement"),
                "partner_id": self.partners[customer].id,
                "date_start": today - timedelta(days=30),
                "date_end": today + timedelta(days=365),
                "manager_id": self.users[manager].id,
                "agent_id": self.users["agent"].id,
                "engineer_ids": [Command.set(self.users[engineer].ids)],
                "team_id": self.teams[customer].id,
                "policy_id": self.policy.id,
                "survey_id": self.survey.id,
                "note": mark("PX", "agreement_note"),
            }
        )
        agreement.action_start()
        agreement.action_measure()
        self.env["printer.agreement.suspension"].create(
            {
                "agreement_id": agreement.id,
                "date_start": today - timedelta(days=20),
                "date_end": today - timedelta(days=19),
                "reason": mark("PX", "suspension"),
                "user_id": self.users[manager].id,
            }
        )
        self.agreements[customer] = agreement

    def _build_work(self, key: str):
        self.devices[key] = self.env["maintenance.equipment"].create(
            {
                "name": mark(key, "device"),
                "serial_no": mark(key, "serial"),
                "asset_tag": mark(key, "asset"),
                "place": mark(key, "place"),
                "note": mark(key, "device_note"),
                "category_id": self.category.id,
                "unit_id": self.partners[key].id,
                "department_id": self.departments[key].id,
            }
        )
        if key in ("A1", "B1"):
            self.closed_tickets[key] = self._closed_ticket(key)
        self.tickets[key] = self._report(key, "ticket")
        self._talk_about(self.tickets[key], key)
        # the last visit of each unit waits for the contact's signature
        self.visits[key] = self._work_on(self.tickets[key], key)
        order = self.env["sale.order"].create(
            {
                "partner_id": self.partners[key].id,
                "client_order_ref": mark(key, "order_reference"),
                "order_line": [
                    Command.create(
                        {"product_id": self.part.id, "name": mark(key, "order_line"), "product_uom_qty": 1}
                    )
                ],
            }
        )
        order.action_quotation_sent()
        build_moves(self, key)

    def _give_tokens(self, key: str):
        """Whatever can be opened by a token has one, and nobody else may be told."""
        for name, ids in self.rows[key].items():
            field = self.env[name]._fields.get("access_token")
            if field and field.store and name != "survey.user_input":
                for record in self.env[name].browse(ids).filtered(lambda record: not record.access_token):
                    record.access_token = str(uuid4())
            if field and field.store:
                self.needles.setdefault(key, []).extend(
                    token.encode() for token in self.env[name].browse(ids).mapped("access_token")
                )

    def _report(self, key: str, what: str, **values):
        contact = self.users[key]
        # as the portal's form does it: the contact has no right to create requests directly
        return (
            self.env["helpdesk.ticket"]
            .with_user(contact)
            .sudo()
            .create(
                {
                    "name": mark(key, what),
                    "description": f"<p>{mark(key, 'description')}</p>",
                    "equipment_id": self.devices[key].id,
                    "partner_id": contact.partner_id.id,
                    "partner_name": contact.name,
                    "partner_email": contact.email,
                    **values,
                }
            )
            .with_env(self.env)
        )

    def _talk_about(self, ticket, key: str):
        content = mark(key, "file").encode() * 8
        self.env["ir.attachment"].create(
            {
                "name": mark(key, "attachment.txt"),
                "raw": content,
                "res_model": ticket._name,
                "res_id": ticket.id,
            }
        ).generate_access_token()
        self.needles.setdefault(key, []).append(base64.b64encode(content)[:80])
        ticket.message_subscribe(self.users[key].partner_id.ids)
        ticket.message_post(
            body=mark(key, "message"),
            author_id=self.users[key].partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        ticket.message_post(body=mark("PX", "internal_note"), subtype_xmlid="mail.mt_note")
        ticket._portal_ensure_token()

    def _work_on(self, ticket, key: str, engineer=None):
        engineer = engineer or self.users["engineer" if key.startswith("A") else "engineer_b"]
        visit = ticket.with_user(self.users["agent"])._confirm_visit(
            engineer,
            fields.Datetime.now() + timedelta(minutes=30),
            self.users[key].partner_id,
            self.users["agent"],
        )
        visit = visit.with_user(engineer)
        visit.action_arrive()
        visit._use_part(self.part, 1)
        visit.write({"fault_cause": mark(key, "cause"), "work_done": mark(key, "work"), "is_tested": True})
        visit.action_finish_work()
        return visit.with_env(self.env)

    def _closed_ticket(self, key: str):
        ticket = self._report(key, "closed_ticket")
        visit = self._work_on(ticket, key)
        visit._sign(mark(key, "signer"), PNG, self.users[key].partner_id)
        for answer in ticket.survey_input_ids:
            answer._save_lines(self.survey.question_ids, mark(key, "survey_answer"))
            answer._mark_done()
        return ticket

    def build_personal_work(self, roles) -> None:
        """Work at customer B that is given to one person of ours each, to see what “own” means for their role."""
        key = "B1"
        users = [self.users[role] for role in roles]
        devices = self.env["maintenance.equipment"].create(
            [
                {
                    "name": mark(key, "personal_device"),
                    "category_id": self.category.id,
                    "unit_id": self.partners[key].id,
                    "technician_user_id": user.id,
                }
                for user in users
            ]
        )
        tickets = self.env["helpdesk.ticket"].create(
            [
                {
                    "name": mark(key, "personal_ticket"),
                    "description": "<p>Personal</p>",
                    "equipment_id": device.id,
                    "partner_id": self.users[key].partner_id.id,
                    "team_id": self.teams["B"].id,
                    "user_id": user.id,
                }
                for user, device in zip(users, devices)
            ]
        )
        visits = self.env["printer.visit"].create(
            [{"ticket_id": ticket.id, "engineer_id": user.id} for user, ticket in zip(users, tickets)]
        )
        visits._agree(fields.Datetime.now(), self.users[key].partner_id)
        repairs, orders = (
            self.env[model].create(
                [{"partner_id": self.partners[key].id, "user_id": user.id} for user in users]
            )
            for model in ("repair.order", "sale.order")
        )
        for role, user, device, ticket, visit, repair, order in zip(
            roles, users, devices, tickets, visits, repairs, orders
        ):
            ticket.maintenance_request_ids.user_id = user
            own = (device, device.event_ids, ticket, ticket.clock_ids, ticket.maintenance_request_ids, visit)
            self.personal[role] = {
                records._name: records.ids for records in (*own, visit.appointment_ids, repair, order)
            }

    # -- models that nothing above makes -------------------------------------------------------------------------

    def _fill(self, name: str, key: str):
        model = self.env[name].sudo()
        if hasattr(model, "_through_door"):
            model = model._through_door()
        try:
            with self.env.cr.savepoint():
                model.create(self.values_for(model, key))
                self.env.flush_all()
        except Exception as error:  # whatever it is, the test that reads ``unfilled`` says so
            self.env.clear()
            self.unfilled[name] = f"{type(error).__name__}: {error}"

    def values_for(self, model, key: str) -> dict:
        """Values with which a new record of any model can be made for a unit, links to its records included."""
        values = {}
        for name, field in model._fields.items():
            if (
                not field.store
                or name in MAGIC_COLUMNS
                or field.related
                or (field.compute and field.readonly)
            ):
                continue
            if field.type == "many2one":
                values[name] = self._related_id(field, key)
            elif field.type in ("char", "text", "html"):
                values[name] = mark(key, name)
            elif field.required and not field.default:
                values[name] = self._plain_value(field)
        return {name: value for name, value in values.items() if value}

    def _related_id(self, field, key: str):
        if field.comodel_name == "res.partner" and "department" in field.name:
            return self.departments[key].id
        own = self.ids([key, f"{key[0]}X", "PX"], field.comodel_name)
        if own and field.comodel_name not in ("res.users", "res.company"):
            return own[-1] if field.comodel_name != "res.partner" else self.partners[key].id
        return self.env[field.comodel_name].search([], limit=1).id if field.required else False

    def _plain_value(self, field):
        if field.type == "selection":
            return field.get_values(self.env)[0]
        if field.type == "date":
            return date.today()
        if field.type == "datetime":
            return fields.Datetime.now()
        return 1 if field.type in ("integer", "float", "monetary") else False
