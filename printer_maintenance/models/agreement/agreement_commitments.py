"""The promises of an agreement, and their daily measuring."""

from datetime import timedelta

from odoo import api, fields, models

from ...rules import commitments
from .commitment import VERDICTS


class Agreement(models.Model):
    _inherit = "printer.agreement"

    commitment_ids = fields.One2many("printer.commitment", "agreement_id", string="Commitments", copy=True)
    missed_count = fields.Integer(string="Promises missed", compute="_compute_missed_count")
    measured_on = fields.Date(
        readonly=True, copy=False, index=True, help="The last day for which the commitments were measured."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"measured_on"}

    @api.model_create_multi
    def create(self, vals_list):
        """Take over the ready-made commitments where the agreement brings none."""
        agreements = super().create(vals_list)
        bare = agreements.filtered(lambda agreement: not agreement.commitment_ids)
        if bare:
            self._take_over(bare)
        return agreements

    @api.model
    def _take_over(self, agreements) -> None:
        """Copy the ready-made commitments, in every language, into agreements."""
        ready_made = self.env["printer.commitment"]._ready_made()
        for agreement in agreements:
            # sudo: whoever creates an agreement gives it its promises; afterwards they edit them as they may
            ready_made.copy({"agreement_id": agreement.id})

    @api.depends("commitment_ids.result_ids.verdict")
    def _compute_missed_count(self):
        for agreement in self:
            verdicts = agreement.commitment_ids.mapped("verdict")
            agreement.missed_count = verdicts.count("missed")

    def action_measure(self):
        """Measure the commitments now."""
        self.check_access("write")
        for agreement in self:
            agreement.commitment_ids._measure_period(agreement._today_there())

    def action_view_commitments(self):
        """Open the commitments of this agreement with their results."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_commitment")
        action["domain"] = [("agreement_id", "=", self.id)]
        action["context"] = {"default_agreement_id": self.id}
        return action

    @api.model
    def _cron_measure(self) -> None:
        """Measure each running agreement once a day, and close the period that ended yesterday.

        An agreement is marked and committed with its figures: killed anywhere, the rest is measured next time.
        """
        served = self.search([("state", "in", ("running", "suspended"))])
        due = served.filtered(lambda a: not a.measured_on or a.measured_on < a._today_there())
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(due))
        for agreement in due:
            agreement._one_by_one("_measure_up_to", agreement._today_there())
            if not commit(1):
                return

    def _measure_up_to(self, today) -> None:
        """Measure this agreement's promises for the period under way, and close those that ended since last time.

        A measure of the state of a day cannot look back: its period closes with what was seen last. One whose cases
        are decided later looks back for its settling days.

        :param today: the last day that counts
        """
        promises = self.commitment_ids.filtered("measure")
        reviewable = promises.filtered(lambda promise: not promise._measure().is_snapshot)
        since = self.measured_on or self.date_start
        by_way = reviewable.grouped(lambda promise: (promise.period, promise._measure().settling_days))
        for (kind, settling_days), group in by_way.items():
            # what is settled only after a period's end is looked at once more
            first_end = max(since - timedelta(days=settling_days), self.date_start)
            for end in commitments.ends_between(kind, first_end, today - timedelta(days=1)):
                group._measure_period(end)
        promises._measure_period(today)
        self._through_door().measured_on = today

    @api.model
    def _verdict_names(self) -> dict[str, str]:
        """The verdicts' names in the user's language."""
        result = self.env["printer.commitment.result"]
        names = dict(result._fields["verdict"]._description_selection(self.env))
        return {verdict: names[verdict] for verdict, _name in VERDICTS}
