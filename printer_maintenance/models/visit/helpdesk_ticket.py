"""A request's visits."""

from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import LockError
from odoo.tools import format_list

from ...exceptions import AlreadyConfirmedError
from ..base.rights import check_role

WHO_PLANS = ("agent", "project_manager")  # dispatchers are agents too
WHO_HELPS = ("engineer", "agent")
DRIVING_ROLES = ("engineer", "second_line")
AGREED_STATES = ("confirmed", "under_way", "on_site")


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

    def action_plan_visit(self):
        """Open the dialog that sends somebody, before the contact is called (REQUIREMENTS S9)."""
        self.ensure_one()
        check_role(self.env, *WHO_PLANS)
        return {
            "name": self.env._("Plan a visit"),
            "type": "ir.actions.act_window",
            "res_model": "printer.visit.plan",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_id": self.id},
        }

    def action_help_remotely(self):
        """Begin remote help as the person who clicks: it is a visit of its own kind (REQUIREMENTS S4, V2)."""
        self.ensure_one()
        check_role(self.env, *WHO_HELPS)
        self._check_scope_decided()
        # agents and engineers may help on the telephone whatever rights they have on visits
        visit = self.env["printer.visit"].sudo()._plan(self, self.env.user, False, kind="remote")
        visit = visit.sudo(False)
        visit.action_start_remote()
        return visit._open_form()

    def action_view_visits(self):
        """Open the visits of this request."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_visit")
        action["domain"] = [("ticket_id", "=", self.id)]
        action["context"] = {}
        if self.visit_count == 1:
            action.update({"view_mode": "form", "views": [(False, "form")], "res_id": self.visit_ids.id})
        return action

    def _allowed_engineers(self):
        """Who may be sent: the station, the agreement's team, the service centre, second line and whoever is on duty.

        For a request of which neither station nor agreement is known, any engineer.
        """
        self.ensure_one()
        # whoever plans need not see every team and agreement
        ticket_sudo = self.sudo()
        agreement, team = ticket_sudo.agreement_id, ticket_sudo.team_id
        company = ticket_sudo.company_id or self.env.company
        # those who are second line by trade, not administrators who may do everything
        second_line = self.env.ref("printer_maintenance.group_second_line").sudo().user_ids
        if team or agreement:
            centres = team.search([("is_centre", "=", True), ("company_id", "in", (False, company.id))])
            duty = self.env["printer.roster.shift"].sudo()._on_duty(roles=DRIVING_ROLES, teams=team).user_id
            known = team.user_ids | agreement.engineer_ids | agreement.backup_ids | centres.user_ids | duty
        else:
            known = self.env.ref("printer_maintenance.group_engineer").sudo().all_user_ids
        fitting = (known | second_line).filtered(lambda user: not user.share and company in user.company_ids)
        return fitting.sudo(False)

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
        self.invalidate_recordset(["confirmed_at", "visit_ids"])
        agreed = self.sudo().visit_ids.filtered(lambda visit: visit.state in AGREED_STATES)
        if agreed:
            raise AlreadyConfirmedError(
                self.env._(
                    "%(ticket)s is confirmed already: %(engineers)s.",
                    ticket=self.number,
                    engineers=format_list(self.env, agreed.engineer_id.mapped("name")),
                )
            )

    def _visit_to_confirm(self):
        """The visit that was planned and waits for the contact's yes, the earliest first."""
        planned = self.visit_ids.filtered(lambda visit: visit.state == "planned" and visit.kind == "on_site")
        return planned.sorted(lambda visit: (visit.planned_start or datetime.max, visit.id))[:1]

    def _confirm_visit(self, engineer, start, contact, liaison, further_engineers=None, visit=None):
        """Record the confirming call: visit, agreed time, facts, and a mail to the contact (REQUIREMENTS S2).

        :param engineer: ``res.users`` who comes
        :param start: agreed time (UTC)
        :param contact: ``res.partner`` who was called
        :param liaison: ``res.users`` whom the contact can ask
        :param further_engineers: ``res.users`` who come along
        :param visit: the planned ``printer.visit`` that is confirmed; a new one without
        :return: the confirmed ``printer.visit``
        """
        self.ensure_one()
        self._check_scope_decided()
        if visit:
            visit._lock_visit()
            visit.write(
                {
                    "engineer_id": engineer.id,
                    "engineer_ids": [fields.Command.set((further_engineers or engineer.browse()).ids)],
                    "liaison_id": liaison.id,
                }
            )
        else:
            self._check_not_confirmed()
            visit = self.env["printer.visit"]._plan(
                self, engineer, start, further=further_engineers, liaison_id=liaison.id
            )
        visit._confirm(start, contact)
        self._stamp("confirmed_at", "responded_at")
        self._advance()
        if not self.user_id and (not self.team_id or engineer in self.team_id.user_ids):
            self.user_id = engineer
        return visit

    def _wait_for_later_visit(self, note: str) -> None:
        """The customer wants us later: the request waits for them, where its policy knows that reason (S8)."""
        reason = self.env.ref("printer_maintenance.reason_later_visit", raise_if_not_found=False)
        for ticket in self:
            if reason and reason in ticket.sudo().policy_id.reason_ids and not ticket.arrived_at:
                ticket._wait(reason, note)

    def _stamp(self, *facts):
        """Once somebody is on site, a later visit is no longer waited for."""
        if "arrived_at" in facts:
            reason = self.env.ref("printer_maintenance.reason_later_visit", raise_if_not_found=False)
            self.filtered(lambda ticket: reason and ticket.waiting_reason_id == reason)._end_waiting()
        return super()._stamp(*facts)
