"""The customer file: all that is known of one customer in one view (REQUIREMENTS A6, 用户档案)."""

from collections import defaultdict
from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from ...rules import commitments, register_quality, tree

# how far back key figures look
DAYS_BACK = 365
# as many open requests and opinions as a reader takes in; the lists behind the figures hold all of them
SHOWN = 10
PEOPLE_SHOWN = 60
KINDS_IN_TREE = ("customer", "unit", "department")


class ResPartner(models.Model):
    _inherit = "res.partner"

    printer_file = fields.Json(
        string="Customer file", compute="_compute_printer_file", groups="base.group_user"
    )

    def _compute_printer_file(self):
        for partner in self:
            is_place = partner.printer_unit_kind in ("customer", "unit") and isinstance(partner.id, int)
            partner.printer_file = partner._customer_file() if is_place else False

    def _customer_file(self) -> dict:
        """Units as a tree with their figures, agreements, open requests and opinions, as far as the user may see.

        A fixed number of queries, whatever the size of the customer.
        """
        self.ensure_one()
        places = self.search(
            Domain("id", "child_of", self.id) & Domain("printer_unit_kind", "in", KINDS_IN_TREE)
        )
        nodes = places._tree_nodes()
        kinds = {place.id: place.printer_unit_kind for place in places}
        totals = tree.roll_up(nodes, self._figures_by_place())
        return {
            "tree": [
                {
                    "id": node.id,
                    "name": node.name,
                    "kind": kinds[node.id],
                    "level": level,
                    **self._readable(totals[node.id]),
                }
                for node, level in tree.in_order(nodes)
            ],
            "figures": self._readable(totals.get(self.id, {})),
            "people": self._file_people(),
            "agreements": self._file_agreements(),
            "requests": self._file_requests(),
            "opinions": self._file_opinions(),
        }

    def _tree_nodes(self) -> list[tree.Node]:
        """These places as a tree; of places side by side departments come first."""
        return [
            tree.Node(place.id, place.parent_id.id, place.name or "", place.printer_unit_kind != "department")
            for place in self
        ]

    def _figures_by_place(self) -> dict[int, dict[str, float]]:
        """Counts that belong to each place itself, ready to be added up."""
        figures: dict[int, dict[str, float]] = defaultdict(dict)
        here = Domain("unit_id", "child_of", self.id)
        devices = self.env["maintenance.equipment"]._read_group(
            here & Domain("condition", "!=", "retired"),
            ["unit_id", "department_id", "condition"],
            ["__count"],
        )
        for unit, department, condition, number in devices:
            self._add(figures, (department or unit).id, devices=number)
            good, counted = register_quality.good_condition([(condition, number)])
            self._add(figures, (department or unit).id, good=good, counted=counted)
        since = fields.Datetime.now() - timedelta(days=DAYS_BACK)
        Ticket = self.env["helpdesk.ticket"]
        requests = {
            "open": Domain("closed", "=", False),
            "late": Domain("closed", "=", False) & Domain("next_deadline", "<", fields.Datetime.now()),
            "year": Domain("reported_at", ">=", since),
        }
        for name, domain in requests.items():
            for unit, number in Ticket._read_group(here & domain, ["unit_id"], ["__count"]):
                self._add(figures, unit.id, **{name: number})
        self._add_ratings(figures, here & Domain("reported_at", ">=", since))
        return figures

    @staticmethod
    def _add(figures, place_id: int, **numbers: float) -> None:
        place = figures[place_id]
        for name, number in numbers.items():
            place[name] = place.get(name, 0) + number

    def _add_ratings(self, figures, tickets: Domain) -> None:
        """Sum and number of answers by place."""
        # questionnaires are closed to most roles; their score is shown for the requests that the user may see
        visible = self.env["helpdesk.ticket"]._search(tickets)
        answers_sudo = self.env["survey.user_input"].sudo()
        rated = answers_sudo._read_group(
            [("state", "=", "done"), ("ticket_id", "in", visible)],
            ["ticket_id.unit_id"],
            ["scoring_percentage:sum", "__count"],
        )
        for unit, score, number in rated:
            self._add(figures, unit.id, score=score, answers=number)

    @staticmethod
    def _readable(totals) -> dict:
        """Figures as they are shown: counts, and shares in percent or None."""
        answers = totals.get("answers", 0)
        return {
            **{name: totals.get(name, 0) for name in ("devices", "open", "late", "year", "answers")},
            "condition": commitments.share(totals.get("good", 0), totals.get("counted", 0)),
            "satisfaction": round(totals["score"] / answers, 1) if answers else None,
        }

    def _file_people(self) -> list[dict]:
        """The customer's people, by unit."""
        people = self.search(
            [("id", "child_of", self.id), ("is_company", "=", False), ("printer_unit_kind", "=", False)],
            order="parent_id, name",
            limit=PEOPLE_SHOWN,
        )
        return [
            {
                "id": person.id,
                "name": person.name or "",
                "unit": person.parent_id.name or "",
                "function": person.function or "",
                "phone": person.phone or "",
            }
            for person in people
        ]

    def _file_agreements(self) -> list[dict]:
        Agreement = self.env["printer.agreement"]
        if not Agreement.has_access("read"):
            return []
        agreements = Agreement.search([("partner_id", "child_of", self.id)])
        states = dict(Agreement._fields["state"]._description_selection(self.env))
        verdicts = Agreement._verdict_names()
        return [
            {
                "id": agreement.id,
                "name": agreement.display_name,
                "state": agreement.state,
                "state_name": states[agreement.state],
                "start": fields.Date.to_string(agreement.date_start),
                "end": fields.Date.to_string(agreement.date_end),
                "manager": agreement.manager_id.name or "",
                "results": [
                    {"verdict": verdict, "name": name, "count": count}
                    for verdict, name in verdicts.items()
                    if (count := agreement.commitment_ids.mapped("verdict").count(verdict))
                ],
            }
            for agreement in agreements
        ]

    def _file_requests(self) -> list[dict]:
        tickets = self.env["helpdesk.ticket"].search(
            [("unit_id", "child_of", self.id), ("closed", "=", False)],
            order="next_deadline, reported_at",
            limit=SHOWN,
        )
        return [
            {
                "id": ticket.id,
                "number": ticket.number,
                "name": ticket.name,
                "unit": ticket.unit_id.name or "",
                "stage": ticket.stage_id.name,
                "reported": fields.Datetime.to_string(ticket.reported_at),
                "is_late": ticket.is_late,
            }
            for ticket in tickets
        ]

    def _file_opinions(self) -> list[dict]:
        """What contacts wrote in questionnaires, the latest first."""
        visible = self.env["helpdesk.ticket"]._search([("unit_id", "child_of", self.id)])
        # see _add_ratings
        lines_sudo = (
            self.env["survey.user_input.line"]
            .sudo()
            .search(
                [
                    ("answer_type", "in", ("text_box", "char_box")),
                    ("skipped", "=", False),
                    ("user_input_id.state", "=", "done"),
                    ("user_input_id.ticket_id", "in", visible),
                ],
                order="create_date desc",
                limit=SHOWN,
            )
        )
        return [
            {
                "id": line.id,
                "text": line.value_text_box or line.value_char_box,
                "by": line.user_input_id.partner_id.name or "",
                "unit": line.user_input_id.ticket_id.unit_id.name or "",
                "date": fields.Datetime.to_string(line.create_date),
                "score": round(line.user_input_id.scoring_percentage),
            }
            for line in lines_sudo
        ]

    def action_view_printer_tickets(self):
        """Open the requests of this unit and of everything below it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_ticket")
        action["domain"] = [("unit_id", "child_of", self.id)]
        action["context"] = {"search_default_open": 1}
        return action
