"""The contact's code goes to the contact and nowhere else: neither into the visit's messages nor to colleagues."""

from markupsafe import Markup

from odoo import models


class Visit(models.Model):
    _inherit = "printer.visit"

    def _tell_codes(self) -> None:
        """Send each contact their code, by mail and text message, in their language."""
        mails, messages = [], []
        # codes are nobody's of ours to read; what is written here is deleted once it is sent
        for visit_sudo in self.sudo():
            contact = visit_sudo.contact_id
            text = visit_sudo.with_context(lang=contact.lang or self.env.lang)._code_text()
            if contact.email:
                mails.append(
                    {
                        "subject": visit_sudo.ticket_id.number,
                        "body_html": Markup("<p>%s</p>") % text,
                        "author_id": visit_sudo.company_id.partner_id.id or self.env.company.partner_id.id,
                        "email_from": visit_sudo.company_id.email_formatted or self.env.user.email_formatted,
                        "recipient_ids": [(4, contact.id)],
                        "auto_delete": True,
                    }
                )
            if contact.phone:
                messages.append({"number": contact.phone, "body": text, "partner_id": contact.id})
        self.env["mail.mail"].sudo().create(mails)
        self.env["sms.sms"].sudo().create(messages)

    def _code_text(self) -> str:
        self.ensure_one()
        return self.env._(
            "%(ticket)s: your code for the visit of %(engineer)s is %(code)s. Tell it to the engineer on arrival, "
            "and to nobody before.",
            ticket=self.ticket_id.number,
            engineer=self.engineer_id.name,
            code=self.arrival_code,
        )
