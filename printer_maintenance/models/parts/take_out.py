"""A part that comes out of a device and none goes in: the customer decides what becomes of it (REQUIREMENTS P5)."""

from odoo import fields, models

from ...exceptions import PartError
from .old_part import PLACES


class StockMove(models.Model):
    _inherit = "stock.move"

    take_out_reason = fields.Char(string="Why it was taken out", readonly=True, copy=False)

    def _action_done(self, cancel_backorder=False):
        """Put on record what came out without a new part."""
        done = super()._action_done(cancel_backorder=cancel_backorder)
        # the history is the system's to write, whoever books the parts
        done.sudo().filtered(lambda move: move.take_out_reason and move.state == "done")._log_taken_out()
        return done

    def _log_taken_out(self) -> None:
        """Enter in the devices' history and fittings what these done moves took out."""
        for move in self:
            device = move.repair_id.equipment_id
            device._log_event(
                "part_out",
                f"{move.product_id.display_name} × {move.quantity:g}: {move.take_out_reason}",
                move.repair_id,
                fields.Datetime.now(),
            )
            move._fittings_taken_out()._through_door().removed_at = fields.Datetime.now()

    def _fittings_taken_out(self):
        """What we had put in of this part, oldest first, as many pieces as are taken out."""
        self.ensure_one()
        left, found = self.product_qty, self.env["printer.part.fitting"]
        for fitting in self.env["printer.part.fitting"].search(
            [
                ("equipment_id", "=", self.repair_id.equipment_id.id),
                ("product_id", "=", self.product_id.id),
                ("removed_at", "=", False),
            ],
            order="fitted_at, id",
        ):
            if fitting.quantity <= left:
                left -= fitting.quantity
                found |= fitting
        return found


class RepairOrder(models.Model):
    _inherit = "repair.order"

    def _take_out_old_parts(self) -> None:
        """Number the pieces that come out without a new one: those that we put in keep their own lot."""
        super()._take_out_old_parts()
        for move in self.move_ids.filtered(
            lambda move: move.take_out_reason and move.state not in ("done", "cancel")
        ):
            lots = move._fittings_taken_out().lot_id
            wanted = {"none": 0, "lot": 1}.get(move.product_id.tracking, round(move.product_qty))
            if len(lots) != wanted:
                # what we did not put in, or not all of it
                move.quantity = move.product_uom_qty
                lots = self.env["stock.lot"].create(move._old_lot_values())
            move._write_old_pieces(lots, self.partner_id if move.old_part == "keep" else None)


class Visit(models.Model):
    _inherit = "printer.visit"

    taken_out_summary = fields.Char(
        string="Parts taken out", compute="_compute_taken_out_summary", compute_sudo=True
    )

    def _compute_taken_out_summary(self):
        """Not stored, like what waits: it is read on one visit."""
        choices = dict(self.env["stock.move"]._fields["old_part"]._description_selection(self.env))
        for visit in self:
            visit.taken_out_summary = "\n".join(
                f"{move.product_id.display_name} × {move.product_uom_qty:g}: {move.take_out_reason} "
                f"({choices[move.old_part]})"
                for move in visit._moves_taken_out()
            )

    def _moves_taken_out(self):
        """The ``stock.move`` records of what comes out without a new part, booked or not."""
        return self.repair_ids.move_ids.filtered(lambda move: move.take_out_reason and move.state != "cancel")

    def action_take_part_out(self):
        """Open the dialog for a part that comes out without a new one."""
        self.ensure_one()
        return {
            "name": self.env._("Take a part out"),
            "type": "ir.actions.act_window",
            "res_model": "printer.part.take.out",
            "view_mode": "form",
            "target": "new",
            "context": {"default_visit_id": self.id},
        }

    def _take_part_out(self, product, quantity: float, reason: str, old_part: str):
        """Put a removal on the visit's job; it is booked, like the parts used, when the work is done.

        :param product: ``product.product``
        :param quantity: how many, in the product's unit
        :param reason: why
        :param old_part: what becomes of it, as the customer wants: return, dispose or keep
        :raises PartError: without a reason or without the customer's choice
        :raises ValidationError: when the visit is not under way on site
        :return: the ``stock.move``
        """
        self.ensure_one()
        self._check_may_use(product, quantity)
        if not (reason or "").strip():
            raise PartError(self.env._("Please write why the part is taken out."))
        if old_part not in PLACES:
            raise PartError(
                self.env._(
                    "Ask the contact what becomes of “%(part)s”, and choose it.", part=product.display_name
                )
            )
        # see _use_part: only the job in hand, which was checked above
        repair_sudo = self.sudo()._open_repair()
        return (
            self.env["stock.move"]
            .sudo()
            ._through_door()
            .create(
                {
                    "repair_id": repair_sudo.id,
                    "repair_line_type": "remove",
                    "product_id": product.id,
                    "product_uom_qty": quantity,
                    "product_uom": product.uom_id.id,
                    "location_dest_id": self.env.ref(PLACES[old_part]).id,
                    "old_part": old_part,
                    "take_out_reason": reason.strip(),
                }
            )
        )
