"""The signed receipts of devices taken along and of loaners, in the portal."""

from odoo import http
from odoo.http import request


class Receipt(http.Controller):
    """Let the customer's people download what they signed."""

    @http.route(
        "/my/custody/<int:custody_id>/receipt/<int:file_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_custody_receipt(self, custody_id, file_id, **kw):
        """One of the receipts of a device that was taken along."""
        return self._receipt("printer.custody", custody_id, file_id)

    @http.route(
        "/my/loan/<int:loan_id>/receipt/<int:file_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_loan_receipt(self, loan_id, file_id, **kw):
        """One of the receipts of a loaner."""
        return self._receipt("printer.loan", loan_id, file_id)

    @staticmethod
    def _receipt(model: str, record_id: int, file_id: int):
        """The file, if it is about a request that the reader may see; 404 for everything else."""
        # contacts read neither these records nor attachments; whose request it is decides
        record_sudo = request.env[model].sudo().browse(record_id).exists()
        ticket = request.env["helpdesk.ticket"]
        if ticket.has_access("read"):
            ticket = ticket.search([("id", "=", record_sudo.ticket_id.id)])
        file_sudo = record_sudo.protocol_ids.filtered(lambda file: file.id == file_id)
        if not ticket or not file_sudo:
            raise request.not_found()
        stream = request.env["ir.binary"].sudo()._get_stream_from(file_sudo)
        return stream.get_response(as_attachment=True)
