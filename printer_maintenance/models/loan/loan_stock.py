"""A loaner in Odoo's stock: reserved, moved to the lent ones, and back to where it lay."""

from odoo import fields, models
from odoo.exceptions import UserError

from ...exceptions import LoanError


class Loan(models.Model):
    _inherit = "printer.loan"

    lot_id = fields.Many2one(related="equipment_id.loaner_lot_id", string="Serial number in stock")
    out_picking_id = fields.Many2one(
        "stock.picking", string="Transfer out", readonly=True, copy=False, groups="stock.group_stock_user"
    )
    back_picking_id = fields.Many2one(
        "stock.picking", string="Transfer back", readonly=True, copy=False, groups="stock.group_stock_user"
    )

    def _lent_location(self):
        """Where stock keeps what is lent: still ours, and not to be used for anything else."""
        return self.env.ref("printer_maintenance.stock_location_lent")

    def _reserve_in_stock(self) -> None:
        """Reserve the piece, so that nobody sells or uses it.

        :raises LoanError: when stock does not have it free
        """
        self.ensure_one()
        quant = self._free_quant()
        if not quant:
            raise LoanError(
                self.env._("%(device)s is not free in stock.", device=self.equipment_id.display_name)
            )
        self.out_picking_id = self._transfer(quant.location_id, self._lent_location())

    def _free_quant(self):
        """Where the piece lies unreserved in our own stock."""
        quants = self.env["stock.quant"].search(
            [("lot_id", "=", self.lot_id.id), ("location_id.usage", "=", "internal"), ("quantity", ">", 0)]
        )
        lent = self._lent_location()
        return quants.filtered(lambda quant: quant.location_id != lent and not quant.reserved_quantity)[:1]

    def _transfer(self, source, target):
        """An internal transfer of the piece, reserved.

        :param source: ``stock.location``
        :param target: ``stock.location``
        :return: the ``stock.picking``
        """
        company = self.company_id or self.env.company
        warehouse = source.warehouse_id or target.warehouse_id
        if not warehouse:
            warehouse = self.env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
        product = self.lot_id.product_id
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": warehouse.int_type_id.id,
                "location_id": source.id,
                "location_dest_id": target.id,
                "origin": self.name,
                "partner_id": self.unit_id.id,
                "move_ids": [
                    fields.Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": 1,
                            "product_uom": product.uom_id.id,
                            "location_id": source.id,
                            "location_dest_id": target.id,
                            "move_line_ids": [
                                fields.Command.create(
                                    {
                                        "product_id": product.id,
                                        "product_uom_id": product.uom_id.id,
                                        "lot_id": self.lot_id.id,
                                        "quantity": 1,
                                        "location_id": source.id,
                                        "location_dest_id": target.id,
                                    }
                                )
                            ],
                        }
                    )
                ],
            }
        )
        picking.action_confirm()
        return picking

    def _book(self, picking) -> None:
        """Carry out a transfer.

        :raises LoanError: saying what stock objects
        """
        try:
            picking.move_ids.picked = True
            picking.with_context(skip_backorder=True, skip_sms=True)._action_done()
        except UserError as error:
            raise LoanError(
                self.env._(
                    "%(loan)s: stock does not book the transfer: %(reason)s", loan=self.name, reason=error
                )
            ) from error

    def _book_out(self) -> None:
        """The piece is with the customer."""
        self._book(self.out_picking_id)
        self.equipment_id.location_id = self._lent_location()

    def _book_back(self) -> None:
        """The piece lies again where it was taken from."""
        home = self.out_picking_id.location_id
        self.back_picking_id = self._transfer(self._lent_location(), home)
        self._book(self.back_picking_id)
        self.equipment_id.location_id = home

    def _release_in_stock(self) -> None:
        """The piece is free again: nobody took it."""
        self.out_picking_id.action_cancel()
