from odoo import fields, models


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    # the stations of a place
    site_location_id = fields.Many2one(index="btree_not_null")
