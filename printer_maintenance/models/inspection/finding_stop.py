"""What needs a stop is decided by supervisor and dispatcher, with a time (REQUIREMENTS I5)."""

from odoo import fields, models

from ...exceptions import FindingError
from ..base.rights import check_role


class InspectionFinding(models.Model):
    _inherit = "printer.inspection.finding"

    stop_at = fields.Datetime(string="Stop at", readonly=True, tracking=True)
    decision = fields.Char(string="Decision", readonly=True, tracking=True)
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime(string="Decided at", readonly=True)
    agreed_by_id = fields.Many2one("res.users", string="Stop agreed by", readonly=True, ondelete="restrict")
    agreed_at = fields.Datetime(string="Stop agreed at", readonly=True)

    def action_decide(self):
        """Open the supervisor's dialog."""
        self.ensure_one()
        return self._open_dialog("printer.inspection.decide", self.env._("Decide on it"), finding_id=self.id)

    def action_other_stop(self):
        """Open the dispatcher's dialog for another time."""
        self.ensure_one()
        return self._open_dialog("printer.inspection.stop", self.env._("Another time"), finding_id=self.id)

    def _decide(self, how: str, text: str, stop_at=None) -> None:
        """The supervisor's word.

        :param how: ``stop`` (with a time, for the dispatcher to agree to), ``request`` (repaired while it runs) or
            ``dismiss`` (no defect)
        :param text: why
        :param stop_at: when the device is stopped (UTC)
        :raises FindingError: without a reason, without a time, or for a time that has passed
        """
        self.ensure_one()
        check_role(self.env, "equipment_supervisor")
        self.check_access("read")
        self._in_turn()
        self._check_stands("before_supervisor")
        if not (text or "").strip():
            raise FindingError(self.env._("Please write why you decide so."))
        finding_sudo = self.sudo()  # supervisors do not write findings by hand
        finding_sudo._put(decision=text.strip(), decided_by_id=self.env.uid, decided_at=fields.Datetime.now())
        if how == "stop":
            self._check_ahead(stop_at)
            finding_sudo._set_state("stop_proposed", stop_at=stop_at)
            dispatchers = finding_sudo.agreement_id.dispatcher_id or self._all_dispatchers()
            self._tell(dispatchers, lambda env: env._("A stop waits for your agreement"))
        elif how == "request":
            self._make_ticket("urgent" if self.is_critical else "normal")
        elif how == "dismiss":
            finding_sudo._set_state("dismissed", closed_at=fields.Datetime.now())
        else:
            raise FindingError(self.env._("Please choose what is to happen."))

    def action_agree_stop(self):
        """The dispatcher agrees to the time: the request is entered with it.

        :raises FindingError: for the supervisor who proposed it
        """
        check_role(self.env, "dispatcher")
        self.check_access("read")
        for finding in self:
            finding._in_turn()
            finding._check_stands("stop_proposed")
            finding._check_another_decides()
            finding._check_ahead(finding.stop_at)
            finding._put(agreed_by_id=self.env.uid, agreed_at=fields.Datetime.now())
            finding._make_ticket("urgent" if finding.is_critical else "normal", finding.stop_at)

    def _propose_other(self, stop_at, text: str) -> None:
        """The dispatcher proposes another time; the supervisor decides anew.

        :raises FindingError: without a reason, or for a time that has passed
        """
        self.ensure_one()
        check_role(self.env, "dispatcher")
        self.check_access("read")
        self._in_turn()
        self._check_stands("stop_proposed")
        self._check_ahead(stop_at)
        if not (text or "").strip():
            raise FindingError(self.env._("Please write why another time is needed."))
        self.sudo()._set_state("before_supervisor", stop_at=stop_at)
        self.sudo().message_post(
            body=self.env._(
                "Another time is proposed, %(time)s: %(reason)s",
                time=self.sudo().company_id._printer_time(stop_at),
                reason=text.strip(),
            ),
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )
        self._tell_supervisors(lambda env: env._("Another time for a stop is proposed"))

    def _check_stands(self, state: str) -> None:
        if self.state != state:
            raise FindingError(
                self.env._(
                    "%(finding)s stands at “%(state)s”.",
                    finding=self.display_name,
                    state=self._state_label(self.state),
                )
            )

    def _check_another_decides(self) -> None:
        if self.env.user == self.sudo().decided_by_id:
            raise FindingError(
                self.env._(
                    "%(finding)s: supervisor and dispatcher decide together.", finding=self.display_name
                )
            )

    def _check_ahead(self, stop_at) -> None:
        if not stop_at or stop_at < fields.Datetime.now():
            raise FindingError(self.env._("Please enter when the device is stopped; the time lies ahead."))

    def _all_dispatchers(self):
        group = self.env.ref("printer_maintenance.group_dispatcher").sudo()
        return group.all_user_ids.filtered(
            lambda user: user.active and not user.share and self.sudo().company_id in user.company_ids
        )
