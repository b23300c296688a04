"""On the way, on site, at work: the steps of a visit, each by the server's time."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_list

from ...exceptions import PrinterError, VisitError


class Visit(models.Model):
    _inherit = "printer.visit"

    arrival_method = fields.Selection(
        [
            ("label", "Device label scanned"),
            ("code", "Contact's code entered"),
            ("hand", "By hand"),
        ],
        string="Proof of arrival",
        readonly=True,
        copy=False,
        tracking=True,
        help="How the arrival was proved. By hand is possible, and shown as such.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"arrival_method"}

    def action_leave(self):
        """The engineer is on the way (REQUIREMENTS V9)."""
        self._check_is_mine()
        self.ticket_id._check_scope_decided()
        for visit in self:
            visit._lock_visit()
            visit._check_agreed()
            visit._check_prepared()
            visit._set_state("under_way", departed_at=fields.Datetime.now())

    def action_turn_back(self):
        """Set off by mistake: the visit is ahead once more."""
        self._check_is_mine()
        for visit in self:
            visit._lock_visit()
            if visit.state != "under_way" or visit.kind == "remote":
                raise VisitError(self.env._("%(visit)s: nobody is on the way.", visit=visit.name))
            visit._set_state("confirmed", departed_at=False)

    def action_arrive(self):
        """The engineer says by hand that they are on site; the visit shows that nothing proves it."""
        self._check_is_mine()
        for visit in self:
            visit._arrive("hand")

    def action_start_remote(self):
        """Remote help begins: somebody of ours is with the contact on the telephone or on the device."""
        self._check_is_mine()
        for visit in self:
            visit._lock_visit()
            if visit.kind != "remote":
                raise VisitError(self.env._("%(visit)s is a visit on site.", visit=visit.name))
            visit._set_state("under_way", departed_at=fields.Datetime.now())
            visit.ticket_id._stamp("responded_at")
            visit.ticket_id._advance()

    def _check_agreed(self) -> None:
        """Raise for a visit that nobody has agreed on with the contact, or whose device was retired meanwhile.

        :raises VisitError: saying what to do first
        """
        self.ensure_one()
        self._check_can_be_visited()
        if self.state == "planned":
            raise VisitError(
                self.env._(
                    "%(visit)s: no time has been agreed with the contact yet. Confirm it by telephone first.",
                    visit=self.name,
                )
            )

    def _check_prepared(self) -> None:
        """Raise when somebody leaves without what the job needs; capabilities add theirs (REQUIREMENTS V9)."""

    def _arrive(self, method: str, **values) -> None:
        """Put the arrival on record: the server's time counts (REQUIREMENTS S3, V1).

        :param method: how it was proved, a value of ``arrival_method``
        :param values: further values of the visit that belong to the arrival
        """
        self.ensure_one()
        self._lock_visit()
        self._check_agreed()
        self._set_state("on_site", arrived_at=fields.Datetime.now(), arrival_method=method, **values)
        self.ticket_id._stamp("responded_at", "arrived_at")
        self.equipment_id._log_event("arrived", f"{self.name} {self.engineer_id.name}", self)

    def action_finish_work(self):
        """The work is done: parts are booked and the contact is asked to sign (REQUIREMENTS V3)."""
        self._check_is_mine()
        for visit in self:
            visit._lock_visit()
            visit._check_work_is_complete()
            visit._through_door().write({"work_finished_at": fields.Datetime.now()})
            visit._after_work()
            visit._ask_for_signature()

    def action_continue_work(self):
        """The contact is not content, or something was forgotten: the work goes on, the request to sign is void."""
        self._check_is_mine()
        for visit in self:
            visit._lock_visit()
            if not visit.awaits_signature or visit.state == "finished":
                raise PrinterError(
                    self.env._("%(visit)s: this work does not wait for a signature.", visit=visit.name)
                )
            visit._through_door().write({"work_finished_at": False})

    def _check_work_is_complete(self) -> None:
        """Raise unless the work is going on and the visit says what was found and done.

        :raises ValidationError: naming what is missing
        """
        self.ensure_one()
        if not self.is_at_work:
            raise ValidationError(
                self.env._("%(visit)s: work can be finished only on site, and once.", visit=self.name)
            )
        missing = self._missing_before_signature()
        if missing:
            raise ValidationError(
                self.env._(
                    "%(visit)s: before the contact can sign, fill in: %(fields)s.",
                    visit=self.name,
                    fields=format_list(self.env, missing),
                )
            )

    def _missing_before_signature(self) -> list[str]:
        """What still has to be filled in, in the user's words; capabilities add theirs."""
        self.ensure_one()
        needed = ("fault_cause", "work_done", "is_tested", "is_explained")
        return [self._fields[name]._description_string(self.env) for name in needed if not self[name]]

    def _after_work(self) -> None:
        """What follows from finished work; capabilities add theirs."""
        self.equipment_id._log_event("repaired", f"{self.name} {self.work_done}", self)
