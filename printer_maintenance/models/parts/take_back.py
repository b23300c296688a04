"""A part that was booked and comes back: stock, history and what is charged agree again."""

from odoo import fields, models

from ...exceptions import PartError
from ..base.locking import lock_in_turn
from ..base.rights import check_role

WHO_TAKES_BACK = ("engineer", "dispatcher")


class PartFitting(models.Model):
    _inherit = "printer.part.fitting"

    taken_back_at = fields.Datetime(string="Taken back at", readonly=True)
    taken_back_reason = fields.Char(string="Why it was taken back", readonly=True)

    def action_take_back(self):
        """Open the dialog that puts the part back into stock."""
        self.ensure_one()
        return {
            "name": self.env._("Take the part back"),
            "type": "ir.actions.act_window",
            "res_model": "printer.part.take.back",
            "view_mode": "form",
            "target": "new",
            "context": {"default_fitting_id": self.id},
        }

    def _take_back(self, reason: str, place=None, earlier_is_back: bool = False) -> None:
        """Put an unused or wrongly fitted part back into stock, by Odoo's own move.

        :param reason: why
        :param place: ``stock.location``, by default where the part was taken from
        :param earlier_is_back: whether the part that it had replaced is in the device again
        :raises PartError: when it is no longer in the device, or no reason is given
        """
        self.ensure_one()
        check_role(self.env, *WHO_TAKES_BACK)
        if not (reason or "").strip():
            raise PartError(self.env._("Please write why the part comes back."))
        # two people must not take the same part back twice
        lock_in_turn(self, PartError)
        self.invalidate_recordset(["removed_at"])
        # engineers need no right on the warehouse for what they put in themselves; the role was checked
        fitting_sudo = self.sudo()
        if fitting_sudo.removed_at:
            raise PartError(
                self.env._("“%(part)s” is no longer in the device.", part=self.product_id.display_name)
            )
        used = fitting_sudo.move_id
        if not used:
            raise PartError(
                self.env._(
                    "“%(part)s” was entered without a movement of stock. Count it into stock instead.",
                    part=self.product_id.display_name,
                )
            )
        repair = used.repair_id._open_for(fitting_sudo.ticket_id, fitting_sudo.visit_id)
        repair._action_repair_confirm()
        move = self.env["stock.move"].sudo()._through_door().create(fitting_sudo._back_values(repair, place))
        move.move_line_ids.unlink()
        move.move_line_ids = [fields.Command.create(fitting_sudo._back_line(move))]
        repair.action_repair_start()
        repair.action_repair_end()
        fitting_sudo._through_door().write(
            {
                "removed_at": fields.Datetime.now(),
                "taken_back_at": fields.Datetime.now(),
                "taken_back_reason": reason.strip(),
            }
        )
        fitting_sudo.equipment_id._log_event(
            "part_out", f"{self.product_id.display_name} × {self.quantity:g}: {reason.strip()}", repair
        )
        if earlier_is_back:
            fitting_sudo._put_earlier_back(reason.strip())

    def _put_earlier_back(self, reason: str) -> None:
        """Have the parts that this one had replaced stand in the device again: history, warranty, stock, claim.

        :param reason: why the new part came back
        """
        earlier = self.search([("replaced_by_id", "=", self.id)])
        earlier._through_door().write(
            {"removed_at": False, "replaced_by_id": False, "is_repeat_failure": False}
        )
        for fitting in earlier:
            fitting.equipment_id._log_event(
                "part_in",
                self.env._(
                    "%(part)s is in the device again: %(reason)s",
                    part=fitting.product_id.display_name,
                    reason=reason,
                ),
                self.move_id.repair_id,
            )
        self._return_old_pieces()
        earlier._after_put_back(reason)

    def _after_put_back(self, reason: str) -> None:
        """What follows when a part that had been replaced is in its device again; capabilities add theirs."""

    def _return_old_pieces(self) -> None:
        """Book what was taken out for this part back into the device, by a move the other way round."""
        taken_out = self.move_id.replaced_by_out_ids.filtered(lambda move: move.state == "done")
        for out in taken_out:
            # one at most, of one part
            back = out.copy(
                {
                    "repair_id": False,
                    "repair_line_type": False,
                    "location_id": out.location_dest_id.id,
                    "location_dest_id": out.location_id.id,
                    "origin_returned_move_id": out.id,
                    "origin": out.repair_id.name,
                }
            )
            back._action_confirm(merge=False)
            back.move_line_ids.unlink()
            back.move_line_ids = [
                fields.Command.create(
                    {
                        "product_id": line.product_id.id,
                        "product_uom_id": line.product_uom_id.id,
                        "quantity": line.quantity,
                        "lot_id": line.lot_id.id,
                        "owner_id": line.owner_id.id,
                        "location_id": line.location_dest_id.id,
                        "location_dest_id": line.location_id.id,
                    }
                )
                for line in out.move_line_ids
            ]
            back.picked = True
            back._action_done()

    def _back_values(self, repair, place) -> dict:
        used = self.move_id
        return {
            "repair_id": repair.id,
            "repair_line_type": "recycle",
            "product_id": self.product_id.id,
            "product_uom_qty": self.quantity,
            "product_uom": self.uom_id.id,
            "location_dest_id": (place or used.location_id).id,
            "brings_back_move_id": used.id,
        }

    def _back_line(self, move) -> dict:
        return {
            "product_id": self.product_id.id,
            "product_uom_id": self.uom_id.id,
            "quantity": self.quantity,
            "lot_id": self.lot_id.id,
            "location_id": move.location_id.id,
            "location_dest_id": move.location_dest_id.id,
        }


class StockMove(models.Model):
    _inherit = "stock.move"

    brings_back_move_id = fields.Many2one(
        "stock.move",
        string="Brings back",
        readonly=True,
        copy=False,
        # what of a part came back
        index="btree_not_null",
        ondelete="set null",
    )
    brought_back_ids = fields.One2many("stock.move", "brings_back_move_id", string="Came back")

    def _brought_back(self) -> float:
        """How many pieces of these moves came back since, in the product's unit."""
        return sum(move.quantity for move in self.brought_back_ids if move.state == "done")
