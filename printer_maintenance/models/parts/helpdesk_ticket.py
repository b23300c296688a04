from odoo import fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    repair_ids = fields.One2many(
        "repair.order", "ticket_id", string="Repairs", copy=False, groups="stock.group_stock_user"
    )
