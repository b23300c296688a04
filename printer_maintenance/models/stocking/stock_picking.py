"""Moving parts between the warehouse, the vans and the sites by Odoo's own transfers (REQUIREMENTS P7)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...exceptions import PartTransferError, StockShortError
from ..base.locking import lock_in_turn


class StockPicking(models.Model):
    _inherit = "stock.picking"

    @api.model
    @api.private
    def _printer_transfer(self, source, target, wanted: list[tuple], origin: str):
        """One internal transfer, reserved as a whole or not made at all.

        The right to it was checked by the caller; it is made as the system.

        :param source: ``stock.location``
        :param target: ``stock.location``
        :param wanted: per piece of the list ``product.product``, quantity in its unit, and ``stock.lot`` or none
        :param origin: what it is made for
        :raises PartTransferError: when somebody else takes from the same place at this very moment
        :raises StockShortError: naming the part of which too few are free
        :return: the ``stock.picking``
        """
        lock_in_turn(source, PartTransferError)
        taken = self._printer_take(source, wanted)
        warehouse = source._printer_warehouse() if source.sudo().warehouse_id else target._printer_warehouse()
        # who may was checked by the caller; engineers have no right on the warehouse
        picking_sudo = self.sudo().create(
            {
                "picking_type_id": warehouse.int_type_id.id,
                "location_id": source.id,
                "location_dest_id": target.id,
                "origin": origin,
                "user_id": self.env.uid,
                "move_ids": [
                    fields.Command.create(self._printer_move_values(source, target, product, pieces))
                    for product, pieces in taken.items()
                ],
            }
        )
        picking_sudo.action_confirm()
        return picking_sudo

    @api.model
    def _printer_move_values(self, source, target, product, pieces: list[tuple]) -> dict:
        """A move with the very pieces that it takes reserved.

        :param pieces: ``stock.quant`` and the quantity taken from it
        """
        return {
            "product_id": product.id,
            "product_uom_qty": sum(quantity for _quant, quantity in pieces),
            "product_uom": product.uom_id.id,
            "location_id": source.id,
            "location_dest_id": target.id,
            "move_line_ids": [
                fields.Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_id": product.uom_id.id,
                        "lot_id": quant.lot_id.id,
                        "package_id": quant.package_id.id,
                        "quantity": quantity,
                        "location_id": quant.location_id.id,
                        "location_dest_id": target.id,
                    }
                )
                for quant, quantity in pieces
            ],
        }

    @api.model
    def _printer_take(self, source, wanted: list[tuple]) -> dict:
        """Which pieces are taken, by part: quants with quantities, in Odoo's order of removal.

        :raises PartTransferError: for a quantity that is none
        :raises StockShortError: naming the part of which too few are free
        """
        products = self.env["product.product"].union(*(line[0] for line in wanted))
        left = {quant: quant.available_quantity for quant in source._printer_quants(products)}
        taken = {product: [] for product in products}
        for product, asked, lot in wanted:
            if asked <= 0:
                raise PartTransferError(
                    self.env._("Please enter how many pieces of “%(part)s”.", part=product.display_name)
                )
            missing = asked
            for quant in left:
                if quant.product_id == product and (not lot or quant.lot_id == lot):
                    quantity = min(left[quant], missing)
                    if product.uom_id.compare(quantity, 0) > 0:
                        left[quant] -= quantity
                        missing -= quantity
                        taken[product].append((quant, quantity))
            if product.uom_id.compare(missing, 0) > 0:
                raise StockShortError(
                    self.env._(
                        "Only %(free)g of “%(part)s” are free in %(place)s, %(wanted)g are wanted.",
                        free=asked - missing,
                        part=product.display_name,
                        place=source.sudo().display_name,
                        wanted=asked,
                    )
                )
        return taken

    @api.private
    def _printer_receive(self, received: dict[int, float]) -> None:
        """Book what came of each line; the rest stays open on a transfer of its own.

        :param received: pieces by the move's id; moves that are not named did not come
        :raises PartTransferError: when somebody else confirms at this very moment, or stock objects
        """
        lock_in_turn(self, PartTransferError)
        for move in self.move_ids:
            move.quantity = received.get(move.id, 0)
        self._printer_book()

    @api.private
    def _printer_book(self) -> None:
        """Carry transfers out with the quantities that they have; what is left stays open.

        :raises PartTransferError: saying what stock objects
        """
        for move in self.move_ids:
            move.picked = bool(move.quantity)
        try:
            self.with_context(skip_sms=True)._action_done()
        except UserError as error:
            raise PartTransferError(
                self.env._(
                    "Stock does not book the transfer %(transfer)s: %(reason)s",
                    transfer=", ".join(self.mapped("name")),
                    reason=error,
                )
            ) from error
