"""Agreeing on a time with the contact, and on another one."""

from odoo import api, fields, models

from ...exceptions import VisitError

MOVABLE_STATES = ("confirmed", "under_way")


class Visit(models.Model):
    _inherit = "printer.visit"

    current_appointment_id = fields.Many2one(
        "printer.visit.appointment", string="Newest agreed time", compute="_compute_current_appointment_id"
    )

    @api.depends("appointment_ids")
    def _compute_current_appointment_id(self):
        for visit in self:
            visit.current_appointment_id = visit.appointment_ids.sorted("id")[-1:]

    def _agree(self, start, contact, asked_by="provider", reason=False) -> None:
        """Put an agreed time on record (REQUIREMENTS S2, S5).

        :param start: the agreed time (UTC)
        :param contact: ``res.partner`` who was told
        :param asked_by: ``customer`` or ``provider``
        :param reason: why another time was needed
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

    def _confirm(self, start, contact) -> None:
        """The contact agrees to a time: the visit is confirmed and the contact has it in writing (REQUIREMENTS S2).

        :param start: the agreed time (UTC)
        :param contact: ``res.partner`` who was called
        """
        for visit in self:
            visit._agree(start, contact)
            visit._set_state("confirmed", contact_id=contact.id)
            visit.equipment_id._log_event("confirmed", f"{visit.name} {visit.engineer_id.name}", visit)
            visit._tell_appointment("printer_maintenance.mail_template_visit_confirmed")

    def _move(self, start, asked_by: str, reason: str, contact=None) -> None:
        """Agree on another time; the old one stays on record and the contact is told at once (REQUIREMENTS S5).

        A later time that the customer asked for lets the request wait for the customer until then (S8).

        :param start: the new time (UTC)
        :param asked_by: ``customer`` or ``provider``
        :param reason: why
        :param contact: ``res.partner`` who was told; the visit's contact by default
        :raises VisitError: without a reason, for a time that has passed, or once somebody is on site
        """
        self.ensure_one()
        self._lock_visit()
        if self.state not in MOVABLE_STATES:
            raise VisitError(
                self.env._(
                    "%(visit)s is “%(state)s”; only a visit that is agreed and still ahead can be moved.",
                    visit=self.name,
                    state=self._state_label(self.state),
                )
            )
        if not (reason or "").strip():
            raise VisitError(self.env._("Please say why another time is needed."))
        if start < fields.Datetime.now():
            raise VisitError(
                self.env._("The new time has already passed. Please enter the time of the visit.")
            )
        is_later = start > self.appointment_at
        self._agree(start, contact or self.contact_id, asked_by, reason.strip())
        self.equipment_id._log_event("rescheduled", f"{self.name} {reason.strip()}", self)
        self._tell_appointment("printer_maintenance.mail_template_visit_moved")
        if asked_by == "customer" and is_later:
            self.ticket_id._wait_for_later_visit(reason.strip())

    def _tell_appointment(self, template_xmlid: str) -> None:
        """Tell the contact the newest agreed time, and keep on record how."""
        for visit in self:
            ways = visit._tell_contact(template_xmlid)
            # agreed times only grow; how they were told is the system's to add
            newest_sudo = visit.sudo().current_appointment_id
            newest_sudo._through_door().write({"told_by": ",".join(ways)})

    @api.model
    def _cron_end_later_visits(self) -> None:
        """Customers who asked us to come later are no longer waited for once that time has come."""
        reason = self.env.ref("printer_maintenance.reason_later_visit", raise_if_not_found=False)
        if not reason:
            return
        # the few requests that wait for this reason; one line each
        tickets = self.env["helpdesk.ticket"].search([("waiting_reason_id", "=", reason.id)])
        agreed = self._read_group(
            [("ticket_id", "in", tickets.ids), ("state", "in", MOVABLE_STATES)],
            ["ticket_id"],
            ["appointment_at:max"],
        )
        now = fields.Datetime.now()
        for ticket, moment in agreed:
            if moment and moment <= now:
                ticket._end_waiting(max(moment, ticket.waiting_since))
        self.env["ir.cron"]._commit_progress(len(agreed))
