"""The signed protocol: printed once in both languages, locked, and sent to who signed (REQUIREMENTS V3)."""

import hashlib
import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command

_logger = logging.getLogger(__name__)

REPORT = "printer_maintenance_reports.visit_protocol_pdf"
LANGUAGES = ("zh_CN", "en_US")
RETRY_MINUTES = 5
PAGE = 20


class Visit(models.Model):
    _inherit = "printer.visit"

    protocol_ids = fields.Many2many(
        "ir.attachment",
        "printer_visit_protocol_rel",
        string="Signed protocol",
        readonly=True,
        copy=False,
        bypass_search_access=False,
    )
    protocol_due_at = fields.Datetime(
        readonly=True,
        copy=False,
        help="When the protocol of a signed visit is to be printed; empty once it is.",
    )

    # the scheduled action: the few signed visits that still lack their protocol
    _protocol_due = models.Index("(protocol_due_at) WHERE protocol_due_at IS NOT NULL")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"protocol_ids", "protocol_due_at"}

    def _after_signature(self):
        """The signature stands whatever becomes of the paper: it is printed a moment later, and again if it fails."""
        super()._after_signature()
        self._through_door().protocol_due_at = fields.Datetime.now()
        self.env.ref("printer_maintenance_reports.cron_visit_protocol").sudo()._trigger()

    @api.model
    def _cron_print_protocols(self) -> None:
        """Print what is due, one visit after the other; killed anywhere, it goes on without a gap or a double."""
        commit = self.env["ir.cron"]._commit_progress
        domain = [("protocol_due_at", "<=", fields.Datetime.now())]
        due = self.search(domain, order="protocol_due_at, id", limit=PAGE)
        commit(remaining=self.search_count(domain))
        for visit in due:
            visit._print_protocol_or_later()
            if not commit(1):
                return

    def _print_protocol_or_later(self) -> None:
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                self._print_protocol()
        except Exception:
            self.env.invalidate_all()
            _logger.exception("The protocol of visit %s cannot be printed; it is tried again", self.name)
            later = fields.Datetime.now() + timedelta(minutes=RETRY_MINUTES)
            self._through_door().protocol_due_at = later

    def _print_protocol(self) -> None:
        """Print the protocol in both languages, the contact's first; lock the files and send them."""
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        first = self.contact_id.lang
        codes = sorted({first, *LANGUAGES}.intersection(installed), key=lambda code: (code != first, code))
        files = self.env["ir.attachment"].create([self._protocol_in(code) for code in codes])
        self._through_door().write({"protocol_ids": [Command.set(files.ids)], "protocol_due_at": False})
        if self.contact_id.email:
            self.env.ref("printer_maintenance_reports.mail_template_visit_protocol").send_mail(
                self.id,
                email_layout_xmlid="mail.mail_notification_light",
                email_values={"attachment_ids": [Command.link(file.id) for file in files]},
            )

    def _protocol_in(self, lang: str) -> dict:
        """Values of the locked file in a language, in the contact's time zone.

        :param lang: code of the language
        """
        zone = self.contact_id.tz or self.liaison_id.tz or self.company_id.partner_id.tz
        report = self.env["ir.actions.report"].with_context(lang=lang, tz=zone)
        content, _kind = report._render_qweb_pdf(REPORT, self.ids)
        title = report._get_printer_form_file_name(
            "printer_form.visit_protocol", self.with_context(lang=lang)
        )
        return {
            "name": f"{title}.pdf",
            "raw": content,
            "res_model": self._name,
            "res_id": self.id,
            "mimetype": "application/pdf",
            "is_printer_locked": True,
            "printer_sha256": hashlib.sha256(content).hexdigest(),
        }
