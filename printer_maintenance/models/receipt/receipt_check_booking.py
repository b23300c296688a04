"""A check before, at and after the booking of its receipt, and the way back to the vendor (REQUIREMENTS P4, P7)."""

from odoo import fields, models
from odoo.fields import Command
from odoo.tools import float_compare, format_list

from ...exceptions import ReceiptCheckError


class ReceiptCheck(models.Model):
    _inherit = "printer.part.receipt.check"

    def _follow_quantity(self, quantity: float) -> None:
        """Another quantity is received than was checked: it is counted again.

        :param quantity: in the product's unit
        """
        self.ensure_one()
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        if float_compare(self.quantity, quantity, precision_digits=digits):
            self._through_door().write({"quantity": quantity, "quantity_result": False})

    def _check_may_be_booked(self) -> None:
        """Refuse receipts whose parts are not checked.

        :raises ReceiptCheckError: naming the parts
        """
        if unchecked := self.filtered(lambda check: check.state == "open"):
            raise ReceiptCheckError(
                self.env._(
                    "Not checked yet: %(parts)s. Press “Check the parts” on %(receipt)s and answer every point; the "
                    "receipt is booked afterwards.",
                    parts=format_list(self.env, unchecked.mapped("display_name")),
                    receipt=format_list(self.env, unchecked.picking_id.mapped("name")),
                )
            )
        if miscounted := self.filtered(lambda check: check.quantity_result == "failed"):
            raise ReceiptCheckError(
                self.env._(
                    "The quantity does not agree: %(parts)s. Enter on the receipt how many came, and count again.",
                    parts=format_list(self.env, miscounted.mapped("display_name")),
                )
            )

    def _book(self) -> None:
        """The receipt is booked: the check is fixed, and the lot keeps its papers."""
        # whoever books the receipt need not be allowed to answer checks
        for check in self.sudo():
            lines = check.move_id.move_line_ids | check.blocked_move_id.move_line_ids
            lot = lines.lot_id.filtered(lambda lot, check=check: lot.name == check.lot_label)[:1]
            check._through_door().write({"booked_at": fields.Datetime.now(), "lot_id": lot.id})
            if papers := check._papers_of_lot():
                lot._through_door().write(
                    {
                        **papers,
                        "papers_checked_by_id": check.checked_by_id.id,
                        "papers_checked_at": check.checked_at,
                    }
                )

    def _papers_of_lot(self) -> dict:
        """What the check found of the lot's papers, by the lot's fields."""
        found = {}
        for kind in ("certificate", "ccc"):
            if self.lot_id and self[f"{kind}_result"] == "passed":
                names = (f"{kind}_number", f"{kind}_file", f"{kind}_filename")
                found.update({name: self[name] for name in names if self[name]})
        return found

    def action_send_back(self):
        """Make Odoo's own return of what failed: the purchase line's received quantity, and so the bill, follow.

        Checks whose pieces were set aside together go back together.

        :raises ReceiptCheckError: when nothing of the chosen ones lies blocked
        :return: the action that opens the return
        """
        self.env["stock.picking"].check_access("write")
        wanted = self.filtered(lambda check: check.goods == "blocked")
        if not wanted:
            raise ReceiptCheckError(
                self.env._("Nothing of this lies blocked: there is nothing to send back.")
            )
        # the others of the same moves; what may be sent back is what the warehouse may move
        together_sudo = self.sudo().search([("blocked_move_id", "in", wanted.blocked_move_id.ids)])
        together_sudo = together_sudo.filtered(lambda check: check.goods == "blocked")
        returns = self.env["stock.picking"]
        for picking, checks_sudo in together_sudo.grouped("picking_id").items():
            returns |= checks_sudo._send_back(picking.with_env(self.env))
        action = self.env["ir.actions.act_window"]._for_xml_id("stock.action_picking_tree_all")
        if len(returns) == 1:
            action.update(views=[(False, "form")], view_mode="form", res_id=returns.id)
        else:
            action["domain"] = [("id", "in", returns.ids)]
        return action

    def _send_back(self, picking):
        """One return of one receipt.

        :param picking: the receipt, as the person who acts
        :return: the ``stock.picking`` of the return
        """
        wizard = picking.env["stock.return.picking"].create({"picking_id": picking.id})
        quantities = {
            move.id: sum(checks.mapped("failed_quantity"))
            for move, checks in self.grouped("blocked_move_id").items()
        }
        wizard.product_return_moves = [
            Command.update(line.id, {"quantity": self._in_unit(line, quantities[line.move_id.id])})
            for line in wizard.product_return_moves
            if line.move_id.id in quantities
        ]
        returning = wizard._create_return()
        self._through_door().write({"return_picking_id": returning.id})
        reasons = [f"{check.display_name}: {check.fail_reason}" for check in self]
        returning.message_post(body=self.env._("Failed on receipt: %(list)s", list="; ".join(reasons)))
        return returning

    @staticmethod
    def _in_unit(line, quantity: float) -> float:
        return line.product_id.uom_id._compute_quantity(quantity, line.uom_id)
