"""Which stock of a part a job may use."""

from odoo import api, models
from odoo.fields import Domain


class StockQuant(models.Model):
    _inherit = "stock.quant"

    @api.model
    def _printer_usable_domain(self) -> Domain:
        """Pieces that are ours: what a customer left with us is theirs; capabilities leave out what is barred."""
        return Domain("owner_id", "=", False)
