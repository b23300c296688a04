"""What papers, recalls and claims mean on a job."""

from odoo import models


class Visit(models.Model):
    _inherit = "printer.visit"

    def _free_in(self, product, place, lot):
        """Count neither lots without papers nor what is recalled."""
        return super()._free_in(product, place, lot) if lot else product._free_for_jobs(place)


class StockMove(models.Model):
    _inherit = "stock.move"

    def _reserve_part(self, lot=None):
        """Say at once, not when the work is done, that a lot may not be used."""
        if lot:
            lot._check_usable()
        return super()._reserve_part(lot)


class PartFitting(models.Model):
    _inherit = "printer.part.fitting"

    def _after_repeat_failure(self, fittings):
        """Claim from the vendor what failed within its warranty."""
        super()._after_repeat_failure(fittings)
        self.env["printer.part.claim"]._claim(fittings)

    def _after_put_back(self, reason):
        """Withdraw what was claimed."""
        super()._after_put_back(reason)
        self.env["printer.part.claim"]._withdraw(self, reason)
