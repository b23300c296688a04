"""What becomes of a replaced part: the customer decides (REQUIREMENTS P5)."""

from odoo import fields, models

OLD_PARTS = [
    ("return", "Back to the customer"),
    ("dispose", "Disposed of by the service provider"),
    ("keep", "Kept for the customer by the service provider"),
    ("none", "Nothing is taken out"),
]
PLACES = {
    "return": "printer_maintenance.stock_location_handed_back",
    "dispose": "printer_maintenance.stock_location_disposed",
    "keep": "printer_maintenance.stock_location_old_parts",
}


class StockMove(models.Model):
    _inherit = "stock.move"

    old_part = fields.Selection(OLD_PARTS, string="Replaced part", copy=False)
    replaces_move_id = fields.Many2one(
        "stock.move",
        string="Taken out for",
        readonly=True,
        copy=False,
        # the replaced pieces of a part
        index="btree_not_null",
        ondelete="set null",
    )
    replaced_by_out_ids = fields.One2many("stock.move", "replaces_move_id", string="Taken out for this part")

    def _old_lot_values(self) -> list[dict]:
        """Names for replaced pieces of parts that are tracked: they carry no number of ours."""
        self.ensure_one()
        if self.product_id.tracking == "none":
            return []
        # a dozen has twelve numbers
        in_pieces = self.product_uom._compute_quantity(self.quantity, self.product_id.uom_id)
        pieces = round(in_pieces) if self.product_id.tracking == "serial" else 1
        number = self.repair_id.visit_id.name or self.repair_id.name
        return [
            {
                "name": f"{number}/{self.id}/{piece + 1}",
                "product_id": self.product_id.id,
                "company_id": self.company_id.id,
            }
            for piece in range(pieces)
        ]

    def _write_old_pieces(self, lots, owner) -> None:
        """The lines of a removal: one per number, or one for all.

        :param lots: ``stock.lot`` of the replaced pieces, none for parts that are not tracked
        :param owner: ``res.partner`` whose property they stay
        """
        self.ensure_one()
        share = self.product_uom_qty / (len(lots) or 1)
        # what was reserved by itself is deleted: lines without a move would hold stock for ever
        self.move_line_ids.unlink()
        self.move_line_ids = [
            fields.Command.create(
                {
                    "product_id": self.product_id.id,
                    "product_uom_id": self.product_uom.id,
                    "quantity": share,
                    "lot_id": lot and lot.id,
                    "owner_id": owner and owner.id,
                    "location_id": self.location_id.id,
                    "location_dest_id": self.location_dest_id.id,
                }
            )
            for lot in (lots or [None])
        ]


class RepairOrder(models.Model):
    _inherit = "repair.order"

    def _take_out_old_parts(self) -> None:
        """Book each replaced part to where the customer wants it, by a move of its own.

        What is kept stays the customer's property in our books: it has no value for us and is not used again.
        """
        self.ensure_one()
        added = self.move_ids.filtered(
            lambda move: (
                move.repair_line_type == "add"
                and move.state not in ("done", "cancel")
                and move.old_part in PLACES
            )
        )
        values = [
            {
                "repair_id": self.id,
                "repair_line_type": "remove",
                "product_id": move.product_id.id,
                "product_uom_qty": move.quantity,
                "product_uom": move.product_uom.id,
                "location_dest_id": self.env.ref(PLACES[move.old_part]).id,
                "replaces_move_id": move.id,
            }
            for move in added
        ]
        removed = self.env["stock.move"]._through_door().create(values)
        for move, out in zip(added, removed, strict=True):
            # few parts on one job; those that are tracked get numbers of their own
            lots = self.env["stock.lot"].create(move._old_lot_values())
            out._write_old_pieces(lots, self.partner_id if move.old_part == "keep" else None)
