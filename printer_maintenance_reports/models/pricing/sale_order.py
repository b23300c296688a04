"""The price dossier of a whole quotation, on paper (REQUIREMENTS P1)."""

from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def action_print_part_dossier(self):
        """Print what the prices of all parts of these quotations rest on."""
        lines = self.order_line.filtered("part_ruled_by")
        return self.env.ref("printer_maintenance_reports.part_price_dossier_pdf").report_action(
            lines, config=False
        )
