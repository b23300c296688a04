"""Building the world: the provider, the customers' people, agreements and the work done for them."""

import base64
from datetime import date, timedelta

from odoo import Command, fields

from .marks import PNG, ROLES, mark
from .world_foresight import build_foresight
from .world_inspections import build_checklist, build_inspections
from .world_moves import build_moves
from .world_pricing import build_pricing
from .world_receipt import build_receipt
from .world_roster import build_roster
from .world_stocking import build_stocking


class WorldWork:
    """The rooms of the world; :class:`~.world.World` builds them and remembers whose each row is."""

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
        build_checklist(self)
        self.part = self.env["product.product"].create(
            {
                "name": "Fuser",
                "type": "consu",
                "is_storable": True,
                "standard_price": 10,
                "is_printer_part": True,
            }
        )
        warehouse = self.env["stock.warehouse"].search([("company_id", "=", self.env.company.id)], limit=1)
        self.env["stock.quant"]._update_available_quantity(self.part, warehouse.lot_stock_id, 100)
        self.env["printer.fault.part"].create(
            {"fault_id": self.env["printer.fault.code"].search([], limit=1).id, "product_id": self.part.id}
        )
        for customer, engineer in (("A", "engineer"), ("B", "engineer_b")):
            self.teams[customer] = self.env["helpdesk.ticket.team"].create(
                {"name": f"Team {customer}", "user_ids": [Command.set(self.users[engineer].ids)]}
            )
        build_roster(self)
        # what a fault is called is the same for every customer
        self.env["printer.fault.code"].create({"kind": "symptom", "code": "WORLD-1", "name": "Paper jam"})

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
        self._dispute(self.tickets[key], key)
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
        build_inspections(self, key)
        build_pricing(self, key)
        build_stocking(self, key)
        build_receipt(self, key)
        build_foresight(self, key)

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
        self.env["printer.photo"].with_user(engineer).add_photo(
            "printer.visit", visit.id, "before", PNG, mark(key, f"photo{visit.id}"), mark(key, "photo_note")
        )
        self.env["printer.day.deed"]._begin(mark(key, f"deed{visit.id}"), visit, "write", 0)
        self.env["printer.drawing"].create(
            {
                "model": "printer.visit",
                "res_id": visit.id,
                "purpose": "work",
                "name": mark(key, "drawing"),
                "digest": mark(key, f"digest{visit.id}"),
                "held_by_id": engineer.id,
            }
        )
        visit._use_part(self.part, 1, old_part="dispose")
        visit.write(
            {
                "fault_cause": mark(key, "cause"),
                "work_done": mark(key, "work"),
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        self.env["printer.visit.software"].with_user(engineer).create(
            {"visit_id": visit.id, "name": mark(key, "software"), "version": "1", "source": "vendor"}
        )
        visit.action_rest_ok()
        visit.action_finish_work()
        return visit.with_env(self.env)

    def _dispute(self, ticket, key: str):
        """The report came earlier than recorded, so promises were missed; one is proposed to be left out."""
        ticket.with_user(self.users["service_director"])._correct_fact(
            "reported_at", fields.Datetime.now() - timedelta(hours=2), mark(key, "correction")
        )
        agent = self.users["agent"]
        evidence = (
            self.env["ir.attachment"]
            .with_user(agent)
            .create({"name": mark("PX", "evidence"), "raw": b"proof"})
        )
        clock = ticket.clock_ids.filtered("is_late")[:1]
        self.env["printer.sla.exclusion"].with_user(agent)._propose(
            clock.with_user(agent), "power", mark("PX", "explanation"), evidence
        )

    def _closed_ticket(self, key: str):
        ticket = self._report(key, "closed_ticket")
        visit = self._work_on(ticket, key)
        visit._sign(mark(key, "signer"), PNG, self.users[key].partner_id)
        self.env["printer.visit.supplement"].with_user(visit.engineer_id).create(
            {"visit_id": visit.id, "text": mark(key, "supplement")}
        )
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
        # nobody would send these people; what they see of such a visit is asked all the same
        Visit = self.env["printer.visit"]._through_door()
        visits = Visit.create(
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
