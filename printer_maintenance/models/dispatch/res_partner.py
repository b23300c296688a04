from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _printer_stations(self, company) -> dict:
        """Per partner the station of its area: of itself or of the nearest organisation above it.

        A query a level of the tree and one for the stations, whatever the number of partners.

        :param company: ``res.company`` whose stations are asked for
        :return: ``helpdesk.ticket.team`` by the partner's id, empty where no station serves the place
        """
        chains = self._printer_ancestors()
        places = list({place for chain in chains.values() for place in chain})
        # the reporter may be a contact, who does not see how the service is cut up
        stations_sudo = (
            self.env["helpdesk.ticket.team"]
            .sudo()
            .search([("area_unit_ids", "in", places), ("company_id", "in", [False, company.id])])
        )
        by_place = {}
        for station in stations_sudo:
            for place in station.area_unit_ids.ids:
                by_place.setdefault(place, station.with_env(self.env))
        nobody = self.env["helpdesk.ticket.team"]
        return {
            partner.id: next((by_place[place] for place in chains[partner.id] if place in by_place), nobody)
            for partner in self
        }
