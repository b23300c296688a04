"""What a count does to the stock: differences are booked, defective pieces blocked and scrapped (REQUIREMENTS P6)."""

from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError

from ...exceptions import PartCheckError
from ..base.locking import lock_in_turn
from ..base.rights import check_role
from .stock_location import WHO_DECIDES_COUNTS


class PartCheck(models.Model):
    _inherit = "printer.part.check"

    def _book(self) -> None:
        """Book the difference by Odoo's own inventory count, and block what could not be blocked before.

        :raises PartCheckError: when more was used meanwhile than is left
        """
        reason = self.env._("Check of stock: %(check)s", check=self.display_name)
        Quant = self.env["stock.quant"].with_context(inventory_name=reason)
        for line in self.line_ids:
            difference = line.counted - line.expected
            if not self.uom_id.compare(difference, 0):
                continue
            quant = Quant._gather(line.product_id, line.location_id, lot_id=line.lot_id, strict=True)[:1]
            quantity = quant.quantity + difference
            if self.uom_id.compare(quantity, 0) < 0:
                raise PartCheckError(
                    self.env._(
                        "“%(part)s”: only %(now)g are left, a difference of %(difference)g cannot be booked any "
                        "more. Have it counted again.",
                        part=self.product_id.display_name,
                        now=quant.quantity,
                        difference=difference,
                    )
                )
            quant = quant or Quant.create(
                {
                    "product_id": line.product_id.id,
                    "location_id": line.location_id.id,
                    "lot_id": line.lot_id.id,
                }
            )
            quant.inventory_quantity = quantity
            quant.action_apply_inventory()
        self._block_defective()

    def _block_defective(self) -> None:
        """Move what was found defective to the blocked ones, as far as it is on the books and not reserved."""
        wanted = defaultdict(list)
        for line in self.line_ids.filtered(lambda line: line.defective > line.blocked):
            quants = self.env["stock.quant"]._gather(
                line.product_id, line.location_id, lot_id=line.lot_id, strict=True
            )
            free = sum(quants.mapped("quantity")) - sum(quants.mapped("reserved_quantity"))
            quantity = min(line.defective - line.blocked, free)
            if self.uom_id.compare(quantity, 0) > 0:
                wanted[line.location_id].append((line.product_id, quantity, line.lot_id))
                line._through_door().blocked += quantity
        for shelf, lines in wanted.items():
            picking = self.env["stock.picking"]._printer_transfer(
                shelf, shelf._printer_defective(), lines, self.display_name
            )
            picking._printer_book()

    def action_scrap(self):
        """Scrap what these checks found defective, by Odoo's own scrap orders."""
        check_role(self.env, *WHO_DECIDES_COUNTS)
        self.check_access("read")
        lock_in_turn(self, PartCheckError)
        # whoever decides has no right on stock itself
        for check in self.sudo().filtered(lambda check: not check.is_scrapped):
            check._scrap()

    def _scrap(self) -> None:
        lines = self.line_ids.filtered("blocked")
        if not lines:
            raise PartCheckError(
                self.env._("%(check)s: nothing was moved to the blocked ones.", check=self.display_name)
            )
        scraps = self.env["stock.scrap"].create(
            [
                {
                    "product_id": line.product_id.id,
                    "product_uom_id": self.uom_id.id,
                    "scrap_qty": line.blocked,
                    "lot_id": line.lot_id.id,
                    "location_id": line.location_id._printer_defective().id,
                    "company_id": self.company_id.id,
                    "origin": self.display_name,
                    "printer_check_id": self.id,
                }
                for line in lines
            ]
        )
        try:
            for scrap in scraps:
                scrap.do_scrap()
        except UserError as error:
            raise PartCheckError(
                self.env._("%(check)s cannot be scrapped: %(reason)s", check=self.display_name, reason=error)
            ) from error
        self._through_door().is_scrapped = True
