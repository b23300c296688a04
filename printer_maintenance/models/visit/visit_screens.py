"""The dialogs and windows of a visit."""

from odoo import fields, models

from ..base.rights import check_role, has_role
from .helpdesk_ticket import WHO_PLANS


class Visit(models.Model):
    _inherit = "printer.visit"

    def _as_line(self) -> str:
        """The visit in one line, in the reader's time zone."""
        self.ensure_one()
        start = fields.Datetime.context_timestamp(self, self.slot_start) if self.slot_start else None
        return f"{self.name} {start:%H:%M} {self.engineer_id.name}" if start else self.name

    def _check_may_be_moved_by_me(self) -> None:
        """Whoever plans may agree on another time, and so may the engineer who is sent."""
        if not has_role(self.env, *WHO_PLANS):
            self._check_is_mine()

    def action_confirm_by_telephone(self):
        """Open the dialog of the confirming call for this planned visit (REQUIREMENTS S2)."""
        self.ensure_one()
        return self._open_dialog(
            "printer.visit.confirm",
            self.env._("Confirm by telephone"),
            ticket_id=self.ticket_id.id,
            visit_id=self.id,
        )

    def action_move(self):
        """Open the dialog for another time (REQUIREMENTS S5)."""
        self.ensure_one()
        return self._open_dialog("printer.visit.move", self.env._("Another time"), visit_id=self.id)

    def action_send_backup(self):
        """Open the dialog that sends a backup engineer (REQUIREMENTS S9)."""
        self.ensure_one()
        check_role(self.env, *WHO_PLANS)
        return self._open_dialog(
            "printer.visit.plan",
            self.env._("Send a backup engineer"),
            ticket_id=self.ticket_id.id,
            backup_of_id=self.id,
        )

    def action_leave_unfinished(self):
        """Open the dialog that ends the visit with work left to do."""
        return self._open_ending("unfinished", self.env._("Not finished"))

    def action_supplement(self):
        """Open the dialog that adds something to a visit that has ended."""
        self.ensure_one()
        self._check_may_be_supplemented()
        return self._open_dialog("printer.visit.supplement", self.env._("Supplement"), visit_id=self.id)

    def action_refused(self):
        """Open the dialog for a contact who does not sign."""
        return self._open_ending("refused", self.env._("The contact does not sign"))

    def action_close_unsigned(self):
        """Open the dialog that closes finished work without a signature."""
        return self._open_ending("unsigned", self.env._("Close without signature"))

    def action_close_many_unsigned(self):
        """Open the dialog that closes several finished works at once, for instance those signed on paper."""
        return self._open_dialog(
            "printer.visit.end",
            self.env._("Close without signature"),
            visit_ids=[fields.Command.set(self.ids)],
            purpose="unsigned",
        )

    def action_cancel(self):
        """Open the dialog that calls the visit off."""
        return self._open_ending("cancelled", self.env._("Call the visit off"))

    def _open_ending(self, purpose: str, name: str) -> dict:
        self.ensure_one()
        return self._open_dialog("printer.visit.end", name, visit_id=self.id, purpose=purpose)
