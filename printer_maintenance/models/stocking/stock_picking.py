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
        self._printer_check_free(source, wanted)
        warehouse = (
            source._printer_warehouse() if source.sudo().warehouse_id else target._printer_warehouse()
        )
        # who may was checked by the caller; engineers have no right on the warehouse
        picking_sudo = self.sudo().create(
            {
                "picking_type_id": warehouse.int_type_id.id,
                "location_id": source.id,
                "location_dest_id": target.id,
                "origin": origin,
                "user_id": self.env.uid,
                "move_ids": [
                    fields.Command.create(self._printer_move_values(source, target, *line)) for line in wanted
                ],
            }
        )
        picking_sudo.action_confirm()
        picking_sudo.action_assign()
        if any(move.state != "assigned" for move in picking_sudo.move_ids):
            short = picking_sudo.move_ids.filtered(lambda move: move.state != "assigned")[:1]
            raise StockShortError(
                self.env._(
                    "“%(part)s” cannot be reserved in %(place)s. Please look at the stock there.",
                    part=short.product_id.display_name,
                    place=source.sudo().display_name,
                )
            )
        return picking_sudo

    @api.model
    def _printer_move_values(self, source, target, product, quantity: float, lot=None) -> dict:
        values = {
            "product_id": product.id,
            "product_uom_qty": quantity,
            "product_uom": product.uom_id.id,
            "location_id": source.id,
            "location_dest_id": target.id,
        }
        if lot:
            values["move_line_ids"] = [
                fields.Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_id": product.uom_id.id,
                        "lot_id": lot.id,
                        "quantity": quantity,
                        "location_id": source.id,
                        "location_dest_id": target.id,
                    }
                )
            ]
        return values

    @api.model
    def _printer_check_free(self, source, wanted: list[tuple]) -> None:
        products = self.env["product.product"].union(*(line[0] for line in wanted))
        free = source._printer_free(products)
        for product in products:
            asked = sum(line[1] for line in wanted if line[0] == product)
            if asked <= 0 or any(line[1] <= 0 for line in wanted if line[0] == product):
                raise PartTransferError(
                    self.env._("Please enter how many pieces of “%(part)s”.", part=product.display_name)
                )
            if product.uom_id.compare(free.get(product.id, 0), asked) < 0:
                raise StockShortError(
                    self.env._(
                        "Only %(free)g of “%(part)s” are free in %(place)s, %(wanted)g are wanted.",
                        free=max(free.get(product.id, 0), 0),
                        part=product.display_name,
                        place=source.sudo().display_name,
                        wanted=asked,
                    )
                )

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
