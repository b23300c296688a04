from odoo import fields, models


class Agreement(models.Model):
    _inherit = "printer.agreement"

    policy_id = fields.Many2one(
        "printer.sla.policy",
        string="Service policy",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="The promised times of this agreement.",
    )

    def write(self, vals):
        """Let open requests go by the new policy: their clocks are counted anew, their waiting stays."""
        result = super().write(vals)
        if vals.get("policy_id"):
            # whoever edits an agreement need not see every request of it
            tickets_sudo = (
                self.env["helpdesk.ticket"]
                .sudo()
                .search([("agreement_id", "in", self.ids), ("closed", "=", False)])
            )
            tickets_sudo._take_policy()
        return result
