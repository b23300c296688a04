"""How a visit ends: signed, unsigned for a stated reason, refused, unfinished, cancelled."""

from odoo import api, fields, models

from ...exceptions import VisitError
from .visit import OPEN_STATES


class Visit(models.Model):
    _inherit = "printer.visit"

    reason_id = fields.Many2one(
        "printer.visit.reason",
        string="Reason",
        readonly=True,
        copy=False,
        tracking=True,
        ondelete="restrict",
        # asked when a reason is to be deleted
        index="btree_not_null",
        help="Why the visit ended without a signature, unfinished or not at all.",
    )
    reason_note = fields.Text(string="Particulars of the reason", readonly=True, copy=False)
    previous_visit_id = fields.Many2one(
        "printer.visit", string="Continues", readonly=True, copy=False, index="btree_not_null"
    )
    next_visit_ids = fields.One2many("printer.visit", "previous_visit_id", string="Next visit", readonly=True)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"reason_id", "reason_note", "previous_visit_id"}

    def _close_unsigned(self, reason, note: str) -> None:
        """Close finished work without a signature, for a stated reason; the contact may still sign in the portal.

        :param reason: ``printer.visit.reason`` for this purpose
        :param note: who was there, what was said
        :raises VisitError: naming the visit without work done, or without a reason
        """
        self._lock_visit()
        for visit in self:
            if visit.state not in ("on_site", "under_way") or not visit.work_finished_at:
                raise VisitError(
                    self.env._("%(visit)s: first report the work as done, then close it.", visit=visit.name)
                )
            visit._check_reason(reason, "unsigned", note)
        self._set_state("finished", left_at=fields.Datetime.now(), reason_id=reason.id, reason_note=note)
        self._after_closing()
        for finished_at, visits in self.grouped("work_finished_at").items():
            visits.ticket_id._solve(finished_at)

    def _refuse(self, reason, note: str):
        """The contact does not sign: the visit ends unfinished, and the follow-up is opened (REQUIREMENTS V3).

        :param reason: ``printer.visit.reason`` for this purpose
        :param note: what the contact is not content with
        :return: the planned ``printer.visit`` that follows
        """
        self.ensure_one()
        self._lock_visit()
        if not self.awaits_signature or self.state == "finished":
            raise VisitError(self.env._("Nothing waits for a signature here."))
        self._check_reason(reason, "refused", note)
        return self._end_unfinished(reason, note)

    def _leave_unfinished(self, reason, note: str, start=False, engineer=None):
        """End a visit whose work is not done; the next one is opened and linked (REQUIREMENTS V1).

        :param reason: ``printer.visit.reason`` for this purpose
        :param note: what is left to do
        :param start: when the next visit is planned for (UTC), if that is known
        :param engineer: ``res.users`` who comes next, the same person by default
        :return: the planned ``printer.visit`` that follows; empty when the reason needs none
        """
        self.ensure_one()
        self._lock_visit()
        self._check_reason(reason, "unfinished", note)
        return self._end_unfinished(reason, note, start, engineer)

    def _end_unfinished(self, reason, note: str, start=False, engineer=None):
        self._set_state(
            "unfinished",
            left_at=fields.Datetime.now(),
            work_finished_at=False,
            reason_id=reason.id,
            reason_note=note,
        )
        following = self.browse()
        if reason.needs_next:
            following = self._plan(
                self.ticket_id,
                engineer or self.engineer_id,
                start,
                self.planned_minutes,
                previous_visit_id=self.id,
                contact_id=self.contact_id.id,
                kind=self.kind if reason.purpose == "refused" else "on_site",
            )
        if reason.waiting_reason_id in self.ticket_id.sudo().policy_id.reason_ids:
            self.ticket_id._wait(reason.waiting_reason_id, note)
        self.equipment_id._log_event("unfinished", f"{self.name} {reason.name}", self)
        self._after_closing()
        return following

    def _cancel(self, reason, note: str) -> None:
        """Call a visit off; who expects it is told.

        :param reason: ``printer.visit.reason`` for this purpose
        """
        for visit in self:
            visit._lock_visit()
            visit._check_reason(reason, "cancelled", note)
            was_agreed = bool(visit.appointment_at)
            visit._set_state("cancelled", reason_id=reason.id, reason_note=note)
            if was_agreed:
                visit._tell_contact("printer_maintenance.mail_template_visit_cancelled")
        self._after_closing()

    def _check_reason(self, reason, purpose: str, note: str) -> None:
        """Let no visit end without a reason that fits and, where that asks for them, particulars.

        :raises VisitError: saying what is missing
        """
        if not reason or reason.purpose != purpose:
            raise VisitError(self.env._("%(visit)s: please give a reason.", visit=self.name))
        if reason.needs_note and not (note or "").strip():
            raise VisitError(
                self.env._(
                    "%(visit)s: “%(reason)s” needs particulars. Please say what happened.",
                    visit=self.name,
                    reason=reason.name,
                )
            )

    def _after_closing(self) -> None:
        """What follows once a visit has ended, whichever way; capabilities add theirs."""

    def _is_last_open(self) -> bool:
        """Whether no other visit of the same request is still ahead or under way."""
        self.ensure_one()
        return not (self.ticket_id.visit_ids - self).filtered(lambda visit: visit.state in OPEN_STATES)
