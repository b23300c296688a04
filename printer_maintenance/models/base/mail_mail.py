"""Mails that must arrive: a server that is down for a while does not swallow them."""

from odoo import api, fields, models


class MailMail(models.Model):
    _inherit = "mail.mail"

    printer_tries = fields.Integer(
        string="Tries left",
        # those that are to be tried again
        index="btree_not_null",
        help="How often the mail is still tried again when the mail server does not take it.",
    )

    @api.model
    def _cron_retry(self) -> None:
        """Put mails back into the queue that could not be sent and may be tried again."""
        failed = self.search([("state", "=", "exception"), ("printer_tries", ">", 0)], limit=500)
        if not failed:
            return
        for tries, mails in failed.grouped("printer_tries").items():
            mails.printer_tries = tries - 1
        failed.mark_outgoing()
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
