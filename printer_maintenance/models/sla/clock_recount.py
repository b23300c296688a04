"""Running clocks follow when a policy or its service hours change, however many there are."""

from odoo import api, models

# up to here a person waits a moment and sees the clocks changed
RECOUNTED_AT_ONCE = 200
PAGE = 500


class SlaPolicy(models.Model):
    _inherit = "printer.sla.policy"

    def _count_anew(self) -> None:
        """Read the clocks of open requests anew: few at once, many by the scheduled action."""
        if not self or self.env.context.get("install_mode"):
            return
        # whoever edits a policy or a calendar need not see every request
        policies_sudo = self.sudo()
        Ticket = self.env["helpdesk.ticket"].sudo()
        tickets = Ticket.search(policies_sudo._open_domain(), limit=RECOUNTED_AT_ONCE + 1)
        if len(tickets) <= RECOUNTED_AT_ONCE:
            tickets._sync_clocks()
            return
        policies_sudo._through_door().write({"recount_from_id": 1})
        self.env.ref("printer_maintenance.cron_clock_recount").sudo()._trigger()

    @api.model
    def _count_anew_by_holidays(self) -> None:
        """Public holidays or the weekends worked instead have changed: clocks that stand still on them follow."""
        # holidays are entered by people who may not edit policies
        self.sudo().with_context(active_test=False).search(
            [("calendar_id", "!=", False), ("public_holidays", "=", True)]
        )._count_anew()

    def _open_domain(self, from_id: int = 0) -> list:
        return [
            ("policy_id", "in", self.ids),
            ("closed", "=", False),
            ("id", ">=", from_id),
        ]

    @api.model
    def _cron_recount(self) -> None:
        """Count clocks anew page by page; killed anywhere, it goes on where it stopped."""
        commit = self.env["ir.cron"]._commit_progress
        due = self.with_context(active_test=False).search([("recount_from_id", ">", 0)])
        commit(remaining=len(due))
        for policy in due:
            while policy._recount_page():
                if not commit():
                    return
            if not commit(1):
                return

    def _recount_page(self) -> bool:
        """Count the next page of this policy's requests anew.

        A page that cannot be counted goes to the log and is tried again by the next run; it keeps no other policy
        from being counted.

        :return: whether another page may follow
        """
        self.ensure_one()
        tickets = self.env["helpdesk.ticket"].search(
            self._open_domain(self.recount_from_id), order="id", limit=PAGE
        )
        if not tickets:
            self._through_door().recount_from_id = 0
            return False
        counted = self.env["printer.sla.clock"]._isolated(tickets._sync_clocks, "Policy %s", self.id)
        if counted:
            self._through_door().recount_from_id = tickets[-1:].id + 1
        return counted
