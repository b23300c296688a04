"""The signed receipts of devices taken along and of loaners, in the portal."""

from odoo import http
from odoo.http import request

MODELS = {"custody": "printer.custody", "loan": "printer.loan"}


class Receipt(http.Controller):
    """Let the customer's people download what they signed."""

    @http.route(
        "/my/<any(custody, loan):kind>/<int:record_id>/receipt/<int:file_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_receipt(self, kind, record_id, file_id, **kw):
        """One of the files about a request that the reader may see; 404 for everything else."""
        # contacts read neither these records nor attachments; whose request it is decides
        record_sudo = request.env[MODELS[kind]].sudo().browse(record_id).exists()
        ticket = request.env["helpdesk.ticket"]
        ticket = (
            ticket.search([("id", "=", record_sudo.ticket_id.id)]) if ticket.has_access("read") else ticket
        )
        file_sudo = record_sudo.protocol_ids.filtered(lambda file: file.id == file_id)
        if not ticket or not file_sudo:
            raise request.not_found()
        stream = request.env["ir.binary"].sudo()._get_stream_from(file_sudo)
        return stream.get_response(as_attachment=True)
