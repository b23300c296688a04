"""Which column of a register holds what."""

from odoo import fields, models

from .register_messages import FIELDS


class RegisterImportColumn(models.Model):
    """One column of the file: its heading, what was guessed, and what a person made of it."""

    _name = "printer.register.import.column"
    _description = "Column of a device register"
    _order = "position, id"
    _rec_name = "heading"

    import_id = fields.Many2one(
        "printer.register.import",
        string="Import",
        required=True,
        ondelete="cascade",
        # the columns of one import
        index=True,
    )
    position = fields.Integer(readonly=True, help="Place of the column in the sheet, from 0.")
    letter = fields.Char(string="Column", readonly=True)
    heading = fields.Char(readonly=True)
    sample = fields.Char(string="Examples", readonly=True)
    field = fields.Selection(
        FIELDS,
        string="Holds",
        help="What the column holds. Empty: the column is left aside.",
    )
