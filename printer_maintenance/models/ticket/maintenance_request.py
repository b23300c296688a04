from odoo import fields, models


class MaintenanceRequest(models.Model):
    _inherit = "maintenance.request"

    ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Service request",
        readonly=True,
        # one failure of Odoo's maintenance belongs to one request
        index="btree_not_null",
        ondelete="cascade",
    )
