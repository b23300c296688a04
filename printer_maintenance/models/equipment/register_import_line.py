"""One row of a register: what will happen to it, or has happened."""

from odoo import api, fields, models

from .register_messages import RowSentences


class RegisterImportLine(models.Model):
    """One row of the file. Written by the importer only; people read."""

    _name = "printer.register.import.line"
    _description = "Row of a device register"
    _order = "row, id"
    _rec_name = "row"

    import_id = fields.Many2one(
        "printer.register.import", string="Import", required=True, ondelete="cascade", index=True
    )
    row = fields.Integer(
        string="Row", required=True, aggregator=False, help="The row's number in the spreadsheet."
    )
    status = fields.Selection(
        [
            ("create", "New"),
            ("update", "Changed"),
            ("unchanged", "As before"),
            ("refused", "Refused"),
        ],
        required=True,
    )
    imported = fields.Boolean(string="Done", help="The row has reached the device register.")
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        ondelete="set null",
        # when a device is deleted, PostgreSQL looks for its rows here
        index="btree_not_null",
    )
    unit_name = fields.Char(string="Unit")
    device_name = fields.Char(string="Device in the register")
    serial_no = fields.Char(string="Serial number")
    asset_tag = fields.Char(string="Asset number")
    data = fields.Json(string="Values", help="The row's values, cleaned.")
    entries = fields.Json(string="Findings", help="Why the row is refused, or what changes.")
    message = fields.Text(compute="_compute_message", help="In the language of the reader.")

    # the rows of one import in their order; each row once
    _import_row_uniq = models.UniqueIndex("(import_id, row)")
    # the next rows to be written, and the rows of one status on screen
    _import_status_idx = models.Index("(import_id, status, imported, row)")

    @api.depends("entries", "status")
    @api.depends_context("lang")
    def _compute_message(self):
        sentences = RowSentences(self.env)
        for line in self:
            line.message = sentences.explain(line.entries or [])

    def action_open_device(self):
        """Open the device of this row."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "maintenance.equipment",
            "res_id": self.equipment_id.id,
            "view_mode": "form",
        }
