from odoo import fields, models


class RepairOrder(models.Model):
    _inherit = "repair.order"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Service request", readonly=True, index="btree_not_null"
    )
    visit_id = fields.Many2one("printer.visit", string="Visit", readonly=True, index="btree_not_null")
    equipment_id = fields.Many2one(related="ticket_id.equipment_id", string="Device")
