"""The small dialogs of a loaner: receipt, return, later day."""

from odoo import api, fields, models


class LoanAct(models.TransientModel):
    """One dialog for what is said about a loaner (REQUIREMENTS V4)."""

    _name = "printer.loan.act"
    _description = "Say something about a loaner"

    loan_id = fields.Many2one("printer.loan", required=True)
    purpose = fields.Selection(
        [("lend", "Lend"), ("give_back", "Take the loaner back"), ("due", "Due back later")], required=True
    )
    counts_pages = fields.Boolean(compute="_compute_counts_pages", compute_sudo=True)
    text = fields.Text()
    accessories = fields.Text(string="What comes with it")
    pages = fields.Integer(string="Counter")
    is_damaged = fields.Boolean(string="Damaged or faulty")
    missing_note = fields.Text(string="What is missing")
    is_unsigned = fields.Boolean(string="Nobody there to sign")
    unsigned_reason = fields.Char(string="Why nobody signs")
    due_on = fields.Date(string="Due back")

    @api.depends("loan_id")
    def _compute_counts_pages(self):
        for wizard in self:
            wizard.counts_pages = wizard.loan_id.equipment_id.device_type in ("printer", "copier")

    @api.model
    def default_get(self, fields):  # pylint: disable=redefined-outer-name; Odoo's own name
        """Begin with what stands on the loan already."""
        values = super().default_get(fields)
        loan = self.env["printer.loan"].browse(values.get("loan_id") or ()).exists()
        if not loan:
            return values
        loan.check_access("read")
        if values.get("purpose") == "lend":
            values |= {"text": loan.condition_out, "accessories": loan.accessories, "pages": loan.pages_out}
        elif values.get("purpose") == "give_back":
            values |= {
                "text": loan.condition_back,
                "pages": loan.pages_back,
                "is_damaged": loan.is_damaged,
                "missing_note": loan.missing_note,
            }
        return values

    def action_done(self):
        """Enter it; the loan checks who may, and what is missing."""
        self.ensure_one()
        loan, text = self.loan_id, self.text or ""
        if self.purpose == "lend":
            loan._prepare_lend(text, self.accessories or "", self.pages)
        elif self.purpose == "give_back":
            loan._prepare_back(text, self.pages, self.is_damaged, self.missing_note or "")
            if self.is_unsigned:
                loan._take_back_unsigned(self.unsigned_reason or "")
        else:
            loan._put_off(self.due_on, text)
        return {"type": "ir.actions.act_window_close"}
