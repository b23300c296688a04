"""The inspectors settle what they found: fixed at once, a request, the supervisor's, or an emergency (I5)."""

from markupsafe import Markup

from odoo import fields, models

from ...exceptions import FindingError
from .finding import OVER

TEXT_LENGTH = 500


class InspectionFinding(models.Model):
    _inherit = "printer.inspection.finding"

    def _check_can_be_settled(self, states: tuple[str, ...] = ("open",)) -> None:
        """Raise for somebody who is no inspector of the round, or when it is settled already.

        :raises FindingError: saying how it stands
        """
        self._check_inspector()
        self._in_turn()
        for finding in self:
            if finding.state not in states:
                raise FindingError(
                    self.env._(
                        "%(finding)s is settled: %(state)s.",
                        finding=finding.display_name,
                        state=finding._state_label(finding.state),
                    )
                )

    def settle(self, how: str, text: str = "") -> None:
        """Settle a finding (RPC).

        :param how: ``fixed``, ``request``, ``supervisor`` or ``major``
        :param text: what was done, or what whoever comes has to know
        :raises FindingError: without a text where one is needed
        """
        self.ensure_one()
        ways = {
            "fixed": self._settle_fixed,
            "request": self._settle_request,
            "supervisor": self._settle_supervisor,
            "major": self._settle_major,
        }
        if how not in ways:
            raise FindingError(self.env._("Please say what becomes of it."))
        self._check_can_be_settled()
        ways[how](str(text or "").strip()[:TEXT_LENGTH])

    def settle_anew(self) -> None:
        """Take back that it was fixed, before the round is handed in (RPC)."""
        self.ensure_one()
        self._check_can_be_settled(("fixed",))
        if self.sudo().round_id.state not in ("under_way", "returned"):
            raise FindingError(self.env._("%(finding)s: its round was handed in.", finding=self.display_name))
        self.sudo()._set_state("open", closed_at=False, done_text=False)
        self.sudo().round_id._changed()

    def _settle_fixed(self, text: str) -> None:
        if not text:
            raise FindingError(self.env._("%(finding)s: what was done?", finding=self.display_name))
        self.sudo()._set_state("fixed", done_text=text, closed_at=fields.Datetime.now())  # see _put

    def _settle_request(self, text: str) -> None:
        self.sudo()._put(words=text)
        self._make_ticket("urgent" if self.is_critical else "normal")

    def _settle_supervisor(self, text: str) -> None:
        if not text:
            raise FindingError(
                self.env._("%(finding)s: what should the supervisor decide?", finding=self.display_name)
            )
        self.sudo()._set_state("before_supervisor", words=text)
        self._tell_supervisors(lambda env: env._("A finding needs your decision"))

    def _settle_major(self, text: str) -> None:
        """Emergency stop and immediate report: the request is major, so its 5-minute clock and the plan start."""
        if not text:
            raise FindingError(
                self.env._(
                    "%(finding)s: what is the danger, and is the device stopped?", finding=self.display_name
                )
            )
        self.sudo()._put(words=text, is_major=True)
        self._make_ticket("major")

    def _make_ticket(self, severity: str, stop_at=None) -> None:
        """Turn findings into repair requests with all that is known; the failure and the device's state follow."""
        channel = self.env.ref("printer_maintenance.channel_inspection", raise_if_not_found=False)
        for finding_sudo in self.sudo():  # inspectors and supervisors need not be allowed to enter requests
            sheet = finding_sudo.sheet_id
            ticket = finding_sudo.env["helpdesk.ticket"].create(
                {
                    "name": f"{finding_sudo.name}: {finding_sudo.found_text}"[:120],
                    "description": finding_sudo._ticket_text(stop_at),
                    "equipment_id": sheet.equipment_id.id,
                    "severity": severity,
                    "channel_id": channel.id if channel else False,
                    "company_id": finding_sudo.company_id.id,
                }
            )
            finding_sudo._carry_photos(ticket)
            finding_sudo._set_state("requested", ticket_id=ticket.id)

    def _ticket_text(self, stop_at=None) -> Markup:
        """All that the sheet says, for whoever repairs."""
        sheet = self.sheet_id
        limits = (
            f"{self.item_id.minimum:g} – {self.item_id.maximum:g} {self.item_id.measure or ''}"
            if self.item_id.is_limited
            else ""
        )
        company = self.company_id
        rows = [
            (self.env._("Found on the inspection"), sheet.round_id.display_name),
            (self.env._("Point"), self.name),
            (self.env._("What was found"), self.found_text),
            (self.env._("Limits"), limits),
            (self.env._("What the inspectors say"), self.words),
            (self.env._("What the user says"), sheet.operator_remark),
            (self.env._("Inspectors"), f"{sheet.round_id.leader_id.name}, {sheet.round_id.second_id.name}"),
            (self.env._("Stop agreed for"), company._printer_time(stop_at) if stop_at else ""),
        ]
        return Markup().join(
            Markup("<p><b>{}</b>: {}</p>").format(label, text) for label, text in rows if text
        )

    def _carry_photos(self, ticket) -> None:
        """The photos of the point and of the device go along."""
        photos = self.sheet_id.photo_ids.filtered(lambda p: p.item_id in (self.item_id, p.item_id.browse()))
        self.env["ir.attachment"].create(
            [
                {
                    "name": f"{self.name}.jpg",
                    "datas": photo.image,
                    "res_model": ticket._name,
                    "res_id": ticket.id,
                }
                for photo in photos
            ]
        )

    def _tell_supervisors(self, subject) -> None:
        """Tell the equipment supervisors of the company."""
        group = self.env.ref("printer_maintenance.group_equipment_supervisor")
        users = group.sudo().all_user_ids.filtered(
            lambda user: user.active and not user.share and self.sudo().company_id in user.company_ids
        )
        self._tell(users, subject)

    def _tell(self, users, subject) -> None:
        for user in users:
            self.env["printer.notifier"]._tell(
                user,
                {"message", "mail"},
                self,
                subject,
                lambda env: [
                    f"{finding.with_env(env).sudo().display_name}: {finding.found_text} {finding.words or ''}"
                    for finding in self
                ],
            )

    def _is_over(self) -> bool:
        return self.state in OVER
