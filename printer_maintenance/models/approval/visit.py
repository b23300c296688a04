"""Asking the customer from the visit."""

from odoo import models


class Visit(models.Model):
    _inherit = "printer.visit"

    def action_ask_customer(self):
        """Write and send the quotation of what this visit's parts need."""
        self.ensure_one()
        self._check_is_mine()
        return self.ticket_id.action_ask_customer()
