"""A vendor, a part without lots, one with lots and one with serial numbers; receipts and jobs of them."""

from odoo.fields import Command
from odoo.tests import new_test_user

from ..common import PrinterCase


class ReceiptCase(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vendor = cls.env["res.partner"].create({"name": "Parts trader"})
        cls.keeper = new_test_user(
            cls.env, login="test-keeper", groups="stock.group_stock_user", lang="en_US"
        )
        cls.buyer = new_test_user(
            cls.env, login="test-buyer", groups="purchase.group_purchase_user", lang="en_US"
        )
        cls.warehouse = cls.env["stock.warehouse"].search([("company_id", "=", cls.env.company.id)], limit=1)
        cls.stock = cls.warehouse.lot_stock_id
        cls.blocked = cls.env.ref("printer_maintenance.stock_location_blocked")
        cls.roller = cls._make_part("Roller")
        cls.adapter = cls._make_part("Power adapter", tracking="lot", needs_ccc=True)
        cls.disk = cls._make_part("Disk", tracking="serial")

    @classmethod
    def _make_part(cls, name, **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "is_storable": True,
                "is_printer_part": True,
                "standard_price": 40,
                "purchase_method": "receive",
                **values,
            }
        )

    def _receipt(self, *lines):
        """The receipt of a confirmed purchase.

        :param lines: product and quantity, or product, quantity and names of lots
        """
        order = self.env["purchase.order"].create(
            {
                "partner_id": self.vendor.id,
                "order_line": [
                    Command.create({"product_id": line[0].id, "product_qty": line[1], "price_unit": 40})
                    for line in lines
                ],
            }
        )
        order.button_confirm()
        picking = order.picking_ids
        for (product, quantity, *names), move in zip(lines, picking.move_ids):
            if names:
                move.move_line_ids.unlink()
                move.move_line_ids = [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_id": product.uom_id.id,
                            "quantity": quantity / len(names),
                            "lot_name": name,
                            "picking_id": picking.id,
                            "location_id": move.location_id.id,
                            "location_dest_id": move.location_dest_id.id,
                        }
                    )
                    for name in names
                ]
        return picking.with_user(self.keeper)

    def _checks(self, picking):
        """The checks of a receipt, made by the button, as the keeper of the warehouse."""
        picking.action_check_parts()
        return picking.receipt_check_ids.filtered(lambda check: not check.booked_at)

    def _pass(self, picking, **values):
        """Check everything on a receipt and find it in order."""
        for check in self._checks(picking):
            papers = {"certificate_number": "C-1", "ccc_number": "CCC-1"} if check.tracking != "none" else {}
            check.write({**papers, **values})
            check.action_pass_all()

    def _fail(self, check, quantity=0, **values):
        check.write({"certificate_number": "C-1", "ccc_number": "CCC-1"})
        answers = dict.fromkeys(check._points(), "passed")
        check.write(
            {
                **answers,
                "function_result": "failed",
                "fail_reason": "Broken",
                "failed_quantity": quantity or check.quantity,
                **values,
            }
        )

    def _book(self, picking, backorder=True):
        """Validate as the button does, with Odoo's question about the backorder answered."""
        answer = picking.button_validate()
        if isinstance(answer, dict) and answer.get("res_model") == "stock.backorder.confirmation":
            dialog = self.env[answer["res_model"]].with_user(self.keeper).with_context(**answer["context"])
            dialog = dialog.create({"pick_ids": [Command.set(picking.ids)]})
            dialog.process() if backorder else dialog.process_cancel_backorder()
        return picking

    def _in(self, product, location) -> float:
        self.env.flush_all()
        quants = self.env["stock.quant"].search(
            [("product_id", "=", product.id), ("location_id", "child_of", location.id)]
        )
        return sum(quants.mapped("quantity"))

    def _lot(self, product, name, papers=True, quantity=5):
        """A lot in stock that came in before there were checks."""
        values = {"certificate_number": "C-1", "ccc_number": "CCC-1"} if papers else {}
        lot = self.env["stock.lot"].create({"product_id": product.id, "name": name, **values})
        self.env["stock.quant"]._update_available_quantity(product, self.stock, quantity, lot_id=lot)
        return lot

    def _job(self, product, lot=None, quantity=1):
        """A repair under way with a part on it, reserved."""
        repair = self.env["repair.order"].create(
            {
                "partner_id": self.unit.id,
                "move_ids": [
                    Command.create(
                        {
                            "repair_line_type": "add",
                            "product_id": product.id,
                            "product_uom_qty": quantity,
                        }
                    )
                ],
            }
        )
        repair._action_repair_confirm()
        repair.action_repair_start()
        move = repair.move_ids
        if lot:
            move.move_line_ids.unlink()
            move.move_line_ids = [
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_id": product.uom_id.id,
                        "quantity": quantity,
                        "lot_id": lot.id,
                        "location_id": move.location_id.id,
                        "location_dest_id": move.location_dest_id.id,
                    }
                )
            ]
        else:
            repair.action_assign()
        return repair

    def _fitting(self, device=None, **values):
        """A part in a device, as a job leaves it."""
        return (
            self.env["printer.part.fitting"]
            .sudo()
            ._through_door()
            .create(
                {
                    "equipment_id": (device or self.device).id,
                    "unit_id": self.unit.id,
                    "product_id": self.roller.id,
                    "quantity": 1,
                    "fitted_at": "2026-03-02 02:00:00",
                    "agreement_id": self.agreement.id,
                    "company_id": self.env.company.id,
                    "unit_cost": 40,
                    **values,
                }
            )
        )

    def _recall(self, lots=None, product=None, user=None, **values):
        return (
            self.env["printer.part.recall"]
            .with_user(user or self.users["equipment_supervisor"])
            .create(
                {
                    "product_id": (product or self.adapter).id,
                    "lot_ids": [Command.set(lots.ids)] if lots else [],
                    "reason": "Overheats",
                    **values,
                }
            )
        )
