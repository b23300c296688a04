"""Say what is done about a thing that is missing before leaving."""

from odoo import fields, models


class PreparationMissing(models.TransientModel):
    """Asked: it is ordered; left: the visit goes without it (REQUIREMENTS V9)."""

    _name = "printer.preparation.missing"
    _description = "Missing before leaving"

    preparation_id = fields.Many2one("printer.visit.preparation", required=True, ondelete="cascade")
    how = fields.Selection(
        [
            ("reserved", "Reserved, is fetched on the way"),
            ("asked", "Asked for"),
            ("left", "Left behind"),
        ],
        string="What is done about it",
        required=True,
        default="asked",
    )
    note = fields.Char(string="Particulars")

    def action_declare(self):
        """Put it on the visit."""
        self.ensure_one()
        self.preparation_id._declare_missing(self.how, self.note)
