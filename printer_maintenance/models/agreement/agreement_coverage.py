"""Which agreement serves a device on a day: one look-up, in batches, used everywhere."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules import coverage


class Scope(NamedTuple):
    """What the look-up says about one device.

    ``reason`` is empty when the device is served, else one of :data:`rules.coverage.REASONS`; then ``agreement``
    is the one that the reason is about, empty when there is none.
    """

    agreement: models.Model
    reason: str


class Agreement(models.Model):
    _inherit = "printer.agreement"

    line_ids = fields.One2many(
        "printer.agreement.line",
        "agreement_id",
        string="Devices served",
        copy=True,
        help="A new agreement serves all devices of its customer until you say otherwise.",
    )
    equipment_count = fields.Integer(string="Devices", compute="_compute_equipment_count")

    @api.model_create_multi
    def create(self, vals_list):
        """Serve the whole customer where nothing else is said."""
        agreements = super().create(vals_list)
        self.env["printer.agreement.line"].create(
            [
                {"agreement_id": agreement.id}
                for agreement in agreements
                if not agreement.line_ids and not agreement.previous_id
            ]
        )
        return agreements

    def copy_data(self, default=None):
        """Leave out the device list when the copy is for somebody else."""
        other = (default or {}).get("partner_id")
        return [
            {name: value for name, value in vals.items() if name != "line_ids"}
            if other and other != agreement.partner_id.id and "line_ids" not in default
            else vals
            for agreement, vals in zip(self, super().copy_data(default), strict=True)
        ]

    def _compute_equipment_count(self):
        today = fields.Date.context_today(self)
        Equipment = self.env["maintenance.equipment"]
        # one count an agreement: their device lists differ; lists of agreements do not show it
        for agreement in self:
            agreement.equipment_count = Equipment.search_count(agreement._served_domain(today))

    def action_view_equipment(self):
        """Open the devices that this agreement serves today."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_equipment")
        action["domain"] = list(self._served_domain(fields.Date.context_today(self)))
        action["context"] = {"default_unit_id": self.partner_id.id}
        return action

    def _served_domain(self, on_date: date) -> Domain:
        """The devices that keep somebody busy: covered, and not retired."""
        return self._covered_domain(on_date) & Domain("condition", "!=", "retired")

    @api.model
    def _covering(self, equipments, on_date: date) -> dict[int, "Agreement"]:
        """Which agreement serves each device on a date (REQUIREMENTS A1, A2).

        :param equipments: ``maintenance.equipment`` records
        :param on_date: the day asked about
        :return: per device id its agreement, an empty record where none serves it
        """
        return {
            device_id: self.browse() if scope.reason else scope.agreement
            for device_id, scope in self._scopes(equipments, on_date).items()
        }

    @api.model
    def _scopes(self, equipments, on_date: date) -> dict[int, Scope]:
        """Which agreement serves each device on a date, and if none does, why.

        The nearest organisation of the customer's tree wins; among its agreements the youngest.
        A handful of queries, whatever the number of devices.

        :param equipments: ``maintenance.equipment`` records
        :param on_date: the day asked about
        """
        chains = equipments.unit_id._printer_ancestors()
        # which agreement serves a device does not depend on who asks
        agreements = self.sudo().search(
            [
                ("state", "!=", "draft"),
                ("partner_id", "in", list({place for chain in chains.values() for place in chain})),
            ]
        )
        by_partner = agreements.grouped("partner_id")
        by_place = {partner.id: found for partner, found in by_partner.items()}
        lines = agreements._lines_by_target(equipments)
        terms = {agreement: agreement._term_verdict(on_date) for agreement in agreements}
        scopes = {}
        for device in equipments:
            chain = chains.get(device.unit_id.id, ())
            candidates = [agreement for place in chain for agreement in by_place.get(place, ())]
            scopes[device.id] = self._choose(candidates, device, chain, lines, terms, on_date)
        return scopes

    @api.model
    def _of_units(self, units, on_date: date) -> dict[int, "Agreement"]:
        """Which agreement a unit's wish belongs to that is not about a device: a question, a training.

        :param units: ``res.partner`` records
        :param on_date: the day asked about
        :return: per unit id the agreement of the nearest organisation, an empty record where none runs
        """
        chains = units._printer_ancestors()
        places = list({place for chain in chains.values() for place in chain})
        # as in _scopes, whoever asks
        known = self.sudo().search([("state", "!=", "draft"), ("partner_id", "in", places)])
        by_place = {}
        for agreement in known.filtered(lambda agreement: not agreement._term_verdict(on_date)):
            by_place.setdefault(agreement.partner_id.id, agreement.with_env(self.env))
        return {
            unit.id: next((by_place[place] for place in chains[unit.id] if place in by_place), self.browse())
            for unit in units
        }

    def _lines_by_target(self, equipments) -> dict[tuple, list[coverage.Line]]:
        """The lines that may name these devices, by agreement and by what they name."""
        lines = self.env["printer.agreement.line"].search(
            Domain("agreement_id", "in", self.ids)
            & (Domain("kind", "!=", "device") | Domain("equipment_id", "in", equipments.ids))
        )
        found = defaultdict(list)
        for line in lines:
            target = (
                ("device", line.equipment_id.id)
                if line.kind == "device"
                else ("unit", line.unit_id.id, line.category_id.id if line.kind == "category" else 0)
            )
            found[(line.agreement_id.id, *target)].append(line._as_rule())
        return found

    @api.model
    def _choose(self, candidates, device, chain, lines, terms, on_date) -> Scope:
        """The first agreement that serves the device, else the best reason why none does."""
        if not chain:
            return Scope(self.browse(), "no_unit")
        reasons = {}
        for agreement in candidates:
            reason = terms[agreement]
            if not reason:
                category = device.category_id.id
                targets = [("device", device.id)]
                targets += [("unit", place, category) for place in chain if category]
                targets += [("unit", place, 0) for place in chain]
                keys = [(agreement.id, *target) for target in targets]
                groups = [lines[key] for key in keys if key in lines]
                reason = coverage.lines_verdict(groups, on_date)
            if not reason:
                return Scope(agreement.with_env(self.env), coverage.COVERED)
            reasons.setdefault(reason, agreement)
        best = coverage.best_reason(reasons)
        return Scope(reasons.get(best, self.browse()).with_env(self.env), best)

    def _term_verdict(self, on_date: date) -> str:
        """Whether this agreement runs on a date; see :func:`rules.coverage.term_verdict`."""
        last = min(self.date_end, self.ended_on or self.date_end)
        suspensions = [
            coverage.Span(row.date_start, row.date_end or None) for row in self.sudo().suspension_ids
        ]
        return coverage.term_verdict(coverage.Span(self.date_start, last), suspensions, on_date)

    def _covered_domain(self, on_date: date) -> Domain:
        """The devices that this agreement serves on a date, as :meth:`_scopes` would say device by device.

        :return: a domain on ``maintenance.equipment``
        """
        self.ensure_one()
        if self.state == "draft" or not self._term_verdict(on_date):
            domain = self._listed_domain(on_date)
        else:
            return Domain.FALSE
        for other in self._taking_precedence():
            domain &= ~other._covered_domain(on_date)
        return domain

    def _listed_domain(self, on_date: date) -> Domain:
        """The devices that the lines valid on a date name: the more specific line comes later and wins."""
        valid = self.line_ids.filtered(lambda line: line._as_rule().span.holds(on_date))
        depth = {place: len(chain) for place, chain in valid.unit_id._printer_ancestors().items()}
        kinds = ("unit", "category", "device")
        domain = Domain.FALSE
        for line in valid.sorted(
            lambda line: (kinds.index(line.kind), depth.get(line.unit_id.id, 0), line.is_left_out)
        ):
            domain = domain & ~line._domain() if line.is_left_out else domain | line._domain()
        # a device or unit that has gone to somebody else is not served any more, although a line still names it
        return domain & Domain("unit_id", "child_of", self.partner_id.id)

    def _taking_precedence(self):
        """Other agreements whose devices are theirs and not ours: of units below, or younger ones beside."""
        # as in _scopes, whoever asks
        others = self.sudo().search(
            [
                ("state", "!=", "draft"),
                ("id", "!=", self.id),
                ("partner_id", "child_of", self.partner_id.id),
            ]
        )
        mine = (self.date_start, self.id)
        return others.filtered(
            lambda other: other.partner_id != self.partner_id or (other.date_start, other.id) > mine
        )
