"""The promises of an agreement, and their daily measuring."""

from datetime import timedelta

from odoo import api, fields, models

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
        self.commitment_ids._measure_period(fields.Date.context_today(self))

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
        today = fields.Date.context_today(self)
        domain = [
            ("state", "in", ("running", "suspended")),
            "|",
            ("measured_on", "=", False),
            ("measured_on", "<", today),
        ]
        due = self.search(domain)
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(due))
        for agreement in due:
            agreement._measure_up_to(today)
            if not commit(1):
                return

    def _measure_up_to(self, today) -> None:
        """Measure this agreement's promises for the period under way, and once more for one that just ended."""
        promises = self.commitment_ids.filtered("measure")
        yesterday = today - timedelta(days=1)
        reviewable = promises.filtered(lambda promise: not promise._measure().is_snapshot)
        reviewable._measure_period(yesterday)
        promises._measure_period(today)
        self._through_door().measured_on = today

    @api.model
    def _verdict_names(self) -> dict[str, str]:
        """The verdicts' names in the user's language."""
        result = self.env["printer.commitment.result"]
        names = dict(result._fields["verdict"]._description_selection(self.env))
        return {verdict: names[verdict] for verdict, _name in VERDICTS}
