"""What a unit prints in a month, its own devices and those below it."""

from collections import Counter

from odoo import fields, models

from ...rules import meter


class ResPartner(models.Model):
    _inherit = "res.partner"

    printer_pages_per_month = fields.Integer(
        string="Pages a month",
        compute="_compute_printer_pages_per_month",
        groups="base.group_user",
        help="Over the last 12 months, all devices of the unit and of the units below it.",
    )
    printer_utilisation = fields.Float(
        string="Utilisation (%)",
        compute="_compute_printer_pages_per_month",
        digits=(6, 1),
        groups="base.group_user",
        help="Pages a month as percent of what the devices are made for; devices without a recommendation count not.",
    )

    def _compute_printer_pages_per_month(self):
        devices = self.env["maintenance.equipment"].search_fetch(
            [("unit_id", "child_of", self.ids), ("last_counted_at", "!=", False)],
            ["unit_id", "category_id", "recommended_monthly_pages"],
        )
        monthly = devices._monthly_pages(12)
        chains = devices.unit_id._printer_ancestors()
        pages, measured, recommended = Counter(), Counter(), Counter()
        for device in devices.filtered(lambda device: device.id in monthly):
            most = device.recommended_monthly_pages or device.category_id.recommended_monthly_pages
            for place in chains[device.unit_id.id]:
                pages[place] += monthly[device.id]
                if most:
                    measured[place] += monthly[device.id]
                    recommended[place] += most
        for partner in self:
            partner.printer_pages_per_month = pages[partner.id]
            partner.printer_utilisation = meter.utilisation(measured[partner.id], recommended[partner.id])

    def action_view_printer_readings(self):
        """Open the counter readings of this unit and of everything below it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_meter_reading")
        action["domain"] = [("unit_id", "child_of", self.id)]
        action["context"] = {"search_default_accepted": 1, "search_default_year": 1}
        action["view_mode"] = "pivot,graph,list,form"
        action["views"] = [(False, mode) for mode in ("pivot", "graph", "list", "form")]
        return action
