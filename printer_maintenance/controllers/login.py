"""Signing in."""

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.home import Home


class Login(Home):
    """Let the portal greet people in their own language."""

    @http.route()
    def web_login(self, *args, **kw):
        """Remember the language of who has just signed in; the sign-in page had only the browser's to go by."""
        is_sent = request.httprequest.method == "POST"
        if is_sent and kw.get("type", "password") == "password" and not kw.get("login"):
            # Odoo's own page breaks when the name of the account is missing
            return request.redirect("/web/login", 303)
        response = super().web_login(*args, **kw)
        if is_sent and request.session.uid and request.env.user.lang:
            response.set_cookie("frontend_lang", request.env.user.lang)
        return response
