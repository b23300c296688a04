"""Signing in."""

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.home import Home


class Login(Home):
    """Let the portal greet people in their own language."""

    @http.route()
    def web_login(self, *args, **kw):
        """Remember the language of who has just signed in; the sign-in page had only the browser's to go by."""
        response = super().web_login(*args, **kw)
        if request.httprequest.method == "POST" and request.session.uid and request.env.user.lang:
            response.set_cookie("frontend_lang", request.env.user.lang)
        return response
