"""A request's visits."""

from odoo import api, fields, models
from odoo.exceptions import LockError
from odoo.tools import format_list

from ...exceptions import AlreadyConfirmedError


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    visit_ids = fields.One2many("printer.visit", "ticket_id", string="Visits", copy=False)
    visit_count = fields.Integer(compute="_compute_visit_count")

    @api.depends("visit_ids")
    def _compute_visit_count(self):
        counts = dict(
            self.env["printer.visit"]._read_group([("ticket_id", "in", self.ids)], ["ticket_id"], ["__count"])
        )
        for ticket in self:
            ticket.visit_count = counts.get(ticket, 0)

    def _is_signed(self):
        return super()._is_signed() or any(visit.signed_at for visit in self.sudo().visit_ids)

    def action_confirm_by_telephone(self):
        """Open the dialog of the confirming call (REQUIREMENTS S2)."""
        self.ensure_one()
        return {
            "name": self.env._("Confirm by telephone"),
            "type": "ir.actions.act_window",
            "res_model": "printer.visit.confirm",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_id": self.id},
        }

    def action_view_visits(self):
        """Open the visits of this request."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_visit")
        action["domain"] = [("ticket_id", "=", self.id)]
        action["context"] = {}
        if self.visit_count == 1:
            action.update({"view_mode": "form", "views": [(False, "form")], "res_id": self.visit_ids.id})
        return action

    def _check_not_confirmed(self) -> None:
        """Let only one of two agents who call at the same time confirm.

        :raises AlreadyConfirmedError: naming who comes already
        """
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise AlreadyConfirmedError(
                self.env._("Somebody is confirming %(ticket)s this very moment.", ticket=self.number)
            ) from error
        self.invalidate_recordset(["confirmed_at"])
        if self.confirmed_at:
            raise AlreadyConfirmedError(
                self.env._(
                    "%(ticket)s is confirmed already: %(engineers)s.",
                    ticket=self.number,
                    engineers=format_list(self.env, self.sudo().visit_ids.engineer_id.mapped("name")),
                )
            )

    def _confirm_visit(self, engineer, start, contact, liaison, further_engineers=None):
        """Record the confirming call: visit, agreed time, facts, and a mail to the contact (REQUIREMENTS S2).

        :param engineer: ``res.users`` who comes
        :param start: agreed time (UTC)
        :param contact: ``res.partner`` who was called
        :param liaison: ``res.users`` whom the contact can ask
        :param further_engineers: ``res.users`` who come along
        :return: the confirmed ``printer.visit``
        """
        self.ensure_one()
        self._check_scope_decided()
        self._check_not_confirmed()
        visit = self.env["printer.visit"].create(
            {
                "ticket_id": self.id,
                "engineer_id": engineer.id,
                "engineer_ids": [fields.Command.set(further_engineers.ids)] if further_engineers else [],
                "liaison_id": liaison.id,
                "contact_id": contact.id,
            }
        )
        visit._agree(start, contact)
        visit._set_state("confirmed")
        self._stamp("confirmed_at", "responded_at")
        self._advance()
        if not self.user_id and (not self.team_id or engineer in self.team_id.user_ids):
            self.user_id = engineer
        self.equipment_id._log_event("confirmed", f"{visit.name} {engineer.name}", visit)
        template = self.env.ref("printer_maintenance.mail_template_visit_confirmed", raise_if_not_found=False)
        if template and contact.email:
            template.sudo().send_mail(visit.id, email_layout_xmlid="mail.mail_notification_light")
        return visit
