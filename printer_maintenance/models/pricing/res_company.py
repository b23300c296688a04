"""The company's day of pricing, and its price list of parts (REQUIREMENTS P1)."""

from datetime import date, datetime

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    def write(self, vals):
        """Let the ready-made price list follow the currency that a company is set up with."""
        before = {company: company.currency_id for company in self} if "currency_id" in vals else {}
        result = super().write(vals)
        pricelist = self.env.ref("printer_maintenance.pricelist_parts", raise_if_not_found=False)
        main = self.env.ref("base.main_company", raise_if_not_found=False)
        if pricelist and main in before and pricelist.sudo().currency_id == before[main]:
            # whoever sets up the company need not keep its price lists
            pricelist.sudo().currency_id = main.currency_id
        return result

    def _part_price_day(self, moment: datetime | date | None = None) -> date:
        """The day at the company's seat whose market prices count.

        :param moment: naive UTC, or a day; None: now
        """
        if moment and not isinstance(moment, datetime):
            return moment
        moment = moment or fields.Datetime.now()
        # thousands of lines are priced at the same moment
        known, key = self.env.cr.cache, ("part_price_day", self._printer_zone(), moment)
        if key not in known:
            known[key] = self._printer_day(moment)
        return known[key]

    def _parts_pricelist(self):
        """The price list for quotations of service requests: one with the rule for parts, in the company's currency."""
        self.ensure_one()
        # price lists are Sales' own; who makes a quotation need not see them
        item_sudo = (
            self.env["product.pricelist.item"]
            .sudo()
            .search(
                [
                    ("compute_price", "=", "part_ceiling"),
                    ("pricelist_id.active", "=", True),
                    ("pricelist_id.company_id", "in", (False, self.id)),
                    ("pricelist_id.currency_id", "=", self.currency_id.id),
                ],
                order="company_id, id",
                limit=1,
            )
        )
        return item_sudo.pricelist_id.sudo(self.env.su)
