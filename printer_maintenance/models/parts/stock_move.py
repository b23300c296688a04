"""A part on a job: who pays for it, and why."""

from odoo import api, fields, models

from ...exceptions import StockShortError
from ...rules.part_cover import needs_approval

COVERS = [
    ("agreement", "Covered by the agreement"),
    ("warranty", "Warranty of the earlier part"),
    ("goodwill", "Goodwill"),
    ("at_cost", "Charged at cost, as agreed"),
    ("user_damage", "Charged: damage by people"),
    ("outside", "Charged: outside the scope"),
]
# what the customer is asked about, and who pays, follows from
JUDGED_BY = frozenset({"product_id", "product_uom_qty", "product_uom", "repair_line_type", "repair_id"})


class StockMove(models.Model):
    _name = "stock.move"
    _inherit = ["stock.move", "printer.guard.mixin"]

    part_cover = fields.Selection(COVERS, string="Who pays", readonly=True, copy=False)
    part_cover_note = fields.Char(string="Why it is charged or free", readonly=True, copy=False)
    part_needs_approval = fields.Boolean(string="The customer is asked first", readonly=True, copy=False)
    part_fitting_ids = fields.One2many("printer.part.fitting", "move_id", string="Fitted as")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"part_cover", "part_cover_note", "part_needs_approval"}

    @api.model_create_multi
    def create(self, vals_list):
        """Judge parts that somebody of the warehouse puts on a job: who pays follows by rule there too."""
        moves = super().create(vals_list)
        for move in moves.filtered(lambda m: m._is_part_of_request() and not m.part_cover):
            move._judge_part()
        return moves

    def write(self, vals):
        """Judge a part anew when its job comes to take another one, or another number of it."""
        result = super().write(vals)
        changed = JUDGED_BY.intersection(vals)
        if changed and not self._is_through_door():
            for move in self.filtered(lambda m: m.repair_id and m.state not in ("done", "cancel")):
                if not move._is_part_of_request():
                    move._judge_no_more()
                elif not move.part_cover or changed & {"product_id", "repair_id"}:
                    move._judge_part()
                else:
                    move._judge_quantity()
        return result

    def _is_part_of_request(self) -> bool:
        """Whether this is a part that a request's job takes from stock."""
        self.ensure_one()
        return bool(self.repair_line_type == "add" and self.repair_id.ticket_id)

    def _judge_part(self) -> None:
        """Write who pays for this part, and why, as the visit's own dialog would."""
        repair = self.repair_id
        visit = repair.visit_id or repair.env["printer.visit"].new({"ticket_id": repair.ticket_id.id})
        how = {"old_part": self.old_part, "move": self}
        values = visit._part_values(self.product_id, self._pieces(), how)
        judged = ("part_cover", "part_cover_note", "part_needs_approval", "old_part")
        self._follow_judgement({name: values[name] for name in judged})

    def _judge_quantity(self) -> None:
        """See whether the customer is asked now that the job takes another number; who pays stays."""
        asked = self._has_to_be_asked(self.part_cover)
        if asked != self.part_needs_approval:
            self._follow_judgement({"part_needs_approval": asked})

    def _judge_no_more(self) -> None:
        """Forget who pays for what a request's job does not take any more."""
        if self.part_cover:
            judged = ("part_cover", "part_cover_note", "part_needs_approval")
            self._follow_judgement(dict.fromkeys(judged, False))

    def _has_to_be_asked(self, who_pays: str) -> bool:
        """Whether the customer approves this part first, all pieces of it on the request reckoned together.

        :param who_pays: a value of ``part_cover``
        """
        self.ensure_one()
        # whoever writes on a job need not see agreements
        move_sudo = self.sudo()
        ticket = move_sudo.repair_id.ticket_id
        product = move_sudo.product_id.with_company(move_sudo.company_id)
        pieces = move_sudo._pieces() + ticket._free_pieces(product, move_sudo)
        return needs_approval(
            who_pays,
            product.is_major_part,
            product.standard_price * pieces,
            ticket.agreement_id.approval_limit,
        )

    def _pieces(self) -> float:
        """How many this move takes, in the product's unit: what was booked, or what is wanted or reserved."""
        self.ensure_one()
        taken = self.quantity if self.state == "done" else max(self.product_uom_qty, self.quantity)
        return self.product_uom._compute_quantity(taken, self.product_id.uom_id)

    def _follow_judgement(self, values: dict) -> None:
        """Write what was judged of one part; capabilities let its job and its quotation follow.

        :param values: of who pays and whether the customer is asked
        """
        self._through_door().write(values)

    def _costs_of_lots(self) -> dict:
        """What one piece of each lot of these moves cost us, by move and lot; capabilities know it lot by lot.

        :return: in the company's currency, per unit of measure of the product
        """
        return {
            (move, lot): move.product_id.with_company(move.company_id).standard_price
            for move in self
            for lot in {line.lot_id for line in move.move_line_ids}
        }

    def _price_of_piece(self) -> float:
        """What the customer pays for one piece, without tax and in the company's currency; capabilities know it."""
        return 0.0

    def _settle_prices(self) -> None:
        """Settle what done parts cost the customer, before it is put on record; capabilities know the quotation."""

    def _reserve_part(self, lot=None) -> None:
        """Reserve the part for its job, the lot that was asked for.

        :raises StockShortError: when somebody else took the last ones meanwhile
        """
        self.ensure_one()
        if lot:
            self._do_unreserve()
            self._update_reserved_quantity(self.product_uom_qty, self.location_id, lot_id=lot)
            self._recompute_state()
        else:
            self._action_assign()
        if self.product_uom.compare(self.quantity, self.product_uom_qty) < 0:
            raise StockShortError(
                self.env._(
                    "“%(part)s”: somebody else has just taken the last ones in %(place)s.",
                    part=self.product_id.display_name,
                    place=self.location_id.display_name,
                )
            )

    def _waits_for(self) -> str:
        """What keeps the part of a job that waits from being fitted, in words; capabilities add theirs."""
        self.ensure_one()
        if self.state == "assigned":
            return self.env._("ready to be fitted")
        line = self.created_purchase_line_ids[:1]
        if line and line.order_id.state == "purchase":
            return self.env._("ordered from %(vendor)s", vendor=line.partner_id.name)
        if line:
            return self.env._("an order is being prepared")
        return self.env._("not in stock")

    def _action_done(self, cancel_backorder=False):
        """Put on record what was fitted, and tell people when a part that a job waited for has come."""
        done = super()._action_done(cancel_backorder=cancel_backorder)
        used = done.filtered(
            lambda move: move.repair_line_type == "add" and move.state == "done" and move.repair_id.ticket_id
        )
        # whoever books the parts need not see what they cost
        used.sudo()._settle_prices()
        fitted = used.filtered("repair_id.equipment_id")
        if fitted:
            # the history is the system's to write, whoever books the parts
            self.env["printer.part.fitting"].sudo()._record(fitted.sudo())
        done._tell_that_parts_came()
        return done
