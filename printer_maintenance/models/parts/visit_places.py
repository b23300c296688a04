"""Where parts for a visit come from."""

from odoo import models


class Visit(models.Model):
    _inherit = "printer.visit"

    def _supplying_company(self):
        return self.company_id or self.env.company

    def _warehouses(self) -> dict:
        """The first warehouse of each company that these visits belong to."""
        companies = self.company_id | self.env.company
        # whoever plans has no right on the warehouse
        found = self.env["stock.warehouse"].sudo().search([("company_id", "in", companies.ids)])
        return {company: warehouses[:1] for company, warehouses in found.grouped("company_id").items()}

    def _who_gets_parts(self):
        """The person of dispatch who hears that parts are short; the liaison when dispatch is nobody."""
        company = self._supplying_company()
        # whoever asks need not see who else has which role
        group_sudo = self.env.ref("printer_maintenance.group_dispatcher").sudo()
        people = group_sudo.user_ids.filtered(lambda user: user.active and company in user.company_ids)
        return (self.liaison_id & people) or people[:1] or self.liaison_id or self.env.user

    def _places_of_parts(self, warehouse):
        """Where parts for a visit are looked for: the engineer's van, the station's stock on site, the warehouse."""
        return [place for kind, place in self._kinds_of_places(warehouse) if kind != "colleague"]

    def _kinds_of_places(self, warehouse) -> list[tuple]:
        """The same places, each with its kind: ``van``, ``site`` or ``warehouse``; last the vans of colleagues."""
        team = self.ticket_id.team_id
        vans = team._vans_for(self.engineer_id)
        places = [found for found in vans if found[0] == "van"]
        places += [("site", site) for site in team.site_location_id]
        places += [("warehouse", stock) for stock in warehouse.lot_stock_id]
        return [*places, *(found for found in vans if found[0] == "colleague")]

    def _free_of(self, product, lot=None) -> list[tuple]:
        """How many of a part are free, place by place, nearest first.

        :param product: ``product.product``
        :param lot: ``stock.lot``, when only that one counts
        :return: kind, ``stock.location`` and free quantity (in the product's unit); few places, two queries each
        """
        self.ensure_one()
        warehouse = self._warehouses().get(self._supplying_company())
        found = []
        # engineers may know how many of a part there are, nothing else of the warehouse
        for kind, place in self.sudo()._kinds_of_places(warehouse) if warehouse else ():
            found.append((kind, place, self._free_in(product.sudo(), place, lot)))
        return found

    def _free_in(self, product, place, lot) -> float:
        """How many of a part a job may take from a place; capabilities leave out what must not be used."""
        asked = {"location": place.id, "lot_id": lot.id if lot else None}
        return product.with_context(**asked).free_qty
