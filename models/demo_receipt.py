"""Parts that come in at the demo's warehouse: one receipt waits for its check, of another one something failed."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command


class DemoReceipt(models.AbstractModel):
    _name = "printer.demo.receipt"
    _description = "Receipts of the demo's warehouse"

    @api.model
    def _fill(self) -> None:
        """A receipt of last week with two damaged rollers, and one of today that nobody has checked yet."""
        ref = self.env.ref
        adapter = ref("printer_maintenance_suite.part_adapter")
        roller = ref("printer_maintenance_suite.part_roller")
        booked = self._receipt((roller, 12))
        booked.action_check_parts()
        check = booked.receipt_check_ids
        check.write(dict.fromkeys(check._points(), "passed"))
        check.write(
            {
                "packing_result": "failed",
                "failed_quantity": 2,
                "fail_reason": "外包装破损，封条已开",
                "remark": "其余 10 件封条完好，试装正常。",
            }
        )
        booked.button_validate()
        waiting = self._receipt((adapter, 10), (ref("printer_maintenance_suite.part_pad"), 20))
        line = waiting.move_line_ids.filtered(lambda line: line.product_id == adapter)
        line.lot_name = "ADP-2611-B"
        waiting.action_check_parts()

    def _receipt(self, *lines):
        """The receipt of a purchase that is confirmed.

        :param lines: part and quantity
        """
        now = fields.Datetime.now()
        order = self.env["purchase.order"].create(
            {
                "partner_id": self.env.ref("printer_maintenance_suite.vendor_parts").id,
                "date_planned": now + timedelta(days=1),
                "order_line": [
                    Command.create(
                        {
                            "product_id": part.id,
                            "product_qty": quantity,
                            "price_unit": part.standard_price,
                        }
                    )
                    for part, quantity in lines
                ],
            }
        )
        order.button_confirm()
        return order.picking_ids
