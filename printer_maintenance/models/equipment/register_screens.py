"""What the screens of an import show and open."""

from odoo import api, fields, models

# rows shown on the form itself; the others are in a list with filters
PREVIEW_LINES = 100


class RegisterImport(models.Model):
    _inherit = "printer.register.import"

    preview_line_ids = fields.Many2many(
        "printer.register.import.line", string="First rows", compute="_compute_preview_line_ids"
    )

    @api.depends("state")
    def _compute_preview_line_ids(self):
        """The rows that need attention first: refused, changed, new, as before."""
        Line = self.env["printer.register.import.line"]
        for record in self:
            ids = []
            for status in ("refused", "update", "create", "unchanged"):
                if len(ids) < PREVIEW_LINES:
                    domain = [("import_id", "=", record._origin.id), ("status", "=", status)]
                    ids += Line.search(domain, order="row", limit=PREVIEW_LINES - len(ids)).ids
            record.preview_line_ids = Line.browse(ids)

    def action_view_lines(self):
        """Open the rows, those of one status if the button says so."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "printer_maintenance.action_register_import_line"
        )
        status = self.env.context.get("printer_register_status")
        action["domain"] = [("import_id", "=", self.id)]
        action["context"] = {f"search_default_{status}": 1} if status else {}
        return action

    def action_view_devices(self):
        """Open the devices of the customer whose register this is."""
        self.ensure_one()
        return self.partner_id.action_view_printer_equipment()
