"""Where parts lie: in the vans of a station, on its site, in the company's warehouse."""

from typing import NamedTuple

from odoo import api, models

from ...rules.part_supply import kind_of_van


class Place(NamedTuple):
    """What a stock location is: ``van``, ``site`` or ``warehouse``, of which station, and whose van (0: of all)."""

    kind: str
    team_id: int
    driver_id: int = 0


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    def _vans_for(self, engineer) -> list[tuple]:
        """The vans of the station, each with its kind: one's own first, then those of all, then the colleagues'.

        :param engineer: ``res.users`` record, none for the station as a whole
        """
        ranked = [
            (
                kind_of_van(van.sudo().van_engineer_id.id or 0, engineer.id or 0),
                not van.sudo().van_engineer_id,
                van,
            )
            # whoever plans or drives has no right on the warehouse
            for van in self.sudo().van_location_ids.with_env(self.env)
        ]
        ranked.sort(key=lambda found: (found[0] != "van", found[1]))
        return [(kind, van) for kind, _of_all, van in ranked]

    def _van_for(self, engineer):
        """The van at hand for an engineer: their own, or one of all; none when colleagues drive them all."""
        return next(
            (van for kind, van in self._vans_for(engineer) if kind == "van"), self.env["stock.location"]
        )

    @api.model
    def _part_places(self, company) -> dict[int, list[Place]]:
        """What each internal location of a company is, with a fixed number of queries.

        The nearest place above a location decides: a van that lies below the warehouse is a van. A van that two
        stations share is a place of both.

        :param company: ``res.company`` record
        """
        # engineers and dispatchers may know how many parts lie where, and nothing else of the warehouse
        of_company = [("company_id", "in", (False, company.id))]
        teams_sudo = self.sudo().search(of_company)
        warehouses_sudo = self.env["stock.warehouse"].sudo().search([("company_id", "=", company.id)])
        roots: dict[int, list[Place]] = {}
        for location in warehouses_sudo.lot_stock_id:
            roots[location.id] = [Place("warehouse", 0)]
        named: dict[int, list[Place]] = {}
        for team in teams_sudo:
            for location in team.van_location_ids:
                named.setdefault(location.id, []).append(
                    Place("van", team.id, location.van_engineer_id.id or 0)
                )
            if team.site_location_id:
                named.setdefault(team.site_location_id.id, []).append(Place("site", team.id))
        roots |= named
        locations_sudo = (
            self.env["stock.location"]
            .sudo()
            .search([("id", "child_of", list(roots)), ("usage", "=", "internal"), *of_company])
        )
        return {
            location.id: next(
                roots[int(above)]
                for above in reversed(location.parent_path.split("/"))
                if above and int(above) in roots
            )
            for location in locations_sudo
        }
