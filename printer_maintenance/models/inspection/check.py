"""One answer: what was found at one point of one device, by whom, when."""

from odoo import api, fields, models


class InspectionCheck(models.Model):
    """Stamped by the server (REQUIREMENTS I4). The wording is that of the point, which never changes once used."""

    _name = "printer.inspection.check"
    _inherit = "printer.inspected"
    _description = "Answer of an inspection"
    _order = "sheet_id, id"

    sheet_id = fields.Many2one(
        "printer.inspection.sheet", string="Sheet", required=True, readonly=True, ondelete="cascade"
    )
    item_id = fields.Many2one(
        "printer.checklist.item", string="Point", required=True, readonly=True, ondelete="restrict"
    )
    # of which device and which point this is one reading: curves are asked for by these
    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", readonly=True, ondelete="restrict"
    )
    point_id = fields.Many2one(
        "printer.checklist.item", string="Point in all versions", readonly=True, ondelete="restrict"
    )
    choice = fields.Selection(
        [("ok", "OK"), ("not_ok", "Not OK"), ("na", "Not applicable")], string="Result", readonly=True
    )
    option_id = fields.Many2one(
        "printer.checklist.option", string="Chosen answer", readonly=True, ondelete="restrict"
    )
    number = fields.Float(string="Reading", readonly=True, aggregator="avg")
    text = fields.Char(readonly=True)
    note = fields.Char(string="Remark", readonly=True)
    is_abnormal = fields.Boolean(string="Abnormal", readonly=True)
    answered_at = fields.Datetime(string="Filled in at", required=True, readonly=True)
    answered_by_id = fields.Many2one(
        "res.users", string="Filled in by", required=True, readonly=True, ondelete="restrict"
    )
    answer_kind = fields.Selection(related="item_id.answer_kind")
    answer_text = fields.Char(string="What was found", compute="_compute_answer_text")

    # the answers of a sheet, each point once
    _once = models.UniqueIndex("(sheet_id, item_id)", "Each point is answered once.")
    # the curve of a reading
    _curve_idx = models.Index("(point_id, equipment_id, answered_at) WHERE number IS NOT NULL")

    def _rounds(self):
        return self.sheet_id.round_id

    @api.depends("choice", "option_id", "number", "text", "item_id")
    @api.depends_context("lang")
    def _compute_answer_text(self):
        for check in self:
            check.answer_text = check._words()

    @api.depends("item_id")
    def _compute_display_name(self):
        for check in self:
            check.display_name = check.sudo().item_id.name

    def _words(self) -> str:
        """What was answered, in words."""
        item = self.sudo().item_id  # the administrator's list
        choices = dict(self._fields["choice"]._description_selection(self.env))
        if item.answer_kind == "number":
            return " ".join(filter(None, (f"{self.number:g}", item.measure)))
        if item.answer_kind == "option":
            return self.sudo().option_id.name or ""
        if item.answer_kind == "choice":
            return choices.get(self.choice, "")
        if item.answer_kind == "tick":
            return self.env._("Done")
        return self.text or (self.env._("Photo") if item.answer_kind == "photo" else "")

    def action_view_curve(self):
        """Open the history of this point on this device, as a curve."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_inspection_curve")
        action["domain"] = [("point_id", "=", self.point_id.id), ("equipment_id", "=", self.equipment_id.id)]
        title = f"{self.sudo().item_id.name} · {self.sudo().equipment_id.display_name}"
        action |= {"name": title, "display_name": title}
        return action

    def _told(self) -> str:
        """The answer with the remark beside it; nothing for an answer that was taken back."""
        return " · ".join(filter(None, (self._words(), self.note))) if self else ""

    def _plain(self):
        """The answer as the telephone knows it."""
        kind = self.sudo().item_id.answer_kind
        if kind == "number":
            return self.number
        if kind == "option":
            return self.option_id.id
        if kind == "choice":
            return self.choice
        return True if kind == "tick" else self.text or ""

    def _seen(self) -> dict:
        """The answer and its remark, as a telephone tells what it had seen."""
        return {"value": self._plain(), "note": self.note or ""}

    def _says(self, values: dict) -> bool:
        """Whether these values are what stands here already."""
        return all(
            self._fields[name].convert_to_write(self[name], self) == (value or False)
            if name == "option_id"
            else (self[name] or False) == (value or False)
            for name, value in values.items()
        )
