from odoo import fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    foresight_ids = fields.One2many(
        "printer.part.foresight",
        "ticket_id",
        string="Parts to change",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
