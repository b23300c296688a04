"""Use a part on a visit, without any right on the warehouse."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..models.parts.old_part import OLD_PARTS

PLACES = [
    ("van", "Van"),
    ("site", "Stock on site"),
    ("warehouse", "Warehouse"),
    ("colleague", "A colleague's van"),
]


class PartUse(models.TransientModel):
    """Take a part from stock for the job in hand; the booking is Odoo's own repair order (REQUIREMENTS P2, P5, P7)."""

    _name = "printer.part.use"
    _inherit = "printer.part.pick"
    _description = "Use a part"

    tracking = fields.Selection(related="product_id.tracking")
    lot_name = fields.Char(string="Lot or serial number", help="As it stands on the part's label.")
    lot_hint = fields.Char(string="In stock", compute="_compute_stock")
    available_quantity = fields.Float(string="Free", compute="_compute_stock", digits="Product Unit")
    stock_text = fields.Text(string="Where it lies", compute="_compute_stock")
    place = fields.Selection(PLACES, string="Take it from", help="Empty: the nearest place that has enough.")
    is_short = fields.Boolean(compute="_compute_stock")
    by_people = fields.Char(
        string="Damage by people", help="Who or what damaged it. The customer then pays for the part."
    )
    old_part = fields.Selection(
        OLD_PARTS, string="Replaced part", compute="_compute_old_part", store=True, readonly=False
    )
    cover_text = fields.Char(compute="_compute_cover")
    needs_approval = fields.Boolean(compute="_compute_cover")
    correction = fields.Char(
        string="How it came there", help="You hold it in your hand, but the books do not know it."
    )

    @api.depends("product_id", "quantity", "lot_name", "place")
    def _compute_stock(self):
        places = dict(self._fields["place"]._description_selection(self.env))
        for wizard in self:
            product, lot = wizard.product_id, wizard._lot()
            rows = wizard.visit_id._free_of(product, lot) if product else []
            wizard.available_quantity = sum(max(free, 0) for _kind, _place, free in rows)
            wizard.stock_text = "\n".join(
                f"{places[kind]} · {place.display_name}: {max(free, 0):g}" for kind, place, free in rows
            )
            wizard.is_short = bool(product) and not any(
                product.uom_id.compare(free, wizard.quantity) >= 0
                for kind, _place, free in rows
                if kind == wizard.place or (not wizard.place and kind != "colleague")
            )
            wizard.lot_hint = ", ".join(wizard._free_lots(rows).mapped("name"))

    def _free_lots(self, rows):
        """A few lots that lie in these places, oldest first."""
        if not self.product_id or self.tracking == "none":
            return self.env["stock.lot"]
        # engineers may know which lots there are, nothing else of the warehouse
        quants_sudo = (
            self.env["stock.quant"]
            .sudo()
            .search(
                [
                    ("product_id", "=", self.product_id.id),
                    ("location_id", "child_of", [place.id for _kind, place, _free in rows]),
                    ("quantity", ">", 0),
                    ("lot_id", "!=", False),
                ],
                order="in_date, id",
                limit=8,
            )
        )
        return quants_sudo.filtered(lambda quant: quant.quantity > quant.reserved_quantity).lot_id

    def _lot(self):
        """The lot that was typed or scanned; empty when none was, or it is unknown."""
        if not self.product_id or not (self.lot_name or "").strip():
            return self.env["stock.lot"]
        # see _free_lots
        return (
            self.env["stock.lot"]
            .sudo()
            .search(
                [("product_id", "=", self.product_id.id), ("name", "=ilike", self.lot_name.strip())], limit=1
            )
        )

    @api.depends("visit_id")
    def _compute_old_part(self):
        for wizard in self:
            # the engineer is told what the customer has agreed on, not the agreement
            agreed = wizard.visit_id.sudo().agreement_id.old_parts
            wizard.old_part = agreed if agreed and agreed != "ask" else False

    @api.depends("visit_id", "product_id", "quantity", "by_people")
    def _compute_cover(self):
        covers = dict(self.env["stock.move"]._fields["part_cover"]._description_selection(self.env))
        for wizard in self:
            wizard.cover_text, wizard.needs_approval = False, False
            if wizard.product_id:
                visit = wizard.visit_id.with_context(lang=self.env.lang)
                values = visit._part_values(
                    wizard.product_id, wizard.quantity, {"by_people": wizard.by_people}
                )
                wizard.cover_text = covers[values["part_cover"]]
                wizard.needs_approval = values["part_needs_approval"]

    def _how(self) -> dict:
        """What the dialog says beside part and quantity.

        :raises ValidationError: when a tracked part has no lot that is known
        """
        lot = self._lot()
        if self.product_id.sudo().tracking != "none" and not lot:
            raise ValidationError(
                self.env._(
                    "“%(part)s”: please enter the lot or serial number on its label. In stock: %(lots)s.",
                    part=self.product_id.display_name,
                    lots=self.lot_hint or self.env._("none"),
                )
            )
        return {
            "lot": lot,
            "kind": self.place,
            "by_people": (self.by_people or "").strip(),
            "old_part": self.old_part,
        }

    def _check_old_part(self) -> None:
        """Ask now what becomes of the replaced part, unless the quotation will ask."""
        if not self.old_part and not self.needs_approval:
            raise ValidationError(
                self.env._(
                    "Ask the contact what becomes of the replaced “%(part)s”, and choose it.",
                    part=self.product_id.display_name,
                )
            )

    def action_use(self):
        """Put the part on the visit's job and reserve it."""
        self.ensure_one()
        self._check_old_part()
        self.visit_id._use_part(self.product_id, self.quantity, **self._how())
        return self._then_ask()

    def action_order(self):
        """Ask the vendor for a part that is short; it is reserved for this job when it comes."""
        self.ensure_one()
        self._check_old_part()
        how = {"by_people": (self.by_people or "").strip(), "old_part": self.old_part}
        self.visit_id._order_part(self.product_id, self.quantity, **how)
        return self._then_ask()

    def action_in_hand(self):
        """Correct the stock of the van or site by what the engineer holds, then use it."""
        self.ensure_one()
        self._check_old_part()
        how = self._how()
        kind = self.place or "van"
        rows = self.visit_id._free_of(self.product_id, how["lot"])
        free = next((free for found, _place, free in rows if found == kind), 0)
        missing = self.quantity - max(free, 0)
        if self.product_id.uom_id.compare(missing, 0) > 0:
            self.visit_id._correct_stock(self.product_id, missing, self.correction, kind, how["lot"])
        self.visit_id._use_part(self.product_id, self.quantity, **{**how, "kind": kind})
        return self._then_ask()

    def _then_ask(self):
        """Go on to the quotation when the customer has to be asked."""
        if self.needs_approval:
            return self.visit_id.action_ask_customer()
        return {"type": "ir.actions.act_window_close"}
