"""Stations of the service network: a team with an area, people, stock and a place (REQUIREMENTS S12)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    is_centre = fields.Boolean(
        string="Service centre", help="Takes over, around the clock, when a station has nobody on duty."
    )
    # contacts may read teams; whom else a station serves and where the stock lies is not theirs to know
    area_unit_ids = fields.Many2many(
        "res.partner",
        "printer_station_area_rel",
        string="Area served",
        domain=[("printer_unit_kind", "in", ("customer", "unit"))],
        groups="base.group_user",
        help="Customers and units that this station serves. A unit belongs to the station of the nearest place "
        "above it.",
    )
    van_location_ids = fields.Many2many(
        "stock.location",
        "printer_station_van_rel",
        string="Van stocks",
        domain=[("usage", "=", "internal")],
        check_company=True,
        groups="base.group_user",
    )
    site_location_id = fields.Many2one(
        "stock.location",
        string="Stock on site",
        domain=[("usage", "=", "internal")],
        check_company=True,
        groups="base.group_user",
    )
    phone = fields.Char(string="Telephone of the station")
    address = fields.Text(string="Address of the station")
    roster_ids = fields.One2many("printer.roster", "team_id", string="Rosters", groups="base.group_user")

    @api.constrains("area_unit_ids", "company_id", "active")
    def _check_area_is_of_one_station(self):
        """Let a place belong to one station of a company only, or routing would be a matter of luck."""
        # stations of other companies are seen too: one without a company serves all
        taken = {}
        for station in self.sudo().search([("area_unit_ids", "in", self.sudo().area_unit_ids.ids)]):
            for place in station.area_unit_ids:
                others = taken.setdefault(place, [])
                for other in others:
                    if not station.company_id or other.company_id in (
                        station.company_id,
                        station.company_id.browse(),
                    ):
                        raise ValidationError(
                            self.env._(
                                "%(place)s is in the area of %(first)s and of %(second)s; it can have one "
                                "station only.",
                                place=place.display_name,
                                first=other.name,
                                second=station.name,
                            )
                        )
                others.append(station)

    @api.constrains("is_centre", "company_id", "active")
    def _check_one_centre(self):
        for company, centres in self.sudo().search([("is_centre", "=", True)]).grouped("company_id").items():
            if len(centres) > 1:
                raise ValidationError(
                    self.env._(
                        "%(company)s has a service centre already: %(centre)s.",
                        company=company.name or self.env._("All companies"),
                        centre=centres[0].name,
                    )
                )

    @api.model
    def _centre(self, company):
        """The service centre of a company, or one that serves all."""
        centres = self.search([("is_centre", "=", True), ("company_id", "in", [False, company.id])])
        return centres.sorted(lambda centre: not centre.company_id)[:1]
