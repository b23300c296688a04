"""What an agreement says about quotations of parts."""

from odoo import fields, models


class Agreement(models.Model):
    _inherit = "printer.agreement"

    quote_days = fields.Integer(
        string="Quotations hold for (days)",
        default=14,
        help="The customer signs or refuses within this time.",
    )
    telephone_approval_hours = fields.Integer(
        string="Approval by telephone holds for (hours)",
        default=24,
        help="Within this time an approval given by telephone is made good in writing.",
    )
    refusal_fee = fields.Monetary(
        string="Fee for a refused quotation",
        help="What the diagnosis costs when the customer refuses. It stands on the quotation; 0: nothing.",
    )

    _approval_times = models.Constraint(
        "CHECK(quote_days > 0 AND telephone_approval_hours > 0 AND refusal_fee >= 0)",
        "Quotations hold for a day at least, approvals by telephone for an hour, and the fee is not negative.",
    )
