"""The quarterly management review of OCA's management system, with inputs from our records (REQUIREMENTS Q7)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from ...rules import commitments


class ManagementReview(models.Model):
    """What users said of their devices at full inspections is an input of the review (REQUIREMENTS I7)."""

    _inherit = "mgmtsystem.review"

    period_start = fields.Date(
        string="Reviewed from", compute="_compute_period", store=True, readonly=False, precompute=True
    )
    period_end = fields.Date(
        string="Reviewed until", compute="_compute_period", store=True, readonly=False, precompute=True
    )
    opinion_sheet_ids = fields.Many2many(
        "printer.inspection.sheet", string="Users' opinions", compute="_compute_opinions"
    )
    opinion_summary = fields.Char(string="Opinions in short", compute="_compute_opinions")

    @api.depends("date")
    def _compute_period(self):
        """By itself the quarter that ended before the review."""
        for review in self:
            if not review.date:
                review.period_start = review.period_end = False
                continue
            day = (review.company_id or self.env.company)._printer_day(review.date)
            begin, _end = commitments.period("quarter", day)
            review.period_start, review.period_end = commitments.period("quarter", begin - timedelta(days=1))

    @api.depends("period_start", "period_end", "company_id")
    def _compute_opinions(self):
        Sheet = self.env["printer.inspection.sheet"]
        for review in self:
            # one question a review: each has its own period
            sheets = Sheet.search(review._opinion_domain(), order="opinion_score, done_at desc")
            review.opinion_sheet_ids = sheets
            review.opinion_summary = review._summary(sheets)

    def _opinion_domain(self) -> Domain:
        """What users said in the period."""
        if not self.period_start or not self.period_end:
            return Domain.FALSE
        company = self.company_id or self.env.company
        return (
            Domain("state", "=", "done")
            & (Domain("opinion_score", "!=", False) | Domain("opinion", "!=", False))
            & Domain("done_at", ">=", company._printer_midnight(self.period_start))
            & Domain("done_at", "<", company._printer_midnight(self.period_end + timedelta(days=1)))
            & Domain("round_id.company_id", "=", company.id)
        )

    def _summary(self, sheets) -> str:
        """How many said something, and how many of them are content."""
        if not self.period_start or not self.period_end:
            return ""
        scored = sheets.filtered("opinion_score")
        content = scored.filtered(lambda sheet: sheet.opinion_score in ("4", "5"))
        return self.env._(
            "%(from)s to %(to)s: %(count)d opinions, %(content)d of %(scored)d satisfied or very satisfied",
            **{
                "from": format_date(self.env, self.period_start),
                "to": format_date(self.env, self.period_end),
                "count": len(sheets),
                "content": len(content),
                "scored": len(scored),
            },
        )
