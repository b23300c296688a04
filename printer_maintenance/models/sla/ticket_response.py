"""A message that one of us writes to the customer is a response; an internal note is none (REQUIREMENTS S3)."""

from odoo import models

# what a person writes; notifications and automatic mails are the system's
WRITTEN = ("comment", "email", "email_outgoing")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _message_post_after_hook(self, message, msg_vals):
        result = super()._message_post_after_hook(message, msg_vals)
        # whoever may write to the customer need not see its followers, nor be allowed to edit the request
        ticket_sudo = self.sudo()
        if ticket_sudo._is_response(message.sudo()):
            ticket_sudo._stamp("responded_at")
        return result

    def _is_response(self, message) -> bool:
        """Whether a message is one that a person of ours wrote to the customer.

        What the system sends by itself (receipts, confirmations, questionnaires) responds to nobody.
        """
        if message.message_type not in WRITTEN or message.subtype_id.internal:
            return False
        is_ours = message.author_id.user_ids.filtered(lambda user: not user.share and user.id != 1)
        customer = self.partner_id.commercial_partner_id
        if not is_ours or not customer:
            return False
        told = message.partner_ids | message.notified_partner_ids | self.message_partner_ids
        return any(partner.commercial_partner_id == customer for partner in told)
