"""Applications for buying, storing and connecting devices."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ...exceptions import ApplicationError
from ..base.rights import check_role, has_role
from .numbered import changes_content, give_numbers

KINDS = [
    ("purchase", "Purchase of assets"),
    ("warehouse_entry", "Entry into the warehouse"),
    ("network_admission", "Admission to the network"),
]
WHO_APPLIES = ("engineer", "equipment_supervisor")
# what the approver has read stays as it was
APPLIED_FIELDS = frozenset(
    {
        "kind",
        "unit_id",
        "department_id",
        "company_id",
        "applicant_name",
        "reason",
        "date",
        "date_needed",
        "currency_id",
        "line_ids",
        "note",
    }
)


class Application(models.Model):
    """An application with its approval (REQUIREMENTS E5: 资产采购申请、资产入库申请、设备入网申请)."""

    _name = "printer.equipment.application"
    _description = "Application"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.state.mixin"]
    _order = "id desc"

    _transitions: ClassVar = {
        "draft": ("submitted", "cancelled"),
        "submitted": ("approved", "rejected", "draft", "cancelled"),
        "approved": ("done", "cancelled"),
        "rejected": ("draft", "cancelled"),
        "done": (),
        "cancelled": (),
    }

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    kind = fields.Selection(KINDS, required=True, default="purchase", index=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
            ("done", "Carried out"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    unit_id = fields.Many2one(
        "res.partner",
        string="Unit",
        required=True,
        index=True,
        tracking=True,
        domain=[("printer_unit_kind", "in", ("customer", "unit"))],
    )
    department_id = fields.Many2one(
        "res.partner",
        string="Department",
        domain="[('printer_unit_kind', '=', 'department'), ('parent_id', '=', unit_id)]",
    )
    customer_id = fields.Many2one(
        related="unit_id.printer_customer_id", string="Customer", store=True, index="btree_not_null"
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    applicant_name = fields.Char(string="Applicant", required=True, help="Who asks for it.")
    reason = fields.Text(help="Why it is needed.")
    date = fields.Date(string="Applied on", default=fields.Date.context_today, required=True, copy=False)
    date_needed = fields.Date(string="Needed by")
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id
    )
    line_ids = fields.One2many(
        "printer.equipment.application.line", "application_id", string="Items", copy=True
    )
    amount_total = fields.Monetary(string="Estimated total", compute="_compute_amount_total", store=True)
    note = fields.Text(string="Remarks")
    submitted_user_id = fields.Many2one("res.users", string="Submitted by", readonly=True, copy=False)
    submitted_at = fields.Datetime(string="Submitted at", readonly=True, copy=False)
    approver_id = fields.Many2one("res.users", string="Decided by", readonly=True, copy=False, tracking=True)
    decided_at = fields.Datetime(string="Decided at", readonly=True, copy=False)
    rejection_reason = fields.Text(string="Why it was rejected", readonly=True, copy=False)
    done_user_id = fields.Many2one("res.users", string="Carried out by", readonly=True, copy=False)
    done_at = fields.Datetime(string="Carried out at", readonly=True, copy=False)
    can_decide = fields.Boolean(compute="_compute_can_decide")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "name",
            "submitted_user_id",
            "submitted_at",
            "approver_id",
            "decided_at",
            "rejection_reason",
            "done_user_id",
            "done_at",
        }

    @api.model_create_multi
    def create(self, vals_list):
        """Number the applications, each kind in its own series."""
        applications = super().create(vals_list)
        for application in applications:
            give_numbers(application, f"{self._name}.{application.kind}")
        return applications

    def write(self, vals):
        """Keep what was applied for as it was submitted."""
        if not self._is_through_door():
            if "kind" in vals and any(a.kind != vals["kind"] for a in self):
                raise ApplicationError(
                    self.env._(
                        "The kind of an application cannot be changed; its number belongs to its kind."
                    )
                )
            if changes_content(vals) and any(not self._transitions[a.state] for a in self):
                raise ApplicationError(
                    self.env._("This application is closed; nothing can be changed in it any more.")
                )
            if not APPLIED_FIELDS.isdisjoint(vals) and any(a.state != "draft" for a in self):
                raise ApplicationError(
                    self.env._("A submitted application cannot be changed. Take it back to draft first.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(application.state != "draft" for application in self):
            raise ApplicationError(self.env._("Only a draft can be deleted; cancel the application instead."))

    @api.depends("line_ids.amount")
    def _compute_amount_total(self):
        for application in self:
            application.amount_total = sum(application.line_ids.mapped("amount"))

    @api.constrains("department_id", "unit_id")
    def _check_department_belongs_to_unit(self):
        for application in self:
            department = application.department_id
            if department and department.parent_id != application.unit_id:
                raise ValidationError(
                    self.env._(
                        "The department “%(department)s” does not belong to “%(unit)s”.",
                        department=department.name,
                        unit=application.unit_id.name,
                    )
                )

    @api.depends("kind", "state", "customer_id")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        managed = self._managed_customers()
        for application in self:
            application.can_decide = application.state == "submitted" and not application._why_not_decide(
                managed
            )

    def _managed_customers(self):
        """Customers whose agreements the person manages."""
        return (
            self.env["printer.agreement"]
            .sudo()  # whose project manager one is, is no secret to oneself
            .search([("manager_id", "=", self.env.uid), ("customer_id", "in", self.customer_id.ids)])
            .customer_id
        )

    def _why_not_decide(self, managed) -> str:
        """Why the person may not decide this application; empty when they may.

        :param managed: :meth:`_managed_customers`
        """
        if self.env.uid in (self.submitted_user_id.id, self.create_uid.id):
            return self.env._("Nobody decides their own application.")
        if has_role(self.env, "service_director"):
            return ""
        if self.kind != "purchase" and has_role(self.env, "equipment_supervisor"):
            return ""
        if has_role(self.env, "project_manager") and self.customer_id in managed:
            return ""
        return self.env._(
            "This application is decided by the customer's project manager or the service director"
            " (storing and network also by the equipment supervisor)."
        )

    def action_submit(self):
        """Hand the applications in; whoever decides is told."""
        check_role(self.env, *WHO_APPLIES)
        for application in self:
            application._check_complete()
        self._set_state("submitted", submitted_user_id=self.env.uid, submitted_at=fields.Datetime.now())
        for application in self:
            application._tell_approver()

    def _check_complete(self) -> None:
        """Raise for what an approver would miss.

        :raises ApplicationError: naming it
        """
        if not self.line_ids:
            problem = self.env._("enter at least one item.")
        elif not (self.reason or "").strip():
            problem = self.env._("enter the reason.")
        else:
            self.line_ids._check_complete()
            return
        raise ApplicationError(
            self.env._("%(application)s: %(problem)s", application=self.name, problem=problem)
        )

    def _tell_approver(self) -> None:
        agreement = (
            self.env["printer.agreement"]
            .sudo()  # the applicant need not see agreements
            .search([("customer_id", "=", self.customer_id.id), ("state", "=", "running")], limit=1)
        )
        manager = agreement.manager_id
        if manager and manager != self.env.user:
            self.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Decide application %(number)s", number=self.name),
                user_id=manager.id,
            )

    def action_approve(self):
        """Approve; the approver and the time are stamped."""
        self._decide("approved")

    def _reject(self, reason: str) -> None:
        """Reject with a reason.

        :raises ApplicationError: without one
        """
        if not (reason or "").strip():
            raise ApplicationError(self.env._("Enter why the application is rejected."))
        self._decide("rejected", rejection_reason=reason.strip())

    def _decide(self, state: str, **values) -> None:
        self.check_access("read")
        managed = self._managed_customers()
        for application in self:
            if why := application._why_not_decide(managed):
                raise AccessError(why)
        # project managers decide, and have no right to write the application itself
        applications = self.sudo()
        applications._set_state(state, approver_id=self.env.uid, decided_at=fields.Datetime.now(), **values)
        applications.activity_ids.filtered(lambda a: a.user_id == self.env.user).action_feedback()
        applications.activity_ids.unlink()

    def action_reject(self):
        """Ask for the reason of a rejection."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reject"),
            "res_model": "printer.equipment.application.reject",
            "view_mode": "form",
            "target": "new",
            "context": {"default_application_id": self.id},
        }

    def action_back_to_draft(self):
        """Take the application back to change it: whose it is, or who supervises or directs."""
        check_role(self.env, *WHO_APPLIES, "service_director")
        self.check_access("read")
        self._check_mine()
        # the director decides, and has no right to write the application itself
        self.sudo()._set_state(
            "draft",
            approver_id=False,
            decided_at=False,
            submitted_user_id=False,
            submitted_at=False,
            rejection_reason=False,
        )
        self.sudo().activity_ids.unlink()

    def action_cancel(self):
        """Give the application up: whose it is, or who supervises."""
        check_role(self.env, *WHO_APPLIES)
        self._check_mine()
        self._set_state("cancelled")
        self.sudo().activity_ids.unlink()

    def _check_mine(self) -> None:
        """See that the person applied themselves, or supervises or directs.

        :raises AccessError: naming the roles that may
        """
        for application in self:
            if self.env.user not in application.create_uid | application.submitted_user_id:
                check_role(self.env, "equipment_supervisor", "service_director")
