"""Telling people what cannot wait: in the system, by mail, by SMS."""

from collections.abc import Callable

from markupsafe import Markup

from odoo import api, models

# a message names so many records; the list that it leads to has them all
NAMED_AT_ONCE = 15
# a mail that the server did not take is tried again, about once a minute
MAIL_TRIES = 60


class Notifier(models.AbstractModel):
    """One message a person and matter, in their language, by the ways that were asked for.

    Mails and SMS go through Odoo's queues: a gateway that is down keeps nobody from being told by the other ways.
    """

    _name = "printer.notifier"
    _description = "Telling people"

    @api.model
    def _tell(
        self,
        user,
        ways: set[str],
        records,
        subject: Callable,
        lines: Callable,
        phone: str | bool = False,
    ):
        """Tell one person about records.

        :param user: ``res.users``
        :param ways: of ``message``, ``mail`` and ``sms``
        :param records: what it is about; the message leads to them
        :param subject: called with an environment in the person's language, gives the headline
        :param lines: the same, gives one line per record
        :param phone: where the SMS goes; the person's own number when empty
        :return: the ``mail.mail`` that was queued, or none
        """
        env = self.env(context={**self.env.context, "lang": user.lang or "en_US", "tz": user.tz})
        title, rows = subject(env), lines(env)
        more = len(rows) - NAMED_AT_ONCE
        shown = rows[:NAMED_AT_ONCE] + ([env._("… and %(count)d more", count=more)] if more > 0 else [])
        link = self._link(records)
        body = Markup("<p>{}</p><ul>{}</ul><p><a href='{}'>{}</a></p>").format(
            title,
            Markup().join(Markup("<li>{}</li>").format(row) for row in shown),
            link,
            env._("Open the record"),
        )
        if "message" in ways:
            self._show(user, title, shown, body)
        mail = self.env["mail.mail"]
        if "mail" in ways and user.email:
            mail = self._queue_mail(user, title, body)
        number = phone or user.phone
        if "sms" in ways and number:
            self.env["sms.sms"].sudo().create(
                {
                    "number": number,
                    "body": f"{title}: {'; '.join(shown[:3])}",
                    "partner_id": user.partner_id.id,
                }
            )
        return mail

    @api.model
    def _show(self, user, title: str, rows: list[str], body: Markup) -> None:
        """Show it on the person's screen, and keep it in their inbox."""
        user._bus_send(
            "simple_notification",
            {"type": "warning", "sticky": True, "title": title, "message": "\n".join(rows)},
        )
        if user.notification_type == "inbox":
            self.env["mail.thread"].message_notify(
                partner_ids=user.partner_id.ids, subject=title, body=body, subtype_xmlid="mail.mt_note"
            )

    @api.model
    def _queue_mail(self, user, title: str, body: Markup):
        mail = (
            self.env["mail.mail"]
            .sudo()
            .create(
                {
                    "subject": title,
                    "body_html": body,
                    "email_from": self.env.company.email_formatted,
                    "email_to": user.email_formatted,
                    "auto_delete": False,
                    "printer_tries": MAIL_TRIES,
                }
            )
        )
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return mail

    @api.model
    def _link(self, records) -> str:
        """Where these records are seen: the one itself, or the list of the model."""
        base = records[:1].get_base_url()
        if len(records) == 1:
            return f"{base}/mail/view?model={records._name}&res_id={records.id}"
        return f"{base}/odoo/printer-requests"
