"""The paper of what was signed: printed once in both languages, locked, sent to who signed (REQUIREMENTS V3, V4)."""

import hashlib
import logging
from datetime import timedelta
from typing import ClassVar

from odoo import api, fields, models
from odoo.fields import Command

_logger = logging.getLogger(__name__)

LANGUAGES = ("zh_CN", "en_US")
RETRY_MINUTES = 5
PAGE = 20


class SignedPaper(models.AbstractModel):
    """A record whose paper is printed after each signature; the signature stands whatever becomes of the paper.

    A model names its form (:attr:`_paper_form`), the scheduled action that prints (:attr:`_paper_cron`) and the mail
    that carries the files (:attr:`_paper_mail`). It has a ``contact_id`` and a ``company_id``.
    """

    _name = "printer.signed.paper"
    _description = "Signed paper"

    _paper_form: ClassVar[str] = ""
    _paper_cron: ClassVar[str] = ""
    _paper_mail: ClassVar[str] = ""

    protocol_ids = fields.Many2many(
        "ir.attachment",
        string="Signed papers",
        readonly=True,
        copy=False,
        bypass_search_access=False,
    )
    protocol_due_at = fields.Datetime(
        readonly=True,
        copy=False,
        help="When the paper of what was signed is to be printed; empty once it is.",
    )

    # the scheduled action: the few that still lack their paper
    _protocol_due = models.Index("(protocol_due_at) WHERE protocol_due_at IS NOT NULL")

    def _paper_is_due(self) -> None:
        """Let the paper be printed a moment later, and again if that fails."""
        # guarded on each model: only the server says so
        self.sudo()._through_door().protocol_due_at = fields.Datetime.now()
        self.env.ref(self._paper_cron).sudo()._trigger()

    @api.model
    def _cron_print_protocols(self) -> None:
        """Print what is due, one record after the other; killed anywhere, it goes on without a gap or a double."""
        commit = self.env["ir.cron"]._commit_progress
        domain = [("protocol_due_at", "<=", fields.Datetime.now())]
        due = self.search(domain, order="protocol_due_at, id", limit=PAGE)
        commit(remaining=self.search_count(domain))
        for record in due:
            record._print_protocol_or_later()
            if not commit(1):
                return

    def _print_protocol_or_later(self) -> None:
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                self._print_protocol()
        except Exception:
            self.env.invalidate_all()
            _logger.exception("The paper of %s cannot be printed; it is tried again", self.name)
            later = fields.Datetime.now() + timedelta(minutes=RETRY_MINUTES)
            self._through_door().protocol_due_at = later

    def _print_protocol(self) -> None:
        """Print in both languages, the contact's first; lock the files and send them."""
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        first = self.contact_id.lang
        codes = sorted({first, *LANGUAGES}.intersection(installed), key=lambda code: (code != first, code))
        files = self.env["ir.attachment"].create([self._protocol_in(code) for code in codes])
        self._through_door().write(
            {"protocol_ids": [Command.link(file.id) for file in files], "protocol_due_at": False}
        )
        if self.contact_id.email:
            self.env.ref(self._paper_mail).send_mail(
                self.id,
                email_layout_xmlid="mail.mail_notification_light",
                email_values={"attachment_ids": [Command.link(file.id) for file in files]},
            )

    def _paper_zone(self) -> str:
        """The time zone in which the contact reads times."""
        return self.contact_id.tz or self.company_id.partner_id.tz

    def _protocol_in(self, lang: str) -> dict:
        """Values of the locked file in a language.

        :param lang: code of the language
        """
        report = self.env["ir.actions.report"].with_context(lang=lang, tz=self._paper_zone())
        content, _kind = report._render_qweb_pdf(
            f"printer_maintenance_reports.{self._paper_form}_pdf", self.ids
        )
        title = report._get_printer_form_file_name(
            f"printer_form.{self._paper_form}", self.with_context(lang=lang)
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
