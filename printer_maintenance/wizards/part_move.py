"""The dialogs that fill a van, confirm what has come, and give parts back."""

from odoo import api, fields, models
from odoo.fields import Command

from ..exceptions import PartTransferError
from ..models.stocking.stock_location import WHO_MOVES_STOCK


class PartMove(models.TransientModel):
    """Parts between the warehouse and a van or site, by people without any right on stock (REQUIREMENTS P7)."""

    _name = "printer.part.move"
    _description = "Move parts"

    purpose = fields.Selection(
        [("fill", "Fill up my van"), ("receive", "Confirm receipt"), ("give", "Give back")], required=True
    )
    allowed_ids = fields.Many2many("stock.location", compute="_compute_allowed_ids")
    location_id = fields.Many2one(
        "stock.location", string="Place", required=True, domain="[('id', 'in', allowed_ids)]"
    )
    line_ids = fields.One2many("printer.part.move.line", "dialog_id", string="Parts")

    def _compute_allowed_ids(self):
        mine = self.env["stock.location"]._printer_my_places()
        for dialog in self:
            dialog.allowed_ids = mine | dialog.location_id

    @api.model
    def default_get(self, fields):  # pylint: disable=redefined-outer-name; Odoo's own name
        """The lines of the place."""
        values = super().default_get(fields)
        place = self.env["stock.location"].browse(values.get("location_id") or ())
        if place and "line_ids" in fields:
            lines = self._lines(values.get("purpose"), place)
            values["line_ids"] = [Command.create(line) for line in lines]
        return values

    @api.onchange("location_id")
    def _onchange_location_id(self):
        lines = self._lines(self.purpose, self.location_id._origin) if self.location_id else []
        self.line_ids = [Command.clear(), *(Command.create(line) for line in lines)]

    @api.model
    def _lines(self, purpose: str, place) -> list[dict]:
        place._check_has_place(*WHO_MOVES_STOCK)
        if purpose == "fill":
            return self._lines_to_fill(place)
        if purpose == "give":
            return self._lines_to_give(place)
        moves_sudo = self._coming(place)
        return [
            {
                "move_id": move.id,
                "product_id": move.product_id.id,
                "origin": move.picking_id.name,
                "free": move.quantity,
                "quantity": move.quantity,
            }
            for move in moves_sudo
        ]

    @api.model
    def _lines_to_fill(self, place) -> list[dict]:
        # the plan of the place and the warehouse's stock are read for whoever has the place
        rows_sudo = (
            self.env["printer.part.stocking"]
            .sudo()
            .search([("location_id", "=", place.id), ("state", "=", "agreed")])
        )
        free = place._printer_warehouse().lot_stock_id._printer_free(rows_sudo.product_id)
        lines = []
        for row in rows_sudo:
            wanted = row.quantity_max - row.quantity_there - row.quantity_coming
            if row.uom_id.compare(wanted, 0) > 0:
                available = max(free.get(row.product_id.id, 0), 0)
                lines.append(
                    {"product_id": row.product_id.id, "free": available, "quantity": min(wanted, available)}
                )
        return lines

    @api.model
    def _lines_to_give(self, place) -> list[dict]:
        parts = {row["product"] for row in self.env["printer.part.check"]._count_sheet(place)}
        free = place._printer_free(self.env["product.product"].union(*parts))
        return [
            {"product_id": part.id, "free": free[part.id], "quantity": 0}
            for part in sorted(parts, key=lambda part: part.display_name)
            if free.get(part.id, 0) > 0
        ]

    @api.model
    def _coming(self, place):
        """Reserved moves on internal transfers to the place."""
        # engineers have no right on transfers; the right on the place was checked
        return (
            self.env["stock.move"]
            .sudo()
            .search(
                [
                    ("location_dest_id", "child_of", place.id),
                    ("picking_id.picking_type_code", "=", "internal"),
                    ("state", "in", ("assigned", "partially_available")),
                ]
            )
        )

    def action_done(self):
        """Do what the dialog is for.

        :raises AccessError: for another station's place
        :raises StockShortError: naming the part of which too few are free
        :raises PartTransferError: when nothing was chosen, or somebody else acts at this very moment
        """
        self.ensure_one()
        self.location_id._check_has_place(*WHO_MOVES_STOCK)
        if self.purpose == "receive":
            return self._receive()
        lines = self.line_ids.filtered(lambda line: line.quantity)
        if not lines:
            raise PartTransferError(self.env._("Please enter how many pieces."))
        shelf = self.location_id._printer_warehouse().lot_stock_id
        ends = (shelf, self.location_id) if self.purpose == "fill" else (self.location_id, shelf)
        origin = dict(self._fields["purpose"]._description_selection(self.env))[self.purpose]
        wanted = [(line.product_id, line.quantity, None) for line in lines]
        picking = self.env["stock.picking"]._printer_transfer(
            *ends, wanted, f"{origin}: {self.env.user.name}"
        )
        if self.purpose == "fill":
            return self._say(
                self.env._(
                    "%(transfer)s is reserved. Choose “Confirm receipt” once you have the parts.",
                    transfer=picking.name,
                )
            )
        return self._say(
            self.env._("%(transfer)s: the warehouse confirms what you bring.", transfer=picking.name)
        )

    def _receive(self) -> dict:
        """Book what came; what did not come stays open."""
        coming_sudo = self._coming(self.location_id)
        received = {line.move_id.id: line.quantity for line in self.line_ids if line.quantity}
        if set(received) - set(coming_sudo.ids):
            raise PartTransferError(
                self.env._("Somebody has confirmed this already. Please open the list again.")
            )
        if not received:
            raise PartTransferError(self.env._("Please enter how many pieces."))
        for move in coming_sudo:
            if not 0 <= received.get(move.id, 0) <= move.product_uom_qty:
                raise PartTransferError(
                    self.env._(
                        "“%(part)s”: %(most)g were sent. Tell the warehouse if more came.",
                        part=move.product_id.display_name,
                        most=move.product_uom_qty,
                    )
                )
        pickings_sudo = coming_sudo.filtered(lambda move: move.id in received).picking_id
        pickings_sudo._printer_receive(received)
        return self._say(
            self.env._("Received: %(transfers)s", transfers=", ".join(pickings_sudo.mapped("name")))
        )

    def _say(self, message: str) -> dict:
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }


class PartMoveLine(models.TransientModel):
    _name = "printer.part.move.line"
    _description = "Part that is moved"

    dialog_id = fields.Many2one("printer.part.move", required=True, ondelete="cascade")
    purpose = fields.Selection(related="dialog_id.purpose")
    move_id = fields.Many2one("stock.move")
    product_id = fields.Many2one(
        "product.product",
        string="Part",
        required=True,
        domain=[("is_printer_part", "=", True), ("is_storable", "=", True)],
    )
    origin = fields.Char(string="Transfer")
    free = fields.Float(
        string="Free", digits="Product Unit", help="Pieces that are there and promised to nobody."
    )
    quantity = fields.Float(digits="Product Unit", default=1)
