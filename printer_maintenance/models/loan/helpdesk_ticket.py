"""A request's loaners, and since when the customer has had one (REQUIREMENTS V1)."""

from odoo import api, fields, models

from ..base.rights import check_role

WHO_LENDS = ("engineer", "agent", "project_manager")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    loan_ids = fields.One2many(
        "printer.loan", "ticket_id", string="Loaners", readonly=True, copy=False, groups="base.group_user"
    )
    loaner_at = fields.Datetime(
        string="Loaner supplied at",
        readonly=True,
        copy=False,
        help="When the customer first had a loaner in the place of their device.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"loaner_at"}

    def action_lend(self):
        """Open the dialog that offers loaners."""
        self.ensure_one()
        check_role(self.env, *WHO_LENDS)
        return {
            "name": self.env._("Lend a device"),
            "type": "ir.actions.act_window",
            "res_model": "printer.loan.lend",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_id": self.id},
        }
