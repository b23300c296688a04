"""What users think of their devices, asked at the full inspection (REQUIREMENTS I7, A6)."""

from odoo import fields, models
from odoo.fields import Domain

from ..customer.res_partner import SHOWN

SCORES = [
    ("5", "Very satisfied"),
    ("4", "Satisfied"),
    ("3", "Neither"),
    ("2", "Dissatisfied"),
    ("1", "Very dissatisfied"),
]


class InspectionSheet(models.Model):
    _inherit = "printer.inspection.sheet"

    opinion = fields.Char(string="User's opinion on function and performance", readonly=True)
    opinion_score = fields.Selection(SCORES, string="How satisfied the user is", readonly=True)

    # what users said, the newest first: few of many sheets
    _opinion_idx = models.Index("(done_at DESC) WHERE opinion_score IS NOT NULL OR opinion IS NOT NULL")


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _file_opinions(self):
        """Questionnaires and what was said at inspections, the latest first."""
        told = super()._file_opinions()
        Sheet = self.env["printer.inspection.sheet"]
        if not Sheet.has_access("read"):
            return told
        sheets = Sheet.search(
            Domain("unit_id", "child_of", self.id)
            & Domain("state", "=", "done")
            & (Domain("opinion", "!=", False) | Domain("opinion_score", "!=", False)),
            order="done_at desc",
            limit=SHOWN,
        )
        scores = dict(Sheet._fields["opinion_score"]._description_selection(self.env))
        told += [
            {
                "id": f"sheet-{sheet.id}",
                "text": sheet.opinion or scores.get(sheet.opinion_score, ""),
                "by": sheet.sudo().equipment_id.display_name,
                "unit": sheet.sudo().unit_id.name or "",
                "date": fields.Datetime.to_string(sheet.done_at),
                "score": 20 * int(sheet.opinion_score) if sheet.opinion_score else False,
            }
            for sheet in sheets
        ]
        return sorted(told, key=lambda opinion: opinion["date"], reverse=True)[:SHOWN]
