"""Another time for a visit."""

from odoo import api, fields, models


class VisitMove(models.TransientModel):
    """Agree on another time: who asked, why, and who was told (REQUIREMENTS S5)."""

    _name = "printer.visit.move"
    _description = "Another time"

    visit_id = fields.Many2one("printer.visit", required=True)
    appointment_at = fields.Datetime(related="visit_id.appointment_at", string="Agreed so far")
    start = fields.Datetime(string="New time", required=True)
    asked_by = fields.Selection(
        [("customer", "Customer"), ("provider", "Service provider")],
        string="Asked by",
        required=True,
        default="customer",
    )
    reason_id = fields.Many2one("printer.visit.reason", string="Reason", domain=[("purpose", "=", "moved")])
    note = fields.Char(string="Particulars")
    contact_id = fields.Many2one(
        "res.partner",
        string="Contact told",
        compute="_compute_contact_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )

    @api.depends("visit_id")
    def _compute_contact_id(self):
        for wizard in self:
            wizard.contact_id = wizard.visit_id.contact_id

    def action_move(self):
        """The new time holds; the contact has it in writing."""
        self.ensure_one()
        self.visit_id._check_may_be_moved_by_me()
        reason = ": ".join(filter(None, [self.reason_id.name, (self.note or "").strip()]))
        self.visit_id._move(self.start, self.asked_by, reason, self.contact_id)
        return {"type": "ir.actions.act_window_close"}
