"""The service agreement: who is served, until when, by whom, with which promises."""

from datetime import date
from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_list


class Agreement(models.Model):
    """Bind one customer with its units to a term, a policy and a named team (REQUIREMENTS A1)."""

    _name = "printer.agreement"
    _description = "Service agreement"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.state.mixin"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    _transitions: ClassVar = {
        "draft": ("running",),
        "running": ("suspended", "ended"),
        "suspended": ("running", "ended"),
        "ended": (),
    }

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(string="Number", default="/", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("running", "Running"),
            ("suspended", "Suspended"),
            ("ended", "Ended"),
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
    manager_id = fields.Many2one(
        "res.users",
        string="Project manager",
        tracking=True,
        index=True,
        domain=[("share", "=", False)],
        help="The customer's one counterpart; answers for the figures.",
    )
    agent_id = fields.Many2one(
        "res.users",
        string="Liaison",
        tracking=True,
        domain=[("share", "=", False)],
        help="The customer-service agent whose name and number the contact is given.",
    )
    dispatcher_id = fields.Many2one("res.users", string="Dispatcher", domain=[("share", "=", False)])
    engineer_ids = fields.Many2many(
        "res.users",
        "printer_agreement_engineer_rel",
        string="Engineers",
        domain=[("share", "=", False)],
    )
    backup_ids = fields.Many2many(
        "res.users",
        "printer_agreement_backup_rel",
        string="Backup engineers",
        domain=[("share", "=", False)],
    )
    team_id = fields.Many2one("helpdesk.ticket.team", string="Service team")
    note = fields.Html(string="Scope and remarks")
    equipment_count = fields.Integer(string="Devices", compute="_compute_equipment_count")

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

    def _compute_equipment_count(self):
        Equipment = self.env["maintenance.equipment"]
        for agreement in self:
            agreement.equipment_count = Equipment.search_count(
                [("unit_id", "child_of", agreement.partner_id.id)]
            )

    def action_start(self):
        """Let the agreement run: from now on its devices are served."""
        for agreement in self:
            missing = [
                agreement._fields[name]._description_string(self.env)
                for name in ("policy_id", "manager_id", "agent_id")
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

    def action_suspend(self):
        """Stop serving for the time being."""
        self._set_state("suspended")

    def action_end(self):
        """End the agreement for good."""
        self._set_state("ended")

    @api.model
    def _covering(self, equipments, on_date: date) -> dict[int, "Agreement"]:
        """Which running agreement covers each device on a date (REQUIREMENTS A1, A2).

        The nearest organisation of the customer's tree wins; among its agreements the youngest.

        :param equipments: ``maintenance.equipment`` records
        :param on_date: the day asked about
        :return: per device id its agreement, an empty record where none covers it
        """
        chains = equipments.unit_id._printer_ancestors()
        agreements = self.search(
            [
                ("state", "=", "running"),
                ("date_start", "<=", on_date),
                ("date_end", ">=", on_date),
                ("partner_id", "in", list({place for chain in chains.values() for place in chain})),
            ]
        )
        by_partner = {}
        for agreement in agreements:
            by_partner.setdefault(agreement.partner_id.id, agreement)
        return {
            equipment.id: next(
                (by_partner[place] for place in chains.get(equipment.unit_id.id, ()) if place in by_partner),
                self.browse(),
            )
            for equipment in equipments
        }

    def action_view_equipment(self):
        """Open the devices that this agreement serves."""
        self.ensure_one()
        return self.partner_id.action_view_printer_equipment()
