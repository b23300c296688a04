"""Whatever people do in whatever order: pieces and money agree, nothing is used without approval, nothing too dear."""

import random

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...rules.part_cover import CHARGEABLE
from .random_steps import WEIGHTS, StepsCase

SEEDS = range(8)
# half a cent: amounts on record are rounded
CENT = 0.0051
STEPS = 26
# at last, so that every sequence gets somewhere: what waits is approved, fitted and charged
ENDING = (
    "allow",
    "send",
    "change_cost",
    "sign",
    "receive",
    "receive",
    "fit",
    "finish",
    "take_back",
    "invoice",
)
# a price that was charged has to be seen in each of these cases
CASES = {
    "tax included",
    "tax on top",
    "discount",
    "lot",
    "dozen",
    "follows the cost",
    "allowed",
    "above the ceiling",
}


@tagged("post_install", "-at_install")
class TestReconciliation(StepsCase):
    def _check(self, said):
        for part in self.parts:
            fittings = self.device.sudo().fitting_ids.filtered(lambda row, part=part: row.product_id == part)
            used = sum(fittings.filtered(lambda row: not row.taken_back_at).mapped("quantity"))
            self.assertAlmostEqual(
                self._in_stock(part) + used, self.start[part] + self.received[part], 6, f"{said}: {part.name}"
            )
            quants = self.env["stock.quant"].search(
                [("product_id", "=", part.id), ("location_id.usage", "=", "internal")]
            )
            self.assertTrue(all(quant.quantity >= 0 for quant in quants), f"{said}: negative stock")
            open_lines = (
                self.env["stock.move.line"]
                .search([("product_id", "=", part.id), ("state", "in", ("assigned", "partially_available"))])
                .filtered(lambda line: line.location_id.usage == "internal")
            )
            self.assertAlmostEqual(
                sum(quants.mapped("reserved_quantity")),
                sum(open_lines.mapped("quantity_product_uom")),
                6,
                said,
            )
        for line in self._signed_orders().order_line:
            moves = line.move_ids.filtered(lambda move: move.state == "done")
            pieces = sum(move._pieces() for move in moves) - moves._brought_back()
            net = line.product_id.uom_id._compute_quantity(pieces, line.product_uom_id)
            self.assertAlmostEqual(line.qty_delivered, net, 6, said)
            self.assertLessEqual(line.qty_delivered, line.asked_quantity, said)
        for fitting in self.device.sudo().fitting_ids.filtered("needs_approval"):
            self.assertTrue(fitting.order_id.signature or fitting.approval_id, f"{said}: without approval")
        for fitting in self.device.sudo().fitting_ids:
            self._check_price(fitting, said)

    def _check_price(self, fitting, said):
        """Nobody is ever charged above the lower one of actual cost and market, unless somebody allowed it."""
        line = fitting.move_id.sale_line_id
        if fitting.cover not in CHARGEABLE:
            self.assertFalse(fitting.unit_price or line.price_unit, f"{said}: free of charge")
            return
        # a lot's cost is on record to the cent
        price = line.product_uom_id._compute_price(line._part_price_net(), fitting.uom_id)
        said = f"{said}: {fitting.product_id.name}"
        self.assertAlmostEqual(
            fitting.unit_price, price, delta=CENT, msg=f"{said}: on record is what is charged"
        )
        cost, market = self._cost_of(fitting.move_id), self.market.get(fitting.product_id)
        allowed = line.part_override_id
        if allowed:
            self.assertLessEqual(line._part_price_net(), allowed.price_net + CENT, said)
        if not allowed._is_above_ceiling():
            self.assertLessEqual(price, cost + CENT, f"{said}: above the cost")
        if not allowed:
            self.assertTrue(market, f"{said}: without a market price")
            self.assertLessEqual(price, min(cost, market) + CENT, f"{said}: too dear")
            if not line.discount and line not in self.raised:
                quoted = line.product_uom_id._compute_price(line.part_ceiling, fitting.uom_id)
                self.assertGreaterEqual(price, min(cost, quoted) - 3 * CENT, f"{said}: below the cost")
        self._note_case(line, price - cost, allowed)

    def _cost_of(self, move):
        """What one piece cost on average, of all lots that a move took."""
        fittings = move.part_fitting_ids
        return sum(row.unit_cost * row.quantity for row in fittings) / sum(fittings.mapped("quantity"))

    def _note_case(self, line, above, allowed):
        taxes = line.tax_ids.mapped("price_include")
        dozen = self.env.ref("uom.product_uom_dozen")
        seen = {
            "tax included": True in taxes,
            "tax on top": False in taxes,
            "discount": line.discount,
            "lot": line.product_id == self.drum,
            "dozen": line.product_uom_id == dozen,
            "follows the cost": line.part_actual_cost - line._part_price_net() > 1 and abs(above) <= CENT,
            "allowed": allowed,
            "above the ceiling": above > CENT,
        }
        self.cases |= {name for name, is_so in seen.items() if is_so}

    def _check_money(self, said):
        for order in self._signed_orders():
            order._create_invoices(final=True) if order.invoice_status == "to invoice" else None
            lines = order.invoice_ids.invoice_line_ids
            billed = sum(
                line.price_subtotal * (-1 if line.move_id.move_type == "out_refund" else 1) for line in lines
            )
            used = sum(
                order.currency_id.round(line.qty_delivered * line._part_price_net())
                for line in order.order_line
            )
            # each invoice of a line is rounded by itself
            more = max(0, len(lines) - len(lines.sale_line_ids))
            self.assertAlmostEqual(billed, used, delta=0.001 + 0.01 * more, msg=f"{said}: {order.name}")

    def _run_sequence(self, seed):
        dice = random.Random(seed)
        self.visit = self._on_site(self._report())
        self.visit.ticket_id.sudo().policy_id.reason_ids |= self.env.ref(
            "printer_maintenance.reason_approval"
        )
        names, weights = zip(*WEIGHTS.items(), strict=True)
        done = []
        for name in (*dice.choices(names, weights, k=STEPS), *ENDING):
            try:
                with self.env.cr.savepoint():
                    getattr(self, f"_do_{name}")(dice)
                done.append(name)
            except UserError:
                # refused with a message: then nothing may have changed, which the check shows
                self.env.invalidate_all()
                done.append(f"({name})")
            self._check(f"seed {seed}: {' '.join(done)}")
        self._check_money(f"seed {seed}: {' '.join(done)}")
        return done

    def test_random_sequences_agree_to_the_piece_and_the_cent(self):
        seen = set()
        for seed in SEEDS:
            with self.subTest(seed=seed):
                seen.update(self._run_sequence(seed))
        for step in (
            "use",
            "use_lot",
            "use_dozen",
            "order",
            "allow",
            "discount",
            "raise_price",
            "send",
            "sign",
            "telephone",
            "receive",
            "fit",
            "finish",
            "take_back",
            "invoice",
        ):
            self.assertIn(step, seen, "the sequences have to get somewhere")
        self.assertEqual(self.cases, CASES, "all these prices have to be charged at least once")
