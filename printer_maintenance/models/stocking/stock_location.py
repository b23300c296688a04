"""Places of parts: the stations that have them, who may count there, where defective pieces are put."""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..base.rights import has_role

WHO_PLANS_STOCK = ("dispatcher", "project_manager", "equipment_supervisor")
WHO_DECIDES_COUNTS = ("dispatcher", "equipment_supervisor")
# project managers have their agreements' rows and checks, not every van
WHO_MOVES_STOCK = WHO_DECIDES_COUNTS


class StockLocation(models.Model):
    _inherit = "stock.location"

    van_station_ids = fields.Many2many(
        "helpdesk.ticket.team",
        "printer_station_van_rel",
        "stock_location_id",
        "helpdesk_ticket_team_id",
        string="Van of stations",
        readonly=True,
        groups="base.group_user",
    )
    site_station_ids = fields.One2many(
        "helpdesk.ticket.team",
        "site_location_id",
        string="Site of stations",
        readonly=True,
        groups="base.group_user",
    )

    def _printer_place_stations(self):
        """The stations that have these places: as their vans, or as their stock on site."""
        # whoever asks need not see other stations
        places_sudo = self.sudo()
        return places_sudo.van_station_ids | places_sudo.site_station_ids

    def _printer_is_mine(self) -> bool:
        """Whether the person belongs to a station that has this place."""
        return self.env.user in self._printer_place_stations().user_ids

    @api.model
    @api.private
    def _printer_my_places(self):
        """The places of the person's own stations: vans first, then sites."""
        stations_sudo = self.env["helpdesk.ticket.team"].sudo().search([("user_ids", "in", self.env.uid)])
        return (stations_sudo.van_location_ids | stations_sudo.site_location_id).with_env(self.env)

    def _check_has_place(self, *roles: str) -> None:
        """Let only people of the place's station go on, and those who look after stock anywhere (REQUIREMENTS P7).

        :param roles: roles that may besides
        :raises AccessError: naming the place, or for a place of another company
        """
        self.check_access("read")
        if self.env.su or has_role(self.env, *roles) or self.env.user.has_group("stock.group_stock_user"):
            return
        for place in self:
            if not place._printer_is_mine():
                raise AccessError(
                    self.env._(
                        "“%(place)s” belongs to another station. Please ask somebody of that station.",
                        place=place.sudo().display_name,
                    )
                )

    def _printer_warehouse(self):
        """The ``stock.warehouse`` that fills this place: its own, or the first of the company."""
        self.ensure_one()
        # places of stations need not lie in a warehouse's tree; whoever asks has no right on the warehouse
        place_sudo = self.sudo()
        if place_sudo.warehouse_id:
            return place_sudo.warehouse_id
        company = place_sudo.company_id or self.env.company
        return self.env["stock.warehouse"].sudo().search([("company_id", "=", company.id)], limit=1)

    def _printer_defective(self):
        """Where defective pieces wait for the decision: still ours, and not to be used."""
        return self.env.ref("printer_maintenance.stock_location_defective")

    def _printer_quants(self, products):
        """What lies here and may be moved elsewhere, in Odoo's order of removal.

        Vans and sites that stand below the place are not its own: nobody takes from a colleague's van by filling up.

        :param products: ``product.product``
        """
        # see _check_has_place: engineers have no right on stock
        place_sudo = self.sudo()
        below_sudo = place_sudo.search(
            Domain("id", "child_of", place_sudo.ids)
            & Domain("id", "not in", place_sudo.ids)
            & (Domain("van_station_ids", "!=", False) | Domain("site_station_ids", "!=", False))
        )
        quants_sudo = self.env["stock.quant"].sudo()
        # the parts of one dialog or transfer; Odoo knows the order of removal product by product only
        for product in products:
            quants_sudo |= quants_sudo._gather(product, place_sudo)
        return quants_sudo.filtered(
            lambda quant: (
                not quant.owner_id
                and quant.available_quantity > 0
                and not any(
                    quant.location_id.parent_path.startswith(other.parent_path) for other in below_sudo
                )
            )
        )

    def _printer_free(self, products) -> dict[int, float]:
        """Pieces that lie here and are promised to nobody, by product.

        :param products: ``product.product``
        """
        free = dict.fromkeys(products.ids, 0.0)
        for quant in self._printer_quants(products):
            free[quant.product_id.id] += quant.available_quantity
        return free
