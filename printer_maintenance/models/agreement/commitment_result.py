"""What was measured of a commitment, period by period, with the records behind it."""

from odoo import api, fields, models

from ...rules import commitments
from .commitment import VERDICTS

# enough to look at each; the figure itself counts them all
FAILED_KEPT = 500


class CommitmentResult(models.Model):
    """The figure of one commitment in one period (REQUIREMENTS A4). Written by the system only."""

    _name = "printer.commitment.result"
    _inherit = "printer.guard.mixin"
    _description = "Result of a commitment"
    _order = "period_start desc, id desc"

    commitment_id = fields.Many2one("printer.commitment", required=True, ondelete="cascade", index=True)
    agreement_id = fields.Many2one(
        related="commitment_id.agreement_id", string="Agreement", store=True, index="btree_not_null"
    )
    period_start = fields.Date(string="Period from", required=True)
    period_end = fields.Date(string="Period to", required=True)
    measured_on = fields.Date(string="As of", required=True, help="The last day that counts in the figure.")
    value = fields.Float(string="Measured", digits=(12, 2), aggregator="avg")
    adjusted_value = fields.Float(
        string="Adjusted",
        digits=(12, 2),
        aggregator="avg",
        help="Without the cases that the customer accepted to leave out; the result follows this figure.",
    )
    target = fields.Float(digits=(12, 2), aggregator="avg")
    unit = fields.Selection(related="commitment_id.unit")
    good_count = fields.Integer(string="Good cases")
    total_count = fields.Integer(string="All cases")
    excluded_count = fields.Integer(string="Left out", help="Cases that the customer accepted to leave out.")
    verdict = fields.Selection(VERDICTS, string="Result", required=True)
    failed_model = fields.Char()
    failed_ids = fields.Json(string="Records against us", help="Their numbers, as they were when measured.")
    failed_count = fields.Integer(string="Cases against us", compute="_compute_failed_count")

    # one figure a period: measuring twice makes nothing twice, whatever dies in between
    _once_a_period = models.Constraint(
        "UNIQUE(commitment_id, period_start)", "This period has been measured already."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | set(self._fields)

    @api.depends("good_count", "total_count")
    def _compute_failed_count(self):
        for result in self:
            result.failed_count = result.total_count - result.good_count

    @api.model
    def _put(self, group, figures, span, measure) -> None:
        """Write the figures of one period, new ones in one go.

        :param group: commitments of the same measure and period
        :param figures: per agreement id its :class:`~.measure.Figure`
        :param span: first and last day of the period
        """
        first, last = span
        known = self.search([("commitment_id", "in", group.ids), ("period_start", "=", first)])
        by_commitment = {result.commitment_id: result for result in known}
        today = fields.Date.context_today(self)
        new = []
        for commitment in group:
            figure = figures.get(commitment.agreement_id.id)
            if not figure:
                continue
            values = self._values(commitment, figure, measure)
            values.update(measured_on=min(last, today), period_end=last)
            if result := by_commitment.get(commitment):
                result._through_door().write(values)
            else:
                new.append(
                    {
                        **values,
                        "commitment_id": commitment.id,
                        "period_start": first,
                    }
                )
        self._through_door().create(new)

    @api.model
    def _values(self, commitment, figure, measure) -> dict:
        # the records behind a figure are the system's to find; who may see them is asked when they are opened
        failed = self.env[measure.model].sudo().search(figure.failed, limit=FAILED_KEPT)
        return {
            "value": figure.value or 0.0,
            "adjusted_value": figure.adjusted_value or 0.0,
            "target": commitment.target,
            "good_count": figure.good,
            "total_count": figure.total,
            "excluded_count": figure.excluded,
            "verdict": commitments.verdict(
                figure.adjusted_value, commitment.target, commitment.margin, commitment.lower_is_better
            ),
            "failed_model": measure.model,
            "failed_ids": failed.ids,
        }

    def action_view_failed(self):
        """Open the records that speak against us, as they were when measured."""
        self.ensure_one()
        return {
            "name": self.env._("Cases against us: %(promise)s", promise=self.commitment_id.name),
            "type": "ir.actions.act_window",
            "res_model": self.failed_model,
            "view_mode": "list,form",
            "domain": [("id", "in", self.failed_ids or [])],
        }
