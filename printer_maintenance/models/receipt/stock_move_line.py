"""What is booked is not changed behind the check's back (REQUIREMENTS P4)."""

from collections import defaultdict

from odoo import api, models

from ...exceptions import BlockedPartError, ReceiptCheckError

MATTERS = frozenset({"quantity", "product_uom_id", "lot_id", "lot_name", "location_id", "location_dest_id"})


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        booked = lines.filtered(lambda line: line.state == "done")
        booked._refuse_unchecked()
        booked._check_jobs_again()
        return lines

    def write(self, vals):
        booked = self.filtered(lambda line: line.state == "done") if MATTERS.intersection(vals) else None
        if not booked:
            return super().write(vals)
        changed = booked.filtered(lambda line: line._would_change(vals))
        changed._refuse_unchecked()
        done = super().write(vals)
        changed._check_jobs_again()
        return done

    def _would_change(self, vals) -> bool:
        for name in MATTERS.intersection(vals):
            stands = self[name].id if self._fields[name].type == "many2one" else self[name]
            if (vals[name] or False) != (stands or False):
                return True
        return False

    def _refuse_unchecked(self) -> None:
        """A booked receipt of parts stays as it was checked.

        :raises ReceiptCheckError: naming the part
        """
        for line in self:
            if line.move_id._is_part_receipt():
                raise ReceiptCheckError(
                    self.env._(
                        "“%(part)s”: the receipt is booked as it was checked. Return what is too much to the vendor; "
                        "what came besides is received by a receipt of its own.",
                        part=line.product_id.display_name,
                    )
                )

    def _check_jobs_again(self) -> None:
        self.filtered(
            lambda line: line.quantity > 0 and line.move_id._is_part_of_job()
        )._check_usable_on_job()

    def _check_usable_on_job(self) -> None:
        """See ``stock.move._check_usable_on_jobs``.

        :raises PartNotUsableError: naming lot, part and what is wrong
        """
        self.lot_id._check_usable()
        inside = self.env["stock.location"]._printer_blocked().parent_path
        for line in self:
            if (line.location_id.parent_path or "").startswith(inside):
                line._raise_blocked()
        waiting = self.filtered(lambda line: line.state != "done")
        lying = waiting._places_of_lots()
        for line in waiting:
            places = lying[line.lot_id.id]
            if places and all(place.parent_path.startswith(inside) for place in places):
                line._raise_blocked()

    def _places_of_lots(self) -> dict:
        """Where these lots lie in our own stock, by the lot's id."""
        places = defaultdict(lambda: self.env["stock.location"])
        # where else pieces lie is asked for the system
        Quant = self.env["stock.quant"].sudo()
        held = [
            ("lot_id", "in", self.lot_id.ids),
            ("quantity", ">", 0),
            ("location_id.usage", "=", "internal"),
        ]
        for lot, location in Quant._read_group(held, ["lot_id", "location_id"]):
            places[lot.id] |= location
        return places

    def _raise_blocked(self):
        raise BlockedPartError(
            self.env._(
                "“%(part)s” failed its incoming check and lies blocked (%(place)s): it is not used on a job.",
                part=f"{self.product_id.display_name} {self.lot_id.name or ''}".strip(),
                place=self.env["stock.location"]._printer_blocked().name,
            )
        )
