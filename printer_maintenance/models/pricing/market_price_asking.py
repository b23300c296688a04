"""Market prices that end soon are asked for anew (REQUIREMENTS P1)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# so many days before its last one a price is asked for anew
ASK_DAYS = 14
# a part is in use when it was priced, or needed on a job, within so many days
IN_USE_DAYS = 365
PAGE = 100


class MarketPrice(models.Model):
    _inherit = "printer.part.market.price"

    @api.model
    def _cron_ask_anew(self) -> None:
        """Ask whoever entered it for a new price of each part in use whose price ends within two weeks.

        One activity per part; a part's activity and the mark that it was asked for are saved together, so that killed
        anywhere it goes on without a gap or a double.
        """
        commit = self.env["ir.cron"]._commit_progress
        # a day more than the horizon: companies sit in different zones
        horizon = fields.Date.today() + timedelta(days=ASK_DAYS + 1)
        ending = Domain("valid_until", "<=", horizon) & Domain("asked_at", "=", False)
        for (company,) in self._read_group(ending, ["company_id"]):
            here = self.with_company(company)
            products = here._products_to_ask_about()
            commit(remaining=len(products))
            for start in range(0, len(products), PAGE):
                page = products[start : start + PAGE]
                here._ask_anew(page)
                if not commit(len(page)):
                    return

    @api.model
    def _products_to_ask_about(self):
        """Parts in use of this company whose price ends soon, was not asked for, and that have no longer-lived one."""
        horizon = self._today() + timedelta(days=ASK_DAYS)
        ours = Domain("company_id", "=", self.env.company.id)
        ending = ours & Domain("valid_until", "<=", horizon) & Domain("asked_at", "=", False)
        products = self._products_with(ending)
        if not products:
            return products
        lasting = self._products_with(
            ours & Domain("valid_until", ">", horizon) & Domain("product_id", "in", products.ids)
        )
        return (products - lasting)._filter_parts_in_use()

    @api.model
    def _products_with(self, domain: Domain):
        groups = self._read_group(domain, ["product_id"], order="product_id")
        return self.env["product.product"].browse([product.id for (product,) in groups if product.active])

    @api.model
    def _ask_anew(self, products) -> None:
        """One activity per part, for who entered its newest price."""
        today = self._today()
        prices = self.search(
            [
                ("product_id", "in", products.ids),
                ("company_id", "=", self.env.company.id),
                ("asked_at", "=", False),
            ]
        )
        activity_type = self.env.ref("printer_maintenance.activity_market_price")
        model = self.env["ir.model"]._get("product.product")
        values = []
        for product, group in prices.grouped("product_id").items():
            newest = group[0]
            person = newest._whom_to_ask()
            speaking = self.with_context(lang=person.lang)
            values.append(
                {
                    "res_model_id": model.id,
                    "res_id": product.id,
                    "activity_type_id": activity_type.id,
                    "user_id": person.id,
                    "date_deadline": max(newest.valid_until, today),
                    "summary": speaking.env._(
                        "Market price ends on %(day)s: find a new one", day=newest.valid_until
                    ),
                }
            )
        self.env["mail.activity"].create(values)
        prices._through_door().asked_at = fields.Datetime.now()

    def _whom_to_ask(self):
        """Who entered this price; the one responsible for the product when they have left."""
        self.ensure_one()
        person = self.entered_by_id
        if person.active and person._is_internal():
            return person
        return self.product_id.responsible_id.filtered("active") or self.env.ref("base.user_admin")


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _filter_parts_in_use(self):
        """Those in stock, priced within the last year, or needed on a job within it; three queries for all."""
        company = Domain("company_id", "=", self.env.company.id)
        since = fields.Datetime.now() - timedelta(days=IN_USE_DAYS)
        mine = company & Domain("product_id", "in", self.ids)
        used = {
            product.id
            for model, domain in (
                ("stock.quant", Domain("location_id.usage", "=", "internal") & Domain("quantity", ">", 0)),
                (
                    "sale.order.line",
                    Domain("part_ruled_by", "!=", False) & Domain("create_date", ">=", since),
                ),
                ("stock.move", Domain("repair_id", "!=", False) & Domain("create_date", ">=", since)),
            )
            for (product,) in self.env[model]._read_group(mine & domain, ["product_id"])
        }
        return self.filtered(lambda product: product.id in used)
