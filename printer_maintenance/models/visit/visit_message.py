"""The contact is told: by mail and by text message, in their language (REQUIREMENTS S2, S5)."""

from odoo import models

SMS_OF_MAIL = {
    "printer_maintenance.mail_template_visit_confirmed": "printer_maintenance.sms_template_visit_confirmed",
    "printer_maintenance.mail_template_visit_moved": "printer_maintenance.sms_template_visit_moved",
    "printer_maintenance.mail_template_visit_cancelled": "printer_maintenance.sms_template_visit_cancelled",
}


class Visit(models.Model):
    _inherit = "printer.visit"

    def _tell_contact(self, template_xmlid: str) -> list[str]:
        """Tell the contact of each visit, at once, by every way that is open.

        :param template_xmlid: the mail; the text message belongs to it
        :return: the ways that were taken, of ``mail`` and ``sms``
        """
        # the contact is told whatever the person in front of the screen may send
        visits_sudo = self.sudo()
        mail = self.env.ref(template_xmlid).sudo()
        sms = self.env.ref(SMS_OF_MAIL[template_xmlid]).sudo()
        ways = set()
        for visit in visits_sudo:
            if visit.contact_id.email:
                mail.send_mail(visit.id, email_layout_xmlid="mail.mail_notification_light")
                ways.add("mail")
            if visit.contact_id.phone:
                # queued: nobody waits for the gateway, and it may be down
                visit._message_sms_with_template(
                    template=sms, partner_ids=visit.contact_id.ids, put_in_queue=True
                )
                ways.add("sms")
            if not ways:
                visit.message_post(
                    body=self.env._(
                        "The contact has neither a mail address nor a telephone number on record: call."
                    ),
                    subtype_xmlid="mail.mt_note",
                )
        return sorted(ways)
