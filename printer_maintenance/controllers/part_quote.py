"""A quotation of parts in the customer's portal: chosen line by line, signed for as it was read (P3, P5)."""

from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import request

from odoo.addons.sale.controllers.portal import CustomerPortal

from ..exceptions import PrinterError


class PartQuotePortal(CustomerPortal):
    """Odoo's own quotation page, with the customer's choices, and safe against a quotation that changed."""

    def _part_quote(self, order_id: int, access_token):
        """The quotation, raised, when the person may open it; else None."""
        try:
            # the token or the record rule lets them in
            return self._document_check_access("sale.order", order_id, access_token=access_token)
        except (AccessError, MissingError):
            return None

    @http.route()
    def portal_order_page(self, order_id, access_token=None, **kw):
        """Keep quotations that are being written from the customer's eyes."""
        order_sudo = self._part_quote(order_id, access_token)
        if order_sudo and order_sudo.is_part_quote and order_sudo.state == "draft":
            return request.redirect("/my/quotes")
        return super().portal_order_page(order_id, access_token=access_token, **kw)

    @http.route()
    def portal_quote_accept(self, order_id, access_token=None, name=None, signature=None):
        """Let a quotation of parts be signed only in the version that was read, with every choice made."""
        token = access_token or request.httprequest.args.get("access_token")
        order_sudo = self._part_quote(order_id, token)
        if order_sudo and order_sudo.is_part_quote:
            revision = self._revision(request.httprequest.args.get("revision"))
            try:
                order_sudo._check_can_be_signed(revision, name)
            except PrinterError as error:
                return {"error": str(error)}
        return super().portal_quote_accept(
            order_id, access_token=access_token, name=name, signature=signature
        )

    @http.route()
    def portal_quote_decline(self, order_id, access_token=None, decline_message=None, **kwargs):
        """Keep the customer's reason beside the refusal."""
        order_sudo = self._part_quote(order_id, access_token)
        if order_sudo and order_sudo.is_part_quote and decline_message and order_sudo._has_to_be_signed():
            order_sudo._through_door().quote_refusal = decline_message[:500]
        return super().portal_quote_decline(
            order_id, access_token=access_token, decline_message=decline_message, **kwargs
        )

    @http.route("/my/orders/<int:order_id>/parts", type="http", auth="public", methods=["POST"], website=True)
    def portal_quote_parts(self, order_id, access_token=None, **form):
        """Note which lines the customer wants, and what becomes of the replaced parts."""
        order_sudo = self._part_quote(order_id, access_token)
        if not order_sudo or not order_sudo.is_part_quote:
            raise request.not_found()
        lines = order_sudo._lines_to_choose()
        refused = {line.id for line in lines if form.get(f"refuse_{line.id}")}
        old_parts = {line.id: form.get(f"old_part_{line.id}") or "" for line in lines}
        problem = ""
        try:
            # all choices, or none of them
            with request.env.cr.savepoint():
                order_sudo._choose_in_portal(self._revision(form.get("revision")), refused, old_parts)
        except PrinterError:
            problem = "&message=quote_changed"
        return request.redirect(order_sudo.get_portal_url(query_string=problem))

    @staticmethod
    def _revision(text) -> int:
        return int(text) if str(text or "").isdigit() else -1
