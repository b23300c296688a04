"""The contact's signature for a visit."""

import base64
import binascii

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools.mimetypes import guess_mimetype

NAME_LENGTH = 120
MAX_SIGNATURE_BYTES = 1024 * 1024


class VisitPortal(http.Controller):
    """Take the signature that closes a request (REQUIREMENTS V3)."""

    @http.route("/my/visit/<int:visit_id>/sign", type="jsonrpc", auth="user", website=True)
    def portal_visit_sign(self, visit_id, name=None, signature=None, **kw):
        """Sign for finished work. Only the customer's own people can: never the engineer in their place."""
        env = request.env
        visit = env["printer.visit"]
        if env.user.share and visit.has_access("read"):
            visit = visit.search([("id", "=", visit_id)])
        else:
            visit = visit.browse()
        if not visit:
            return {"error": env._("There is nothing here for you to sign.")}
        if not isinstance(name, str) or not name.strip():
            return {"error": env._("Please enter your name.")}
        if not self._is_picture(signature):
            return {"error": env._("The signature is missing.")}
        # contacts may only read visits; that this one is theirs was checked by reading it as them
        visit_sudo = visit.sudo()
        try:
            visit_sudo._sign(name.strip()[:NAME_LENGTH], signature, env.user.partner_id)
        except UserError as error:
            return {"error": str(error)}
        return {"force_refresh": True, "redirect_url": f"/my/ticket/{visit_sudo.ticket_id.id}?signed=1"}

    @staticmethod
    def _is_picture(signature) -> bool:
        """Whether the browser sent a base64 picture of sensible size."""
        if not isinstance(signature, str) or not signature or len(signature) > MAX_SIGNATURE_BYTES:
            return False
        try:
            # drawings of other kinds can carry scripts
            return guess_mimetype(base64.b64decode(signature, validate=True)) in ("image/png", "image/jpeg")
        except (binascii.Error, ValueError):
            return False
