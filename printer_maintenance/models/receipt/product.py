"""What of a part may be used on jobs."""

from odoo import models

from ...exceptions import LotRecalledError


class Product(models.Model):
    _inherit = "product.product"

    def _free_for_jobs(self, location) -> float:
        """How much may be reserved for a job: with papers, not recalled, not promised to others (REQUIREMENTS P4).

        :param location: ``stock.location``, with everything below it
        :return: quantity in the product's unit
        """
        self.ensure_one()
        # engineers may know how much there is for their job, nothing else of the warehouse
        quants_sudo = self.env["stock.quant"].sudo().with_context(printer_usable_only=True)
        if self in self._recalled_as_a_whole():
            return 0.0
        return quants_sudo._get_available_quantity(self, location)

    def _recalled_as_a_whole(self):
        """Of these products, those without lots that are recalled: their pieces cannot be told apart."""
        untracked = self.filtered(lambda product: product.tracking == "none")
        if not untracked:
            return untracked
        # whoever uses a part need not be allowed to read recalls
        recalls_sudo = self.env["printer.part.recall"].sudo()
        return recalls_sudo.search(
            recalls_sudo._blocking_domain() & recalls_sudo._of_products(untracked)
        ).product_id.with_env(self.env)

    def _check_not_recalled(self) -> None:
        """Refuse a part that is recalled as a whole.

        :raises LotRecalledError: naming the part and the recall
        """
        for product in self._recalled_as_a_whole():
            raise LotRecalledError(
                self.env._(
                    "“%(part)s” is recalled and has no lots by which its pieces could be told apart: none is used "
                    "until the recall is over.",
                    part=product.display_name,
                )
            )
