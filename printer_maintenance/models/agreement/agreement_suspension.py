"""When an agreement's service stood still."""

from odoo import fields, models


class AgreementSuspension(models.Model):
    """Days on which an agreement's service stood still, and why; kept, so that the past can be told."""

    _name = "printer.agreement.suspension"
    _description = "Suspension of an agreement"
    _order = "date_start desc, id desc"

    agreement_id = fields.Many2one(
        "printer.agreement", required=True, ondelete="cascade", index=True, string="Agreement"
    )
    date_start = fields.Date(string="From", required=True)
    date_end = fields.Date(string="Until")
    reason = fields.Text(required=True)
    user_id = fields.Many2one("res.users", string="Entered by", required=True)
