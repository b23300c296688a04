"""The device: whose it is, where it stands, what it is, in what state."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class Equipment(models.Model):
    _name = "maintenance.equipment"
    _inherit = ["maintenance.equipment", "printer.guard.mixin"]

    unit_id = fields.Many2one(
        "res.partner",
        string="Unit",
        # every list of a customer's devices, and the portal's rule, search by unit
        index="btree_not_null",
        tracking=True,
        domain=[("printer_unit_kind", "in", ("customer", "unit"))],
        help="The organisation that uses the device. Not to be mixed up with the vendor.",
    )
    customer_id = fields.Many2one(
        "res.partner",
        string="Customer",
        related="unit_id.printer_customer_id",
        store=True,
        index="btree_not_null",
    )
    department_id = fields.Many2one(
        "res.partner",
        string="Department",
        tracking=True,
        index="btree_not_null",
        domain="[('printer_unit_kind', '=', 'department'), ('parent_id', '=', unit_id)]",
    )
    place = fields.Char(help="Building, floor and room, as people say it.")
    device_type = fields.Selection(related="category_id.device_type", store=True)
    brand = fields.Char()
    asset_tag = fields.Char(string="Asset number", index="trigram", copy=False)
    ip_address = fields.Char(string="IP address")
    purchase_date = fields.Date(string="Bought on")
    in_service_date = fields.Date(string="In service since")
    is_key_device = fields.Boolean(string="Key device", tracking=True)
    custodian_name = fields.Char(string="Custodian", help="The customer's person who answers for the device.")
    custodian_phone = fields.Char(string="Custodian's telephone")
    meter_mono = fields.Integer(string="Black-and-white pages", aggregator=False)
    meter_color = fields.Integer(string="Colour pages", aggregator=False)
    ticket_ids = fields.One2many("helpdesk.ticket", "equipment_id", string="Requests")
    ticket_count = fields.Integer(
        string="Request count", compute="_compute_ticket_count", groups="base.group_user"
    )
    message_ids = fields.One2many(bypass_search_access=False)  # contacts must not search in notes
    # what the customer paid is the customer's and ours to know, not every portal user's
    cost = fields.Float(groups="base.group_user")

    @api.constrains("department_id", "unit_id")
    def _check_department_belongs_to_unit(self):
        for device in self:
            if device.department_id and device.department_id.parent_id != device.unit_id:
                raise ValidationError(
                    self.env._(
                        "%(device)s: the department “%(department)s” does not belong to “%(unit)s”.",
                        device=device.display_name,
                        department=device.department_id.name,
                        unit=device.unit_id.name or self.env._("no unit"),
                    )
                )

    def _compute_ticket_count(self):
        counts = dict(
            self.env["helpdesk.ticket"]._read_group(
                [("equipment_id", "in", self.ids)], ["equipment_id"], ["__count"]
            )
        )
        for device in self:
            device.ticket_count = counts.get(device, 0)

    def action_view_tickets(self):
        """Open the requests about this device."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_ticket")
        action["domain"] = [("equipment_id", "=", self.id)]
        action["context"] = {"default_equipment_id": self.id}
        return action

    def action_report_fault(self):
        """Open a new request with this device filled in."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "view_mode": "form",
            "context": {"default_equipment_id": self.id},
        }
