"""The list of requests in the portal, with helpdesk_mgmt's labels in the contact's language.

helpdesk_mgmt has no Chinese translation, and Odoo takes Python strings only from the addon that holds them; so the
few labels that contacts meet are given here.
"""

from odoo import http
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk


class TicketList(CustomerPortalHelpdesk):
    """Give the search bar of the list its labels."""

    @http.route()
    def portal_my_tickets(self, *args, **kw):
        response = super().portal_my_tickets(*args, **kw)
        if "searchbar_filters" in getattr(response, "qcontext", {}):
            response.qcontext["searchbar_filters"]["all"]["label"] = request.env._("All")
        return response

    @staticmethod
    def _relabel(entries: dict, labels: dict) -> dict:
        for key, label in labels.items():
            if key in entries:
                entries[key]["label"] = label
        return entries

    def _ticket_get_searchbar_sortings(self):
        _ = request.env._
        return self._relabel(
            super()._ticket_get_searchbar_sortings(),
            {"date": _("Newest"), "name": _("Title"), "stage": _("Stage"), "update": _("Last change of stage")},
        )

    def _ticket_get_searchbar_groupby(self):
        _ = request.env._
        entries = super()._ticket_get_searchbar_groupby()
        entries.pop("category", None)  # the kind of service takes the place of categories
        return self._relabel(entries, {"none": _("Not grouped"), "stage": _("Stage")})

    def _ticket_get_searchbar_inputs(self):
        _ = request.env._
        return self._relabel(
            super()._ticket_get_searchbar_inputs(),
            {"all": _("Search everywhere"), "number": _("Search in number"), "name": _("Search in title")},
        )
