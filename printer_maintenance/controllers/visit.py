"""The contact's answer to finished work: a signature, or a refusal with its reason (REQUIREMENTS V3)."""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

NOTE_LENGTH = 2000


class VisitPortal(http.Controller):
    """What contacts do about visits in the portal."""

    @http.route("/my/visit/<int:visit_id>/sign/<string:token>", type="jsonrpc", auth="user", website=True)
    def portal_visit_sign(self, visit_id, token, name=None, signature=None, **kw):
        """Sign for finished work. Only the customer's own people can: never the engineer in their place."""
        env = request.env
        visit = self._own_visit(visit_id)
        if not visit:
            return {"error": env._("There is nothing here for you to sign.")}
        # contacts may only read visits; that this one is theirs was checked by reading it as them
        visit_sudo = visit.sudo()
        try:
            visit_sudo._sign_seen(name, signature, env.user.partner_id, token, "portal")
        except UserError as error:
            return {"error": str(error)}
        return {"force_refresh": True, "redirect_url": f"/my/ticket/{visit_sudo.ticket_id.id}?signed=1"}

    @http.route("/my/visit/<int:visit_id>/refuse", type="http", auth="user", website=True, methods=["POST"])
    def portal_visit_refuse(self, visit_id, reason_id=None, note=None, **kw):
        """Do not sign: the reason opens the follow-up."""
        visit = self._own_visit(visit_id)
        if not visit:
            raise request.not_found()
        # see above; reasons are looked up among those for this purpose, whatever the form sent
        visit_sudo = visit.sudo()
        reason_sudo = visit_sudo.env["printer.visit.reason"].search(
            [("purpose", "=", "refused"), ("id", "=", int(reason_id) if str(reason_id).isdigit() else 0)]
        )
        page = f"/my/ticket/{visit_sudo.ticket_id.id}"
        try:
            visit_sudo._refuse(reason_sudo, str(note or "")[:NOTE_LENGTH])
        except UserError as error:
            return request.redirect_query(page, {"refused": str(error)})
        return request.redirect_query(page, {"declined": "1"})

    @staticmethod
    def _own_visit(visit_id: int):
        """The visit, if the person at the other end is the customer's and may see it."""
        visit = request.env["printer.visit"]
        if request.env.user.share and visit.has_access("read"):
            return visit.search([("id", "=", visit_id)])
        return visit.browse()
