"""Parts on a visit: Odoo's own repair order and stock moves."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_list

from ...exceptions import StockShortError
from ...rules import part_cover


class Visit(models.Model):
    _inherit = "printer.visit"

    repair_ids = fields.One2many(
        "repair.order",
        "visit_id",
        string="Repairs",
        readonly=True,
        copy=False,
        groups="stock.group_stock_user",
    )
    part_move_ids = fields.One2many(
        "stock.move",
        string="Parts",
        compute="_compute_part_move_ids",
        compute_sudo=True,
        groups="stock.group_stock_user",
    )
    part_summary = fields.Char(string="Parts used", compute="_compute_part_move_ids", compute_sudo=True)

    @api.depends("repair_ids.state", "repair_ids.move_ids.product_uom_qty", "repair_ids.move_ids.state")
    def _compute_part_move_ids(self):
        for visit in self:
            moves = visit.repair_ids.move_ids.filtered(
                lambda move: move.state != "cancel" and move.repair_line_type == "add"
            )
            visit.part_move_ids = moves
            # what still waits for an approval or a delivery was not used
            used = moves.filtered(lambda move: move.repair_id.state in ("under_repair", "done"))
            visit.part_summary = format_list(
                self.env,
                [f"{move.product_id.display_name} × {move.product_uom_qty:g}" for move in used],
            )

    def action_use_part(self):
        """Open the dialog that takes a part from stock."""
        self.ensure_one()
        return {
            "name": self.env._("Use a part"),
            "type": "ir.actions.act_window",
            "res_model": "printer.part.use",
            "view_mode": "form",
            "target": "new",
            "context": {"default_visit_id": self.id},
        }

    def _use_part(self, product, quantity: float, **how):
        """Put a part on the visit's job and reserve it (REQUIREMENTS V1, P2, P3, P7).

        What the customer has to approve first goes on a job of its own that waits for them.

        :param product: ``product.product``
        :param quantity: how many, in the product's unit
        :param how: ``lot`` (``stock.lot``), ``kind`` of place (van, site, warehouse, colleague; by default the nearest
            that has enough, colleagues' vans left out), ``by_people`` (what somebody did to it), ``old_part`` (what
            becomes of the replaced one)
        :raises ValidationError: when the visit is not under way on site
        :raises StockShortError: when too few are free where it is to be taken from
        :return: the ``stock.move`` of the part
        """
        self.ensure_one()
        self._check_may_use(product, quantity)
        lot = how.get("lot")
        place = self._place_with(product, quantity, lot, how.get("kind"))
        values = self._part_values(product, quantity, how)
        # an engineer has no right on the warehouse, only on the job in hand, which was checked above
        asked = values["part_needs_approval"]
        repair_sudo = self.sudo()._open_repair(waits=asked, asked=asked)
        move_sudo = repair_sudo._add_part({**values, "location_id": place.id})
        move_sudo._reserve_part(lot)
        return move_sudo

    def _check_may_use(self, product, quantity: float) -> None:
        self._check_is_mine()
        if not self.is_at_work or self.kind == "remote":
            raise ValidationError(self.env._("%(visit)s: parts are used while on site.", visit=self.name))
        if product.uom_id.compare(quantity, 0) <= 0:
            raise ValidationError(
                self.env._("Please enter how many pieces of “%(part)s”.", part=product.display_name)
            )

    def _place_with(self, product, quantity: float, lot, kind: str | None):
        """The nearest place that has enough of a part free.

        :raises StockShortError: saying how many are free where
        """
        # what a colleague drives is taken only when somebody asks for it
        places = [row for row in self._free_of(product, lot) if row[0] == (kind or row[0])]
        for found, place, free in places:
            if found == "colleague" and not kind:
                continue
            if product.uom_id.compare(free, quantity) >= 0:
                return place
        where = format_list(
            self.env,
            [
                self.env._("%(free)g in %(place)s", free=max(free, 0), place=place.display_name)
                for _kind, place, free in places
            ],
        )
        raise StockShortError(
            self.env._(
                "“%(part)s”: %(wanted)g are wanted, free are: %(where)s.",
                part=product.display_name,
                wanted=quantity,
                where=where or self.env._("none"),
            )
        )

    def _part_values(self, product, quantity: float, how: dict) -> dict:
        """What the job's line says of a part: who pays, why, whether the customer is asked, the replaced one.

        :param how: as for :meth:`_use_part`; ``move`` is the ``stock.move`` that is judged, when it is there already
        """
        who_pays, why = self._cover_of(product, how.get("by_people"))
        # see _cover_of
        agreement_sudo = self.sudo().agreement_id
        product_sudo = product.sudo().with_company(self._supplying_company())
        # one by one is as many: the limit is for a part on a request
        pieces = quantity + self.ticket_id._free_pieces(product, how.get("move") or ())
        asked = part_cover.needs_approval(
            who_pays,
            product_sudo.is_major_part,
            product_sudo.standard_price * pieces,
            agreement_sudo.approval_limit,
        )
        agreed = agreement_sudo.old_parts
        return {
            "product_id": product.id,
            "product_uom_qty": quantity,
            "product_uom": product.uom_id.id,
            "part_cover": who_pays,
            "part_cover_note": why,
            "part_needs_approval": asked,
            "old_part": how.get("old_part") or (agreed if agreed != "ask" else False),
        }

    def _open_repair(self, waits: bool = False, asked: bool = False):
        """The visit's job that goes on, or a job of the request that waits; a new one when there is none.

        :param waits: for an approval or a delivery
        :param asked: whether the part needs the customer's approval: such parts keep no other ones waiting
        """
        if waits:
            repair = self.ticket_id.repair_ids.filtered(lambda order: order._takes_more_parts(asked))[:1]
        else:
            repair = self.repair_ids.filtered(lambda order: order.state == "under_repair")[:1]
        if not repair:
            repair = self.env["repair.order"]._open_for(self.ticket_id, self)
            repair._action_repair_confirm()
            if not waits:
                repair.action_repair_start()
        return repair
