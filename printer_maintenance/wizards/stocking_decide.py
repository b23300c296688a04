"""Dialogs that put rows of the stocking plan in force, and that end them."""

from odoo import api, fields, models


class StockingAgree(models.TransientModel):
    """With whom and since when (REQUIREMENTS P6)."""

    _name = "printer.part.stocking.agree"
    _description = "Agree on the stocking plan"

    stocking_ids = fields.Many2many("printer.part.stocking", string="Rows", required=True)
    customer_ids = fields.Many2many("res.partner", compute="_compute_customer_ids")
    agreed_on = fields.Date(string="Agreed on", required=True, default=fields.Date.context_today)
    contact_id = fields.Many2one(
        "res.partner",
        string="Agreed with",
        domain="[('id', 'child_of', customer_ids), ('is_company', '=', False), ('printer_unit_kind', '=', False)]",
        help="Who of the customer agreed; not needed for stock in which no customer has a say.",
    )

    @api.depends("stocking_ids")
    def _compute_customer_ids(self):
        for dialog in self:
            dialog.customer_ids = dialog.stocking_ids.agreement_id.partner_id

    def action_agree(self):
        """Put the rows in force."""
        self.ensure_one()
        self.stocking_ids._agree(self.agreed_on, self.contact_id)


class StockingEnd(models.TransientModel):
    """Why rows end (REQUIREMENTS P6)."""

    _name = "printer.part.stocking.end"
    _description = "End rows of the stocking plan"

    stocking_ids = fields.Many2many("printer.part.stocking", string="Rows", required=True)
    reason = fields.Char(string="Why it ends", required=True)

    def action_end(self):
        """End the rows."""
        self.ensure_one()
        self.stocking_ids._end(self.reason)
