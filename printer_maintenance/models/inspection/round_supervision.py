"""The supervisor accepts a round or sends sheets back (REQUIREMENTS I7, R9)."""

from odoo import fields, models

from ...exceptions import InspectionError
from ..base.rights import check_role

WHO_SUPERVISES = ("equipment_supervisor",)


class InspectionRound(models.Model):
    _inherit = "printer.inspection.round"

    accepted_at = fields.Datetime(string="Signed off at", readonly=True, copy=False)
    accepted_by_id = fields.Many2one("res.users", string="Signed off by", readonly=True, copy=False)
    supervisor_remark = fields.Text(string="Supervisor's remark", readonly=True, copy=False)

    def action_accept(self):
        """Accept the sheets of these rounds.

        :raises InspectionError: for the supervisor's own round
        """
        check_role(self.env, *WHO_SUPERVISES)
        self.check_access("read")
        for record in self:
            record._check_supervised_by_another()
            record._in_turn()
            # the supervisor has no right to write what inspectors enter
            record_sudo = record.sudo()
            record_sudo._set_state("accepted", accepted_at=fields.Datetime.now(), accepted_by_id=self.env.uid)
            # what is accepted does not change any more
            record_sudo.sheet_ids.filtered(lambda sheet: sheet.state == "done")._take_counters()

    def action_send_back_all(self):
        """Open the dialog that sends sheets back to the inspectors."""
        self.ensure_one()
        return self._open_dialog("printer.inspection.return", self.env._("Send back"), round_id=self.id)

    def _send_back(self, sheets, remark: str) -> None:
        """Send sheets back; the round is handed in again when they are done.

        :param sheets: which ones; all that are done, when none is named
        :param remark: what is doubtful
        :raises InspectionError: without a remark
        """
        self.ensure_one()
        check_role(self.env, *WHO_SUPERVISES)
        self.check_access("read")
        self._check_supervised_by_another()
        if not (remark or "").strip():
            raise InspectionError(
                self.env._("Please write what is doubtful, so that it can be looked at again.")
            )
        self._in_turn()
        record_sudo = self.sudo()  # see action_accept
        mine = record_sudo.sheet_ids & sheets.sudo() if sheets else record_sudo.sheet_ids
        back = mine.filtered(lambda sheet: sheet.state in ("done", "left_out"))
        record_sudo._set_state(
            "returned", supervisor_remark=remark.strip(), confirmed_at=False, confirmed_by_id=False
        )
        back._set_state("returned", supervisor_remark=remark.strip())
        back._count_no_more()
        record_sudo.message_post(
            body=self.env._("Sent back: %(remark)s", remark=remark.strip()),
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )
        record_sudo._tell_inspectors(lambda env: env._("Inspection sheets sent back"), remark.strip())

    def _tell_inspectors(self, subject, line: str) -> None:
        for user in self.leader_id | self.second_id:
            self.env["printer.notifier"]._tell(
                user,
                {"message", "mail"},
                self,
                subject,
                lambda env: [f"{self.with_env(env).display_name}: {line}"],
            )

    def _check_supervised_by_another(self) -> None:
        """Nobody accepts what they inspected themselves.

        :raises InspectionError: for the supervisor's own round
        """
        if not self.env.su and self.env.user in self.leader_id | self.second_id:
            raise InspectionError(
                self.env._(
                    "%(round)s: you inspected it yourself; another supervisor decides.",
                    round=self.display_name,
                )
            )
