"""Reasons for which a request has to wait."""

from odoo import api, fields, models


class SlaReason(models.Model):
    """Why nothing can be done at present, and whose waiting it is (REQUIREMENTS S8)."""

    _name = "printer.sla.reason"
    _description = "Reason for waiting"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    party = fields.Selection(
        [("customer", "The customer's"), ("provider", "Our own")],
        string="Whose waiting",
        required=True,
        default="provider",
        help="Our own waiting, for a part or a colleague, never stops a clock.",
    )
    needs_quote = fields.Boolean(
        string="Only with a quotation sent",
        help="Waiting for approval counts only while a complete quotation lies with the customer, unanswered.",
    )
    note = fields.Char(string="When to choose it", translate=True)
    customer_words = fields.Char(
        string="What the customer reads",
        translate=True,
        help="On the page of the request, while it waits; empty: the reason's name.",
    )

    @api.model
    def _all(self):
        """Every reason in use: a dozen at most."""
        return self.search([("active", "=", True)])
