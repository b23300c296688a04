"""A part on a job: who pays for it, and why."""

from odoo import api, fields, models

from ...exceptions import StockShortError

COVERS = [
    ("agreement", "Covered by the agreement"),
    ("warranty", "Warranty of the earlier part"),
    ("goodwill", "Goodwill"),
    ("at_cost", "Charged at cost, as agreed"),
    ("user_damage", "Charged: damage by people"),
    ("outside", "Charged: outside the scope"),
]


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
        for move in moves.filtered(
            lambda m: m.repair_line_type == "add" and m.repair_id.ticket_id and not m.part_cover
        ):
            move._judge_part()
        return moves

    def _judge_part(self) -> None:
        """Write who pays for this part, and why, as the visit's own dialog would."""
        repair = self.repair_id
        visit = repair.visit_id or repair.env["printer.visit"].new({"ticket_id": repair.ticket_id.id})
        values = visit._part_values(self.product_id, self.product_uom_qty, {})
        judged = ("part_cover", "part_cover_note", "part_needs_approval", "old_part")
        self._through_door().write({name: values[name] for name in judged})
        self._create_repair_sale_order_line()

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
        """What the customer pays for one piece, in the company's currency; capabilities know the quotation."""
        return 0.0

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
        fitted = done.filtered(
            lambda move: (
                move.repair_line_type == "add" and move.state == "done" and move.repair_id.equipment_id
            )
        )
        if fitted:
            # the history is the system's to write, whoever books the parts
            self.env["printer.part.fitting"].sudo()._record(fitted.sudo())
        done._tell_that_parts_came()
        return done
