"""Whom a new request is given to, and who is kept informed: the responsibility matrix decides."""

from odoo import models

# what a kind of service is called in the responsibility matrix
ACTIVITY_OF_KIND = {
    "repair": "device_repair",
    "consultation": "telephone_support",
    "installation": "system_upgrade",
    "upgrade": "system_upgrade",
    "system": "system_upgrade",
    "inspection": "onsite_inspection",
}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _after_report(self):
        super()._after_report()
        self._hand_to_the_responsible()

    def _hand_to_the_responsible(self) -> None:
        """Give each request to who answers for its activity; those who take part follow it.

        Somebody named already keeps the request; who is not of the request's team is not given it.
        """
        # the reporter may be a contact, who sees neither teams nor the matrix
        tickets_sudo = self.sudo().filtered("agreement_id")
        by_activity = tickets_sudo.grouped(lambda ticket: ACTIVITY_OF_KIND.get(ticket.service_kind))
        for activity, tickets in by_activity.items():
            if not activity:
                continue
            people = self.env["printer.responsibility"]._who(activity, tickets.agreement_id)
            for (agreement, team), group in tickets.grouped(lambda t: (t.agreement_id, t.team_id)).items():
                who = people[agreement.id]
                able = who.responsible.filtered(lambda user, team=team: not team or user in team.user_ids)
                if able:
                    group.filtered(lambda ticket: not ticket.user_id).user_id = able[0]
                group.message_subscribe(partner_ids=who.takes_part.partner_id.ids)
