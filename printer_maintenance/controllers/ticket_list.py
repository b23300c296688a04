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
        return self._relabel(
            super()._ticket_get_searchbar_sortings(),
            {
                "date": request.env._("Newest"),
                "name": request.env._("Title"),
                "stage": request.env._("Stage"),
                "update": request.env._("Last change of stage"),
            },
        )

    def _ticket_get_searchbar_groupby(self):
        entries = super()._ticket_get_searchbar_groupby()
        entries.pop("category", None)  # the kind of service takes the place of categories
        return self._relabel(entries, {"none": request.env._("Not grouped"), "stage": request.env._("Stage")})

    def _ticket_get_searchbar_inputs(self):
        return self._relabel(
            super()._ticket_get_searchbar_inputs(),
            {
                "all": request.env._("Search everywhere"),
                "number": request.env._("Search in number"),
                "name": request.env._("Search in title"),
            },
        )
