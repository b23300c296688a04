"""Photos of a visit, in the portal."""

from odoo import http
from odoo.http import request


class PhotoPortal(http.Controller):
    """Show the customer's people what their device looked like before and after."""

    @http.route(
        "/my/visit/<int:visit_id>/photo/<int:photo_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_visit_photo(self, visit_id, photo_id, small=None, **kw):
        """One photo of a visit that the reader may see; 404 for everything else."""
        visit = request.env["printer.visit"]
        visit = visit.search([("id", "=", visit_id)]) if visit.has_access("read") else visit
        # contacts read no photos; this one belongs to a visit that was just read as them
        photo_sudo = visit.sudo().photo_ids.filtered(lambda photo: photo.id == photo_id)
        if not photo_sudo:
            raise request.not_found()
        name = "thumbnail" if small else "image"
        stream = request.env["ir.binary"].sudo()._get_image_stream_from(photo_sudo, name)
        return stream.get_response()
