"""Promises in money: what parts may cost."""

from odoo import api, fields, models
from odoo.tools import formatLang


class Commitment(models.Model):
    _inherit = "printer.commitment"

    unit = fields.Selection(
        selection_add=[("money", "in the company's currency")],
        ondelete={"money": lambda promises: promises.write({"unit": "count"})},
    )

    @api.depends("agreement_id.company_id")
    def _compute_target_text(self):
        super()._compute_target_text()
        for promise in self.filtered(lambda promise: promise.unit == "money"):
            currency = (promise.agreement_id.company_id or self.env.company).currency_id
            sign = "≤" if promise.lower_is_better else "≥"
            promise.target_text = f"{sign} {formatLang(self.env, promise.target, currency_obj=currency)}"
