"""The visit: who comes, when, what was done, and the contact's signature."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import format_list

from ...exceptions import PrinterError

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
    }
)


class Visit(models.Model):
    """One visit of one request (REQUIREMENTS V1, V3); a request may need several."""

    _name = "printer.visit"
    _description = "Visit"
    _inherit = ["mail.thread", "mail.activity.mixin", "portal.mixin", "printer.state.mixin"]
    _order = "appointment_at desc, id desc"

    _transitions: ClassVar = {
        "planned": ("confirmed", "cancelled"),
        "confirmed": ("under_way", "on_site", "cancelled"),
        "under_way": ("on_site", "cancelled"),
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
    departed_at = fields.Datetime(string="Left at", readonly=True, copy=False)
    arrived_at = fields.Datetime(string="Arrived at", readonly=True, copy=False)
    work_finished_at = fields.Datetime(string="Work finished at", readonly=True, copy=False)
    fault_cause = fields.Text(string="Cause found", copy=False)
    work_done = fields.Text(string="Work done", copy=False)
    advice = fields.Text(string="Advice to the user", copy=False)
    is_tested = fields.Boolean(string="Function test passed", copy=False)
    signature = fields.Image(max_width=1024, max_height=1024, readonly=True, copy=False)
    signed_by = fields.Char(readonly=True, copy=False)
    signed_at = fields.Datetime(readonly=True, copy=False)
    signer_id = fields.Many2one("res.partner", string="Signer's account", readonly=True, copy=False)
    message_ids = fields.One2many(bypass_search_access=False)  # contacts must not search in notes
    awaits_signature = fields.Boolean(compute="_compute_awaits_signature", search="_search_awaits_signature")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "arrived_at",
            "departed_at",
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
        return super().create(vals_list)

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

    @api.depends("state", "work_finished_at", "signed_at")
    def _compute_awaits_signature(self):
        for visit in self:
            visit.awaits_signature = (
                visit.state == "on_site" and bool(visit.work_finished_at) and not visit.signed_at
            )

    def _search_awaits_signature(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "on_site"), ("work_finished_at", "!=", False), ("signed_at", "=", False)]

    def _compute_access_url(self):
        super()._compute_access_url()
        for visit in self:
            visit.access_url = f"/my/ticket/{visit.ticket_id.id}"

    def _agree(self, start, contact, asked_by="provider", reason=False) -> None:
        """Put an agreed time on record (REQUIREMENTS S2, S5).

        :param start: the agreed time (UTC)
        :param contact: ``res.partner`` who was told
        """
        self.env["printer.visit.appointment"].create(
            [
                {
                    "visit_id": visit.id,
                    "start": start,
                    "contact_id": contact.id,
                    "asked_by": asked_by,
                    "reason": reason,
                }
                for visit in self
            ]
        )

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

    def action_leave(self):
        """The engineer is on the way."""
        self._check_is_mine()
        self.ticket_id._check_scope_decided()
        self._set_state("under_way", departed_at=fields.Datetime.now())

    def action_arrive(self):
        """The engineer is on site: the server's time counts (REQUIREMENTS S3, V1)."""
        self._check_is_mine()
        for visit in self:
            visit._set_state("on_site", arrived_at=fields.Datetime.now())
            visit.ticket_id._stamp("responded_at", "arrived_at")
            visit.equipment_id._log_event("arrived", f"{visit.name} {visit.engineer_id.name}", visit)

    def action_finish_work(self):
        """The work is done: parts are booked and the contact is asked to sign (REQUIREMENTS V3)."""
        self._check_is_mine()
        for visit in self:
            visit._check_work_is_complete()
            visit._through_door().write({"work_finished_at": fields.Datetime.now()})
            visit._after_work()
            visit._ask_for_signature()

    def action_continue_work(self):
        """The contact is not content, or something was forgotten: the work goes on, the request to sign is void."""
        self._check_is_mine()
        for visit in self:
            if not visit.awaits_signature:
                raise PrinterError(
                    self.env._("%(visit)s: this work does not wait for a signature.", visit=visit.name)
                )
            visit._through_door().write({"work_finished_at": False})

    def _check_work_is_complete(self) -> None:
        """Raise unless the visit is under way on site and says what was found and done.

        :raises ValidationError: naming what is missing
        """
        self.ensure_one()
        if self.state != "on_site" or self.work_finished_at:
            raise ValidationError(
                self.env._("%(visit)s: work can be finished only on site, and once.", visit=self.name)
            )
        missing = [
            self._fields[name]._description_string(self.env)
            for name in ("fault_cause", "work_done", "is_tested")
            if not self[name]
        ]
        if missing:
            raise ValidationError(
                self.env._(
                    "%(visit)s: before the contact can sign, fill in: %(fields)s.",
                    visit=self.name,
                    fields=format_list(self.env, missing),
                )
            )

    def _after_work(self) -> None:
        """What follows from finished work; capabilities add theirs."""
        self.equipment_id._log_event("repaired", f"{self.name} {self.work_done}", self)

    def _ask_for_signature(self) -> None:
        """Tell the contact, in their language, that the work waits for their signature."""
        template = self.env.ref("printer_maintenance.mail_template_visit_sign", raise_if_not_found=False)
        if template and self.contact_id.email:
            template.sudo().send_mail(self.id, email_layout_xmlid="mail.mail_notification_light")

    def _sign(self, name: str, signature: str, signer) -> None:
        """Take the contact's signature: the visit is finished and the request solved.

        :param name: the name that the signer gave
        :param signature: PNG, base64
        :param signer: ``res.partner`` who is signed in
        :raises PrinterError: when nothing waits for a signature
        """
        self.ensure_one()
        self.lock_for_update(allow_referencing=True)
        self.invalidate_recordset(["state", "work_finished_at", "signed_at"])
        if not self.awaits_signature:
            raise PrinterError(self.env._("Nothing waits for a signature here."))
        now = fields.Datetime.now()
        self._set_state("finished", signature=signature, signed_by=name, signed_at=now, signer_id=signer.id)
        self.equipment_id._log_event("signed", f"{self.name} {name}", self)
        self.ticket_id._solve(self.work_finished_at)

    def action_cancel(self):
        """The visit will not take place."""
        self._set_state("cancelled")
