"""The signed protocol in the portal."""

from odoo import http
from odoo.http import request


class VisitProtocol(http.Controller):
    """Let the customer's people download what they signed."""

    @http.route(
        "/my/visit/<int:visit_id>/protocol/<int:file_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_visit_protocol(self, visit_id, file_id, **kw):
        """One of the files of a visit that the reader may see; 404 for everything else."""
        visit = request.env["printer.visit"]
        visit = visit.search([("id", "=", visit_id)]) if visit.has_access("read") else visit
        # contacts read no attachments; this one belongs to a visit that was just read as them
        file_sudo = visit.sudo().protocol_ids.filtered(lambda file: file.id == file_id)
        if not file_sudo:
            raise request.not_found()
        stream = request.env["ir.binary"].sudo()._get_stream_from(file_sudo)
        return stream.get_response(as_attachment=True)
