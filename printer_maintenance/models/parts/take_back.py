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

    def _take_back(self, reason: str, place=None) -> None:
        """Put an unused or wrongly fitted part back into stock, by Odoo's own move.

        :param reason: why
        :param place: ``stock.location``, by default where the part was taken from
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
        move.move_line_ids = [fields.Command.clear(), fields.Command.create(fitting_sudo._back_line(move))]
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
