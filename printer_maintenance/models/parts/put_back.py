"""Parts chosen on a visit that are not needed after all: nothing was booked yet, they are free again."""

from odoo import fields, models

from ...exceptions import PartError
from ..base.locking import lock_in_turn


class StockMove(models.Model):
    _inherit = "stock.move"

    def _take_off(self, needed: float) -> None:
        """Want fewer pieces of a part on its job, or none.

        :param needed: pieces that stay, in the move's unit
        """
        self.ensure_one()
        repair = self.repair_id
        if self.product_uom.compare(needed, 0) <= 0:
            self._action_cancel()
            if all(move.state == "cancel" for move in repair.move_ids):
                repair.action_repair_cancel()
            return
        lots, was_reserved = self.move_line_ids.lot_id, self.state == "assigned"
        self._do_unreserve()
        self.product_uom_qty = needed
        if was_reserved and self.repair_line_type == "add":
            # one lot was chosen by its label; of several numbers any will do
            self._reserve_part(lots if len(lots) == 1 else None)


class Visit(models.Model):
    _inherit = "printer.visit"

    has_parts_to_put_back = fields.Boolean(compute="_compute_has_parts_to_put_back", compute_sudo=True)

    def _compute_has_parts_to_put_back(self):
        for visit in self:
            visit.has_parts_to_put_back = bool(visit._open_part_moves())

    def _open_part_moves(self):
        """What stands on the visit's job in hand and on the request's jobs that wait, and is not booked yet."""
        in_hand = self.repair_ids.filtered(lambda repair: repair.state == "under_repair")
        waiting = self.ticket_id.repair_ids.filtered(lambda repair: repair.state == "confirmed")
        return (in_hand | waiting).move_ids.filtered(
            lambda move: (
                move.state not in ("done", "cancel")
                and (move.repair_line_type == "add" or move.take_out_reason)
            )
        )

    def action_put_parts_back(self):
        """Open the dialog that takes parts off the visit again."""
        self.ensure_one()
        return {
            "name": self.env._("Not needed after all"),
            "type": "ir.actions.act_window",
            "res_model": "printer.part.put.back",
            "view_mode": "form",
            "target": "new",
            "context": {"default_visit_id": self.id},
        }

    def _put_part_back(self, move_number: int, needed: float) -> None:
        """Take a part off the visit, all of it or some pieces, before it is booked.

        :param move_number: id of the part's ``stock.move``; only of this very visit
        :param needed: pieces that stay
        :raises PartError: for a part that is booked meanwhile, or of another visit, or more pieces than before
        """
        self.ensure_one()
        self._check_is_mine()
        # see _use_part: only parts of the engineer's own visit
        visit_sudo = self.sudo()
        move_sudo = visit_sudo._open_part_moves().filtered(lambda move: move.id == move_number)
        if not move_sudo:
            raise PartError(self.env._("This part is booked or no longer on the visit. Please look again."))
        lock_in_turn(move_sudo.repair_id, PartError)
        if move_sudo.product_uom.compare(needed, move_sudo.product_uom_qty) > 0:
            raise PartError(
                self.env._(
                    "“%(part)s”: more pieces are taken with “Use a part”.",
                    part=move_sudo.product_id.display_name,
                )
            )
        if move_sudo.product_uom.compare(needed, move_sudo.product_uom_qty) < 0:
            move_sudo._take_off(needed)
