"""What comes in is checked, what failed is set aside, and no job uses what it must not (REQUIREMENTS P4)."""

from collections import defaultdict

from odoo import models
from odoo.fields import Command

from ...exceptions import ReceiptCheckError
from ...rules.receipt import take_from


class StockMove(models.Model):
    _inherit = "stock.move"

    # -- receipts ----------------------------------------------------------------------------------------------

    def _is_part_receipt(self) -> bool:
        """Whether this brings a part from a vendor into our stock."""
        self.ensure_one()
        return (
            self.product_id.is_printer_part
            and self.location_id.usage == "supplier"
            and self.location_dest_id.usage in ("internal", "transit")
        )

    def _receipts_to_check(self):
        """Of these moves, the receipts of parts with something to book."""
        return self.filtered(
            lambda move: (
                move.state not in ("done", "cancel")
                and move.product_uom.compare(move.quantity, 0) > 0
                and move._is_part_receipt()
            )
        )

    def _lines_coming(self):
        """The lines that will be booked: Odoo drops those that are not picked where others are."""
        lines = self.move_line_ids.filtered(lambda line: line.quantity > 0)
        return lines.filtered("picked") or lines

    def _lot_label(self, line) -> str:
        return (line.lot_id.name or line.lot_name or "") if line.product_id.tracking != "none" else ""

    def _by_lot(self) -> dict[str, float]:
        """What comes in by lot, in the product's unit; parts without lots under an empty name.

        :raises ReceiptCheckError: for a part with lots of which no lot is entered
        """
        self.ensure_one()
        quantities = defaultdict(float)
        for line in self._lines_coming():
            label = self._lot_label(line)
            if not label and line.product_id.tracking != "none":
                raise ReceiptCheckError(
                    self.env._(
                        "“%(part)s”: enter the lot or serial numbers on the receipt first; each is checked by itself.",
                        part=line.product_id.display_name,
                    )
                )
            quantities[label] += line.quantity_product_uom
        return quantities

    def _make_checks(self):
        """The checks of what comes in, missing ones made, those of other quantities to be counted again.

        :return: the checks that are valid for what the moves hold now
        """
        loose = self.filtered(lambda move: not move.picking_id)
        if loose:
            raise ReceiptCheckError(
                self.env._(
                    "%(parts)s: parts come in by a receipt, where they are checked.",
                    parts=", ".join(loose.mapped("product_id.display_name")),
                )
            )
        # checks are the system's; the person may move the goods, which brought them here
        Check = self.env["printer.part.receipt.check"].sudo()._through_door()
        known = {
            (check.move_id.id, check.lot_label or ""): check
            for check in Check.search([("move_id", "in", self.ids)])
        }
        valid, missing = Check.browse(), []
        for move in self:
            for label, quantity in move._by_lot().items():
                if check := known.pop((move.id, label), None):
                    check._follow_quantity(quantity)
                    valid |= check
                else:
                    missing.append(move._check_values(label, quantity))
        # lots that do not come after all
        Check.union(*known.values()).filtered(lambda check: not check.booked_at).unlink()
        return valid | Check.create(missing)

    def _check_values(self, label: str, quantity: float) -> dict:
        lot = self.move_line_ids.lot_id.filtered(lambda lot: lot.name == label)[:1]
        return {
            "picking_id": self.picking_id.id,
            "move_id": self.id,
            "product_id": self.product_id.id,
            "company_id": self.company_id.id,
            "purchase_line_id": self.purchase_line_id.id,
            "lot_label": label or False,
            "quantity": quantity,
            # more of a lot that is known
            "certificate_number": lot.certificate_number,
            "ccc_number": lot.ccc_number,
        }

    def _set_failed_aside(self, checks):
        """Let what failed go to the blocked location, by moves of its own.

        :param checks: the answered checks of these receipts
        :return: the moves that were split off
        """
        aside = self.browse()
        for move, failed in checks.filtered(lambda c: c.state == "failed").grouped("move_id").items():
            move = move.with_env(self.env)
            split = self.create(move._split_failed(sum(failed.mapped("failed_quantity"))))
            split.move_line_ids.unlink()
            for check in failed:
                move._move_lines_aside(check, split)
                whole = not check.product_id.uom_id.compare(check.failed_quantity, check.quantity)
                check.write({"blocked_move_id": split.id, **({"move_id": split.id} if whole else {})})
            split.picked = True
            aside |= split
        return aside

    def _split_failed(self, quantity: float) -> list[dict]:
        """Values of the move of what failed; the rest of the demand stays with this one.

        :param quantity: in the product's unit
        """
        blocked = self.env["stock.location"]._printer_blocked()
        values = self._split(quantity)
        for vals in values:
            vals.update(
                location_dest_id=blocked.id,
                location_final_id=blocked.id,
                move_dest_ids=[Command.clear()],
                picking_id=self.picking_id.id,
                state="assigned",
            )
        return values

    def _move_lines_aside(self, check, split) -> None:
        """Hand the lines of what failed to the split-off move, dividing a line where only a part of it failed."""
        unit = self.product_id.uom_id
        label = check.lot_label or ""
        lines = self._lines_coming().filtered(lambda line: self._lot_label(line) == label)
        taken = take_from(lines.mapped("quantity_product_uom"), check.failed_quantity)
        target = {"move_id": split.id, "location_dest_id": split.location_dest_id.id}
        for line, quantity in zip(lines, taken):
            if unit.compare(quantity, line.quantity_product_uom) == 0:
                line.write(target)
            elif unit.compare(quantity, 0) > 0:
                wanted = unit._compute_quantity(quantity, line.product_uom_id, round=False)
                rest = line.quantity - wanted
                line.copy({**target, "quantity": wanted, "picking_id": self.picking_id.id})
                line.quantity = rest

    # -- jobs --------------------------------------------------------------------------------------------------

    def _is_part_of_job(self) -> bool:
        """Whether this puts a part into a device."""
        self.ensure_one()
        return bool(self.repair_id) and self.repair_line_type == "add" and self.product_id.is_printer_part

    def _check_usable_on_jobs(self) -> None:
        """Refuse what no job may use, whatever screen or call it comes from.

        :raises PartNotUsableError: naming lot, part and what is wrong
        """
        moves = self.filtered(
            lambda move: (
                move.state not in ("done", "cancel")
                and move.product_uom.compare(move.quantity, 0) > 0
                and move._is_part_of_job()
            )
        )
        moves.product_id._check_not_recalled()
        moves.move_line_ids.filtered(lambda line: line.quantity > 0)._check_usable_on_job()

    def _reserving_for_job(self):
        return self.with_context(printer_usable_only=True) if self._is_part_of_job() else self

    def _get_available_quantity(self, *args, **kwargs):
        return super(StockMove, self._reserving_for_job())._get_available_quantity(*args, **kwargs)

    def _update_reserved_quantity_vals(self, *args, **kwargs):
        return super(StockMove, self._reserving_for_job())._update_reserved_quantity_vals(*args, **kwargs)

    # -- both --------------------------------------------------------------------------------------------------

    def _action_done(self, cancel_backorder=False):
        """Book only receipts that are checked, and only usable parts on jobs.

        :raises ReceiptCheckError: naming the parts that are not checked
        :raises PartNotUsableError: naming what a job may not use
        """
        self._check_usable_on_jobs()
        receipts = self._receipts_to_check().filtered("picked")
        if not receipts:
            return super()._action_done(cancel_backorder=cancel_backorder)
        receipts.filtered(lambda move: move.state == "draft")._action_confirm(merge=False)
        checks = receipts._make_checks()
        checks._check_may_be_booked()
        aside = receipts._set_failed_aside(checks)
        done = super(StockMove, self | aside)._action_done(cancel_backorder=cancel_backorder)
        checks._book()
        return done
