from odoo import fields, models


class HelpdeskTicketStage(models.Model):
    _inherit = "helpdesk.ticket.stage"

    outcome = fields.Selection(
        [("solved", "Solved"), ("withdrawn", "Withdrawn"), ("refused", "Refused")],
        help="What it means when a request reaches this stage. A solved request needs the contact's signature.",
    )
