"""Requests in the portal: report, follow, withdraw. Takes the place of helpdesk_mgmt's own routes."""

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request
from odoo.tools import plaintext2html

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController
from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk

from ..exceptions import KindFormError
from ..models.ticket.helpdesk_ticket import SERVICE_KINDS
from .equipment import EquipmentPortal, _to_int
from .uploads import attach, read_uploads

# a contact may ask for these; the others follow from work or have forms of their own
PORTAL_KINDS = ("repair", "consultation", "installation", "upgrade", "system", "training", "complaint")
MAX_FILES = 6
MAX_FILE_BYTES = 15 * 1024 * 1024
TITLE_LENGTH = 60


class TicketPortal(HelpdeskTicketController):
    """Report a fault on one's own device (REQUIREMENTS S10), withdraw a request."""

    @http.route(methods=["GET", "POST"])
    def create_new_ticket(self, device_id=0, error=None, wrong=(), **kw):
        """Show the form of a new request; ``error`` and ``wrong`` say what was not understood in the last one."""
        device = EquipmentPortal._find_device(_to_int(device_id)) if device_id else None
        kinds = self._kinds(device)
        chosen = self._chosen_kind(kw, device)
        return request.render(
            "printer_maintenance.portal_report",
            {
                "device": device,
                "kinds": kinds,
                "chosen": chosen,
                "description_label": next(kind["description"] for kind in kinds if kind["value"] == chosen),
                "page_name": "ticket",
                "error": error,
                "wrong": wrong,
                "form": kw,
                "max_upload_size": MAX_FILE_BYTES,
                "file_hint": request.env._(
                    "A photo of the display or of the paper helps. At most %(count)d files of %(size)d MB.",
                    count=MAX_FILES,
                    size=MAX_FILE_BYTES // 1024 // 1024,
                ),
            },
        )

    def _kinds(self, device) -> list[dict]:
        """The kinds of request that a contact may choose, with what is asked for each."""
        Ticket = request.env["helpdesk.ticket"]
        labels = dict(Ticket._fields["service_kind"]._description_selection(request.env))
        contact = request.env.user.partner_id
        return [
            {
                "value": kind,
                "label": labels[kind],
                "description": Ticket._kind_description_label(kind),
                "fields": Ticket._kind_fields(kind, device, contact, staff=False),
            }
            for kind, _label in SERVICE_KINDS
            if kind in PORTAL_KINDS
        ]

    @staticmethod
    def _chosen_kind(form: dict, device) -> str:
        """What a form asks for; a fault if it says nothing and is about a device."""
        kind = form.get("service_kind")
        return kind if kind in PORTAL_KINDS else "repair" if device else "consultation"

    @http.route(methods=["POST"])
    def submit_ticket(self, **kw):
        """Register the request; device, unit and agreement are found by the server, never taken from the form."""
        device_id = _to_int(kw.get("device_id"))
        if kw.get("device_id") and not device_id:
            raise request.not_found()
        device = (
            EquipmentPortal._find_device(device_id) if device_id else request.env["maintenance.equipment"]
        )
        description = (kw.get("description") or "").strip()
        try:
            if device.condition == "retired":
                raise UserError(
                    request.env._(
                        "“%(device)s” is retired; no request can be entered for it. Is it another device?",
                        device=device.name,
                    )
                )
            if not description:
                raise UserError(request.env._("Please describe what is wrong or what you need."))
            values = self._report_values(device, description, kw)
            files = read_uploads("attachment", MAX_FILES, MAX_FILE_BYTES)
        except UserError as error:
            wrong = error.fields if isinstance(error, KindFormError) else ()
            return self.create_new_ticket(**{**kw, "error": str(error), "wrong": wrong})
        # a contact has no right to create requests directly; everything in these values was checked above
        ticket_sudo = request.env["helpdesk.ticket"].sudo().create(values)
        ticket_sudo.message_subscribe(partner_ids=request.env.user.partner_id.ids)
        attach(ticket_sudo, files)
        return request.redirect(f"/my/ticket/{ticket_sudo.id}?reported=1")

    def _report_values(self, device, description: str, form: dict) -> dict:
        """What a new request is made of.

        :raises KindFormError: when answers to the kind's short form are missing or cannot be understood
        """
        contact = request.env.user.partner_id
        device_sudo = device.sudo()  # the company behind a device is not the contact's to read
        title = (form.get("subject") or "").strip() or description.splitlines()[0]
        kind = self._chosen_kind(form, device)
        answers = request.env["helpdesk.ticket"]._kind_values(kind, form, device, contact, staff=False)
        return {
            **answers,
            "name": title[:TITLE_LENGTH],
            "description": plaintext2html(description),
            "equipment_id": device.id,
            "service_kind": kind,
            "partner_id": contact.id,
            "partner_name": contact.name,
            "partner_email": contact.email,
            "partner_phone": (form.get("phone") or "").strip()[:40] or contact.phone,
            "channel_id": request.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_web").id,
            "company_id": device_sudo.company_id.id or request.env.company.id,
            "user_id": False,
        }

    @http.route(methods=["POST"], csrf=True)
    def support_ticket_close(self, **kw):
        """Withdraw one's own request, into a stage that the portal may choose; 404 for anything else."""
        ticket = request.env["helpdesk.ticket"]
        stage = request.env["helpdesk.ticket.stage"]
        if ticket.has_access("read"):
            ticket = ticket.search([("id", "=", _to_int(kw.get("ticket_id")))])
            stage = stage.search([("id", "=", _to_int(kw.get("stage_id"))), ("close_from_portal", "=", True)])
        if not ticket or not stage or ticket.closed:
            raise request.not_found()
        # the contact may only read requests; that this one is theirs and the stage is allowed was checked above
        ticket_sudo = ticket.sudo()
        try:
            ticket_sudo.stage_id = stage.id
        except UserError as error:
            return request.redirect_query(f"/my/ticket/{ticket.id}", {"refused": str(error)})
        return request.redirect(f"/my/ticket/{ticket.id}")


class TicketPage(CustomerPortalHelpdesk):
    """The page of one request: what was promised, who comes, what waits for a signature."""

    def _ticket_get_page_view_values(self, ticket, access_token, **kwargs):
        values = super()._ticket_get_page_view_values(ticket, access_token, **kwargs)
        try:
            own_ticket = self._own_ticket(ticket.id)
        except (AccessError, MissingError):
            own_ticket = request.env["helpdesk.ticket"]
        # what is only planned has not been agreed with the contact yet
        visits = own_ticket.visit_ids.filtered(lambda visit: visit.state not in ("planned", "cancelled"))
        visits = visits.sorted("id")
        values.update(
            {
                "own_ticket": own_ticket,
                "visits": visits,
                # names of engineers and liaison are told to the contact (REQUIREMENTS S2); users are not readable
                "visits_sudo": visits.sudo(),
                # what was taken along and lent for their request; contacts have no right on the records
                "stays_sudo": own_ticket.sudo().visit_ids.custody_ids.filtered("taken_at").sorted("id"),
                "loans_sudo": own_ticket.sudo().loan_ids.filtered("out_at").sorted("id"),
                "visit_to_sign": visits.filtered("awaits_signature")[:1]
                if request.env.user.share
                else visits[:0],
                # symptoms are not readable for contacts; what they told us is shown to them as they told it
                "kind_answers": own_ticket.sudo()._kind_answers() if own_ticket else [],
                "questionnaire_url": self._questionnaire_url(own_ticket),
                "refused": kwargs.get("refused"),
                "reported": kwargs.get("reported"),
                "declined": kwargs.get("declined"),
                # a list for everybody to choose from; contacts need no right on it
                "refusal_reasons": request.env["printer.visit.reason"]
                .sudo()
                .search([("purpose", "=", "refused")]),
                # internal people may open this page too; the code is the contact's
                "shows_codes": request.env.user.share,
            }
        )
        return values

    def _own_ticket(self, ticket_id: int):
        ticket = request.env["helpdesk.ticket"].browse(ticket_id)
        ticket.check_access("read")
        return ticket

    def _questionnaire_url(self, ticket) -> str | None:
        """Where the signed-in contact answers the open questionnaire of this request."""
        # answers are not readable for contacts; only the one addressed to the signed-in person is looked for
        open_input_sudo = ticket.sudo().survey_input_ids.filtered(
            lambda answer: answer.state != "done" and answer.partner_id == request.env.user.partner_id
        )
        return open_input_sudo[:1].get_start_url() if open_input_sudo else None
