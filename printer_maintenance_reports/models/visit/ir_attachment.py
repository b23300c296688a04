"""The fingerprint of a signed document."""

from odoo import fields, models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    printer_sha256 = fields.Char(
        string="SHA-256",
        readonly=True,
        copy=False,
        help="Of the content at the moment it was signed and locked.",
    )
