"""A commitment: a clause of the tender, how it is measured, and what was promised."""

from datetime import date

from odoo import api, fields, models

from ...rules import commitments

PERIODS = [
    ("day", "Day"),
    ("week", "Week"),
    ("month", "Month"),
    ("quarter", "Quarter"),
    ("half_year", "Half-year"),
    ("year", "Year"),
]
VERDICTS = [("met", "Met"), ("at_risk", "At risk"), ("missed", "Missed"), ("no_data", "Nothing to measure")]


class Commitment(models.Model):
    """One promise with its measure, target and period (REQUIREMENTS A4).

    A commitment without an agreement is ready-made: each new agreement takes over a copy.
    """

    _name = "printer.commitment"
    _inherit = "printer.guard.mixin"
    _description = "Commitment"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char(string="Promise", required=True, translate=True)
    clause = fields.Text(string="Wording of the clause", translate=True)
    clause_ref = fields.Char(string="Clause", help="Where the promise stands in the tender or the agreement.")
    agreement_id = fields.Many2one(
        "printer.agreement",
        string="Agreement",
        # the commitments of one agreement, and the ready-made ones that have none
        index=True,
        ondelete="cascade",
        help="Empty: ready-made, copied into each new agreement.",
    )
    customer_id = fields.Many2one(related="agreement_id.customer_id", store=True, index="btree_not_null")
    measure = fields.Selection(
        selection="_selection_measure",
        help="How the records prove the promise. Empty: the records cannot measure it yet.",
    )
    target = fields.Float(digits=(12, 2))
    margin = fields.Float(
        string="At risk within",
        digits=(12, 2),
        help="How near to the target a figure counts as being at risk.",
    )
    unit = fields.Selection(
        [("percent", "%"), ("minutes", "minutes"), ("count", "cases")],
        compute="_compute_unit",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    lower_is_better = fields.Boolean(
        string="At most", compute="_compute_unit", store=True, readonly=False, precompute=True
    )
    target_text = fields.Char(string="Promised", compute="_compute_target_text")
    period = fields.Selection(PERIODS, required=True, default="quarter")
    result_ids = fields.One2many(
        "printer.commitment.result", "commitment_id", string="Results", readonly=True
    )
    last_result_id = fields.Many2one(
        "printer.commitment.result", compute="_compute_last_result_id", store=True, ondelete="set null"
    )
    value = fields.Float(related="last_result_id.value", string="Measured", digits=(12, 2), aggregator=False)
    adjusted_value = fields.Float(
        related="last_result_id.adjusted_value", string="Adjusted", digits=(12, 2), aggregator=False
    )
    excluded_count = fields.Integer(
        related="last_result_id.excluded_count", string="Left out", aggregator=False
    )
    verdict = fields.Selection(related="last_result_id.verdict", string="Result")

    @api.model
    def _selection_measure(self):
        measures = self.env["printer.measure"]._measures()
        return [(code, str(measure.label)) for code, measure in measures.items()]

    def _measure(self):
        """The measure of this commitment, None when it has none that is known."""
        return self.env["printer.measure"]._measures().get(self.measure)

    @api.depends("measure")
    def _compute_unit(self):
        measures = self.env["printer.measure"]._measures()
        for commitment in self:
            measure = measures.get(commitment.measure)
            commitment.unit = measure.unit if measure else commitment.unit or "percent"
            commitment.lower_is_better = measure.lower_is_better if measure else commitment.lower_is_better

    @api.depends("target", "unit", "lower_is_better")
    @api.depends_context("lang")
    def _compute_target_text(self):
        units = dict(self._fields["unit"]._description_selection(self.env))
        for commitment in self:
            # of a hundred percent there is no more
            at_least = "" if commitment.unit == "percent" and commitment.target >= 100 else "≥ "
            sign = "≤ " if commitment.lower_is_better else at_least
            commitment.target_text = f"{sign}{commitment.target:g} {units.get(commitment.unit, '')}"

    @api.depends("result_ids.period_start")
    def _compute_last_result_id(self):
        # a period that ended may be measured after the one under way
        Result = self.env["printer.commitment.result"]
        mine = [("commitment_id", "in", self.ids)]
        latest = dict(Result._read_group(mine, ["commitment_id"], ["period_start:max"]))
        found = Result.search([*mine, ("period_start", "in", list(set(latest.values())))])
        last = {
            result.commitment_id: result
            for result in found
            if result.period_start == latest[result.commitment_id]
        }
        for commitment in self:
            commitment.last_result_id = last.get(commitment._origin, False)

    @api.model
    def _ready_made(self):
        """The commitments that every new agreement takes over."""
        # who may create an agreement need not be allowed to edit what is ready-made
        return self.sudo().search([("agreement_id", "=", False)])

    @api.model
    def _name_measures(self, measures: dict[str, str]) -> None:
        """Give ready-made promises, and the copies that agreements took of them, the measure that has come for them.

        What somebody measures otherwise, or worded anew, stays as it is. Upgrades call this.

        :param measures: code of a measure by the external id of a ready-made promise
        """
        everything = self.with_context(active_test=False, lang="en_US")
        for xmlid, measure in measures.items():
            ready_made = everything.env.ref(xmlid, raise_if_not_found=False)
            if not ready_made:
                continue
            copies = everything.search([("name", "=", ready_made.name), ("measure", "=", False)])
            (copies | ready_made).filtered(lambda promise: not promise.measure).write({"measure": measure})

    def action_measure(self):
        """Measure now, for the period under way."""
        self.agreement_id.check_access("write")
        for commitment in self.filtered("agreement_id"):
            commitment._measure_period(commitment.agreement_id._today_there())

    def action_view_results(self):
        """Open the results of this commitment, as a chart over time."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_commitment_result")
        action["domain"] = [("commitment_id", "=", self.id)]
        action["name"] = self.name
        return action

    def action_view_failed(self):
        """Open the records that speak against us in the last result."""
        self.ensure_one()
        return self.last_result_id.action_view_failed()

    def _measure_period(self, day: date) -> None:
        """Measure the period around a day, up to that day. Measuring again replaces the figure.

        :param day: the period's last day that counts
        """
        results = self.env["printer.commitment.result"].sudo()
        for (code, kind), group in self.grouped(lambda c: (c.measure, c.period)).items():
            measure = self.env["printer.measure"]._measures().get(code)
            if not measure:
                continue
            first, last = commitments.period(kind, day)
            last_day = min(day, last)
            agreements = group.agreement_id
            if measure.is_snapshot:
                # on a day without service there is nothing to see, and what was seen before stays
                agreements = agreements.filtered(lambda a, day=last_day: not a._term_verdict(day))
            figures = measure.figures(agreements, first, last_day)
            results._put(group, figures, (first, last), measure)
