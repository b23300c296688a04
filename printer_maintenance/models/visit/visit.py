"""The visit: who comes, when, what was done, and the contact's signature."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError

from ...exceptions import PrinterError, RetiredDeviceError, VisitBusyError

# what the contact signs for; nobody changes it while it waits for the signature, or after
SIGNED_FIELDS = frozenset(
    {
        "ticket_id",
        "engineer_id",
        "engineer_ids",
        "contact_id",
        "fault_cause",
        "work_done",
        "advice",
        "is_tested",
        "is_explained",
    }
)
# what a visit can be found in while it still takes somebody's time
OPEN_STATES = ("planned", "confirmed", "under_way", "on_site")
# remote help stays under way until the contact has agreed; finished: closed without signature for a stated reason
SIGNABLE_STATES = ("under_way", "on_site", "finished")


class Visit(models.Model):
    """One visit of one request (REQUIREMENTS V1, V3); a request may need several."""

    _name = "printer.visit"
    _description = "Visit"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "portal.mixin",
        "printer.screens.mixin",
        "printer.signing.mixin",
        "printer.state.mixin",
    ]
    _order = "appointment_at desc, id desc"

    _transitions: ClassVar = {
        # under way at once: remote help begins with the call
        "planned": ("confirmed", "under_way", "cancelled"),
        "confirmed": ("under_way", "on_site", "unfinished", "cancelled"),
        # finished from under way: remote help, where nobody arrives
        "under_way": ("on_site", "finished", "unfinished", "confirmed", "cancelled"),
        # back to confirmed: an arrival that was stamped by mistake
        "on_site": ("finished", "unfinished", "confirmed"),
        "finished": (),
        "unfinished": (),
        "cancelled": (),
    }

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Request", required=True, index=True, ondelete="restrict"
    )
    equipment_id = fields.Many2one(related="ticket_id.equipment_id", store=True, index="btree_not_null")
    unit_id = fields.Many2one(related="ticket_id.unit_id", store=True, index="btree_not_null")
    agreement_id = fields.Many2one(related="ticket_id.agreement_id")
    company_id = fields.Many2one(related="ticket_id.company_id", store=True)
    kind = fields.Selection(
        [("on_site", "Visit on site"), ("remote", "Remote help")],
        default="on_site",
        required=True,
        tracking=True,
        help="Remote help by telephone or over the network can solve a request, and counts as a visit.",
    )
    service_kind = fields.Selection(related="ticket_id.service_kind")
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("confirmed", "Confirmed"),
            ("under_way", "Under way"),
            ("on_site", "On site"),
            ("finished", "Finished"),
            ("unfinished", "Unfinished"),
            ("cancelled", "Cancelled"),
        ],
        default="planned",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    engineer_id = fields.Many2one(
        "res.users",
        string="Engineer",
        required=True,
        tracking=True,
        index=True,
        domain=[("share", "=", False)],
    )
    engineer_ids = fields.Many2many(
        "res.users",
        "printer_visit_engineer_rel",
        string="Further engineers",
        domain=[("share", "=", False)],
    )
    liaison_id = fields.Many2one("res.users", string="Liaison", domain=[("share", "=", False)])
    contact_id = fields.Many2one("res.partner", string="Contact")
    appointment_ids = fields.One2many(
        "printer.visit.appointment", "visit_id", string="Agreed times", readonly=True
    )
    appointment_at = fields.Datetime(
        string="Agreed time", compute="_compute_appointment_at", store=True, index="btree_not_null"
    )
    departed_at = fields.Datetime(string="Set off at", readonly=True, copy=False)
    arrived_at = fields.Datetime(string="Arrived at", readonly=True, copy=False)
    left_at = fields.Datetime(
        string="Left the site at",
        readonly=True,
        copy=False,
        help="When the visit ended; remote help: when the call ended.",
    )
    work_finished_at = fields.Datetime(string="Work finished at", readonly=True, copy=False)
    fault_cause = fields.Text(string="Cause found", copy=False)
    work_done = fields.Text(string="Work done", copy=False)
    advice = fields.Text(string="Advice to the user", copy=False)
    is_tested = fields.Boolean(string="Function test passed", copy=False)
    is_explained = fields.Boolean(
        string="Explained to the contact",
        copy=False,
        help="The contact was shown that it works, and was told what was done.",
    )
    signature = fields.Image(max_width=1024, max_height=1024, readonly=True, copy=False)
    signed_by = fields.Char(readonly=True, copy=False)
    signed_at = fields.Datetime(readonly=True, copy=False)
    signer_id = fields.Many2one("res.partner", string="Signer's account", readonly=True, copy=False)
    message_ids = fields.One2many(bypass_search_access=False)  # contacts must not search in notes
    is_at_work = fields.Boolean(
        string="Work is going on",
        compute="_compute_is_at_work",
        help="On site or in the call of remote help, and not yet handed over.",
    )
    awaits_signature = fields.Boolean(compute="_compute_awaits_signature", search="_search_awaits_signature")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "arrived_at",
            "departed_at",
            "left_at",
            "work_finished_at",
            "signature",
            "signed_by",
            "signed_at",
            "signer_id",
        }

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                vals["name"] = self.env["ir.sequence"].sudo().next_by_code("printer.visit") or "/"
        visits = super().create(vals_list)
        visits._check_can_be_visited()
        return visits

    def write(self, vals):
        if SIGNED_FIELDS.intersection(vals):
            if any(visit.signed_at for visit in self):
                raise PrinterError(
                    self.env._("The contact has signed for this work; it can no longer be changed.")
                )
            if any(visit.work_finished_at for visit in self):
                raise PrinterError(
                    self.env._(
                        "The contact has been asked to sign for this work. Continue the work to change it."
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_planned(self):
        if any(visit.state != "planned" for visit in self):
            raise PrinterError(
                self.env._("A visit that was agreed with the customer cannot be deleted; cancel it.")
            )

    @api.depends("appointment_ids.start")
    def _compute_appointment_at(self):
        for visit in self:
            visit.appointment_at = visit.appointment_ids.sorted("id")[-1:].start

    @api.depends("state", "kind", "work_finished_at")
    def _compute_is_at_work(self):
        for visit in self:
            working = "under_way" if visit.kind == "remote" else "on_site"
            visit.is_at_work = visit.state == working and not visit.work_finished_at

    @api.depends("state", "work_finished_at", "signed_at")
    def _compute_awaits_signature(self):
        for visit in self:
            visit.awaits_signature = (
                visit.state in SIGNABLE_STATES and bool(visit.work_finished_at) and not visit.signed_at
            )

    def _search_awaits_signature(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [
            ("state", "in", SIGNABLE_STATES),
            ("work_finished_at", "!=", False),
            ("signed_at", "=", False),
        ]

    def _compute_access_url(self):
        super()._compute_access_url()
        for visit in self:
            visit.access_url = f"/my/ticket/{visit.ticket_id.id}"

    def _check_can_be_visited(self) -> None:
        """Let nobody be sent to a device that is no longer there.

        :raises RetiredDeviceError: naming the device
        """
        for visit in self:
            if visit.equipment_id.condition == "retired":
                raise RetiredDeviceError(
                    self.env._(
                        "%(device)s is retired; nobody can be sent to it. Correct the request's device first.",
                        device=visit.equipment_id.display_name,
                    )
                )

    def _lock_visit(self) -> None:
        """Let two people who act on the same visit follow one another.

        :raises VisitBusyError: when somebody else is changing it at this very moment
        """
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise VisitBusyError(
                self.env._("Somebody is working on this visit at this very moment. Please try again.")
            ) from error
        self.invalidate_recordset(["state", "work_finished_at", "signed_at", "arrived_at", "departed_at"])

    def _check_is_mine(self) -> None:
        """Only who does the visit, or who directs it, may act on it.

        :raises AccessError: for anybody else
        """
        if self.env.su or self.env.user.has_group("printer_maintenance.group_dispatcher"):
            return
        for visit in self:
            if self.env.user not in visit.engineer_id | visit.engineer_ids:
                raise AccessError(
                    self.env._("%(visit)s: only the engineers of this visit may do this.", visit=visit.name)
                )
