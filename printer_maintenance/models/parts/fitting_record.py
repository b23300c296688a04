"""Entering what was fitted: from which lot and purchase, at what cost, and what came out for it."""

from dateutil.relativedelta import relativedelta

from odoo import fields, models


class PartFitting(models.Model):
    _inherit = "printer.part.fitting"

    def _pages_run(self) -> int | None:
        """Pages of the device since the part was fitted; none when its counters were not known then."""
        self.ensure_one()
        if not self.meter_mono and not self.meter_color:
            return None
        device = self.equipment_id
        return device.meter_mono + device.meter_color - self.meter_mono - self.meter_color

    def _record(self, moves):
        """Enter the parts of done moves, and take out of the device what they replace.

        :param moves: done ``stock.move`` records of jobs, all read by the system
        :return: the new rows
        """
        costs, purchases = moves._costs_of_lots(), {}
        for company, of_company in moves.grouped("company_id").items():
            purchases |= of_company.move_line_ids.lot_id.with_company(company)._purchase_lines()
        values = [row for move in moves for row in self._values_of(move, costs, purchases)]
        fittings = self._through_door().create(values)
        self._replace_earlier(fittings)
        return fittings

    def _values_of(self, move, costs: dict, purchases: dict) -> list[dict]:
        """One row per lot of a move.

        :param costs: per move and lot what one piece cost
        :param purchases: per lot the ``purchase.order.line`` by which it came in
        """
        repair = move.repair_id
        device, product = repair.equipment_id, move.product_id
        per_lot = {}
        for line in move.move_line_ids:
            per_lot[line.lot_id] = per_lot.get(line.lot_id, 0) + line.quantity_product_uom
        months = product.part_warranty_months if product.part_kind != "consumable" else 0
        now = fields.Datetime.now()
        until = repair.company_id._printer_day(now) + relativedelta(months=months) if months else False
        rows = []
        for lot, quantity in per_lot.items():
            purchase = purchases.get(lot, self.env["purchase.order.line"])
            rows.append(
                {
                    "equipment_id": device.id,
                    "unit_id": repair.ticket_id.unit_id.id or device.unit_id.id,
                    "product_id": product.id,
                    "lot_id": lot.id,
                    "quantity": quantity,
                    "uom_id": product.uom_id.id,
                    "fitted_at": now,
                    "engineer_id": repair.visit_id.engineer_id.id or repair.user_id.id,
                    "ticket_id": repair.ticket_id.id,
                    "visit_id": repair.visit_id.id,
                    "agreement_id": repair.ticket_id.agreement_id.id,
                    "company_id": move.company_id.id,
                    "move_id": move.id,
                    "purchase_line_id": purchase.id,
                    "vendor_id": purchase.partner_id.id or product.seller_ids[:1].partner_id.id,
                    "cover": move.part_cover,
                    "cover_note": move.part_cover_note,
                    "unit_cost": costs[move, lot],
                    "unit_price": move._price_of_piece(),
                    "meter_mono": device.meter_mono,
                    "meter_color": device.meter_color,
                    "warranty_until": until,
                }
            )
        return rows

    def _replace_earlier(self, fittings) -> None:
        """Close the rows of the same parts that were in the devices before.

        A part that is added beside others (old_part “none”) replaces nothing.
        """
        replacing = fittings.filtered(lambda fitting: fitting.move_id.old_part != "none")
        earlier = self.search(
            [
                ("equipment_id", "in", replacing.equipment_id.ids),
                ("product_id", "in", replacing.product_id.ids),
                ("removed_at", "=", False),
                ("id", "not in", fittings.ids),
            ],
            order="fitted_at, id",
        )
        by_place = earlier.grouped(lambda row: (row.equipment_id, row.product_id))
        failed = self.browse()
        for fitting in replacing:
            left = fitting.quantity
            for row in by_place.get((fitting.equipment_id, fitting.product_id), self.browse()):
                if row.removed_at or left <= 0:
                    continue
                left -= row.quantity
                is_repeat = fitting.cover == "warranty"
                row._through_door().write(
                    {
                        "removed_at": fitting.fitted_at,
                        "replaced_by_id": fitting.id,
                        "is_repeat_failure": is_repeat,
                    }
                )
                failed |= row.filtered("is_repeat_failure")
        if failed:
            self._after_repeat_failure(failed)

    def _after_repeat_failure(self, fittings) -> None:
        """What follows when parts failed within their warranty; capabilities add theirs."""
        for fitting in fittings:
            fitting.equipment_id._log_event(
                "part_out",
                self.env._(
                    "%(part)s failed within its warranty (until %(until)s)",
                    part=fitting.product_id.display_name,
                    until=fitting.warranty_until,
                ),
                fitting,
            )
