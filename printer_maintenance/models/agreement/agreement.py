"""The service agreement: who is served, until when, by whom, with which promises."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_list

from ...exceptions import AgreementFixedError

FIXED_ONCE_RUNNING = ("partner_id", "company_id", "date_start")


class Agreement(models.Model):
    """Bind one customer with its units to a term, a policy and a named team (REQUIREMENTS A1)."""

    _name = "printer.agreement"
    _description = "Service agreement"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.state.mixin"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    _transitions: ClassVar = {
        "draft": ("running",),
        "running": ("suspended", "ended", "renewed"),
        "suspended": ("running", "ended", "renewed"),
        "ended": (),
        "renewed": (),
    }

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(string="Number", default="/", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("running", "Running"),
            ("suspended", "Suspended"),
            ("ended", "Ended"),
            ("renewed", "Renewed"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        # the agreements of a customer's tree, looked up for each device
        index=True,
        tracking=True,
        domain=[("is_company", "=", True)],
        help="The agreement serves this organisation and every unit below it.",
    )
    customer_id = fields.Many2one(
        "res.partner",
        string="Served customer",
        related="partner_id.printer_customer_id",
        store=True,
        index=True,
    )
    date_start = fields.Date(string="Starts on", required=True, tracking=True)
    date_end = fields.Date(string="Ends on", required=True, tracking=True)
    team_id = fields.Many2one("helpdesk.ticket.team", string="Service team")
    note = fields.Html(string="Scope and remarks")
    inspections_per_year = fields.Integer(
        string="Full inspections a year", default=2, help="Promised for each department."
    )
    daily_rounds = fields.Boolean(string="Daily rounds", default=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    parts_policy = fields.Selection(
        [
            ("covered", "Parts are covered, but not damage by people"),
            ("at_cost", "Parts at cost, never above the market price"),
        ],
        string="Parts",
        default="covered",
        required=True,
        tracking=True,
    )
    approval_limit = fields.Monetary(
        string="Approval needed above",
        help="A covered part that costs more is a major part: the customer approves it before it is replaced.",
    )
    old_parts = fields.Selection(
        [
            ("ask", "Ask each time"),
            ("return", "Back to the customer"),
            ("dispose", "Disposed of by the service provider"),
            ("keep", "Kept for the customer by the service provider"),
        ],
        string="Replaced parts",
        default="ask",
        required=True,
        help="The customer decides what happens to replaced parts.",
    )

    _dates = models.Constraint(
        "CHECK(date_end >= date_start)",
        "An agreement cannot end before it starts.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("code", "/") == "/":
                vals["code"] = self.env["ir.sequence"].next_by_code("printer.agreement") or "/"
        return super().create(vals_list)

    @api.depends("code", "name")
    def _compute_display_name(self):
        for agreement in self:
            agreement.display_name = f"{agreement.code} {agreement.name}"

    def write(self, vals):
        """Keep whom an agreement serves, and since when, once it runs."""
        fixed = [name for name in FIXED_ONCE_RUNNING if name in vals]
        if fixed and any(agreement.state != "draft" for agreement in self):
            raise AgreementFixedError(
                self.env._(
                    "%(field)s cannot be changed once the agreement runs. Renew it, or make a new one.",
                    field=self._fields[fixed[0]]._description_string(self.env),
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        for agreement in self:
            if agreement.state != "draft":
                raise AgreementFixedError(
                    self.env._(
                        "%(agreement)s has been in force and cannot be deleted; end it instead.",
                        agreement=agreement.display_name,
                    )
                )

    def action_start(self):
        """Let a draft run: from its first day on its devices are served."""
        self._check_may_direct()
        for agreement in self:
            missing = [
                agreement._fields[name]._description_string(self.env)
                for name in ("policy_id", "manager_id", "agent_id", "line_ids")
                if not agreement[name]
            ]
            if missing:
                raise ValidationError(
                    self.env._(
                        "Before %(agreement)s can run, fill in: %(fields)s.",
                        agreement=agreement.display_name,
                        fields=format_list(self.env, missing),
                    )
                )
        self._set_state("running")

    def _check_may_direct(self) -> None:
        """Let only those who may write an agreement take it to another state.

        :raises AccessError: for anybody else
        """
        self.check_access("write")
