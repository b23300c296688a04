"""Whatever people do in whatever order: pieces and money agree, and nothing is used without approval."""

import random

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..parts.common import PartsCase
from ..receiving import receive

SEEDS = range(8)
STEPS = 24
# what makes a sequence go on is tried more often
WEIGHTS = {
    "use": 6,
    "order": 3,
    "send": 6,
    "sign": 6,
    "decline": 1,
    "telephone": 2,
    "receive": 3,
    "fit": 6,
    "finish": 5,
    "take_back": 2,
    "cancel": 1,
    "invoice": 2,
    "change_cost": 1,
}


@tagged("post_install", "-at_install")
class TestReconciliation(PartsCase):
    def setUp(self):
        super().setUp()
        self.belt = self._make_part("Belt", 80.35, needs_certificate=False)
        self.belt.seller_ids = [(0, 0, {"partner_id": self.vendor.id, "price": 70.15, "delay": 2})]
        self._market(self.belt, 99.99)
        self.parts = self.roller | self.fuser | self.belt
        self.kept = self.env.ref("printer_maintenance.stock_location_old_parts")
        self.start = {part: self._in_stock(part) for part in self.parts}
        self.received = dict.fromkeys(self.parts, 0)

    def _in_stock(self, part):
        quants = self.env["stock.quant"].search(
            [("product_id", "=", part.id), ("location_id.usage", "=", "internal")]
        )
        return sum((quants.filtered(lambda quant: quant.location_id != self.kept)).mapped("quantity"))

    # ---- what people do

    def _do_use(self, dice):
        part = dice.choice((self.roller, self.fuser))
        people = dice.choice(("", "Dropped", "Forced"))
        self.visit._use_part(part, dice.choice((1, 2)), by_people=people)

    def _do_order(self, dice):
        self.visit._order_part(self.belt, dice.choice((1, 2, 3)), by_people=dice.choice(("", "Torn")))

    def _do_send(self, _dice):
        self._quote(self.visit)

    def _order_with_customer(self):
        orders = self.visit.sudo().ticket_id.repair_ids.sale_order_id
        return orders.filtered(lambda order: order.state == "sent")[:1]

    def _do_sign(self, dice):
        order = self._order_with_customer()
        if order:
            refused = {line.id for line in order._lines_to_choose() if dice.random() < 0.3}
            order.with_user(self.contact_user).sudo()._choose_in_portal(order.quote_revision, refused, {})
            self._sign(order)

    def _do_decline(self, _dice):
        self._order_with_customer().with_user(self.contact_user).sudo()._action_cancel()

    def _do_telephone(self, _dice):
        order = self._order_with_customer()
        if order:
            order.with_user(self.agent)._approve_by_telephone(self.contact, "555", "Yes")

    def _do_receive(self, dice):
        moves = self.visit.sudo().ticket_id.repair_ids.move_ids
        purchases = moves.created_purchase_line_ids.order_id
        purchases.filtered(lambda purchase: purchase.state == "draft").button_confirm()
        picking = purchases.picking_ids.filtered(lambda row: row.state == "assigned")[:1]
        for move in picking.move_ids:
            move.quantity = max(1, move.product_uom_qty - dice.choice((0, 0, 1)))
        if picking:
            receive(picking)
            for move in picking.move_ids:
                self.received[move.product_id] += move.quantity

    def _do_fit(self, _dice):
        self.visit.action_fit_parts()

    def _do_finish(self, _dice):
        self._finish(self.visit)
        self.visit.action_continue_work()

    def _do_take_back(self, dice):
        inside = self.device.sudo().fitting_ids.filtered(lambda row: not row.removed_at)
        if inside:
            dice.choice(list(inside)).with_user(self.engineer)._take_back("Not needed")

    def _do_cancel(self, _dice):
        jobs = self.visit.sudo().ticket_id.repair_ids.filtered(
            lambda job: job.state in ("confirmed", "under_repair")
        )
        jobs[:1].action_repair_cancel()

    def _do_invoice(self, _dice):
        orders = self._signed_orders().filtered(lambda order: order.invoice_status == "to invoice")
        for order in orders:
            order._create_invoices(final=True)

    def _do_change_cost(self, dice):
        part = dice.choice(list(self.parts))
        part.standard_price = round(part.standard_price * dice.choice((0.8, 1.05)), 2)

    # ---- what has to hold

    def _signed_orders(self):
        return self.env["sale.order"].search([("is_part_quote", "=", True), ("state", "=", "sale")])

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
                sum(quants.mapped("reserved_quantity")), sum(open_lines.mapped("quantity")), 6, said
            )
        for line in self._signed_orders().order_line:
            moves = line.move_ids.filtered(lambda move: move.state == "done")
            net = sum(moves.mapped("quantity")) - moves._brought_back()
            self.assertAlmostEqual(line.qty_delivered, net, 6, said)
            self.assertLessEqual(line.qty_delivered, line.asked_quantity, said)
        for fitting in self.device.sudo().fitting_ids.filtered("needs_approval"):
            self.assertTrue(fitting.order_id.signature or fitting.approval_id, f"{said}: without approval")

    def _check_money(self, said):
        for order in self._signed_orders():
            order._create_invoices(final=True) if order.invoice_status == "to invoice" else None
            billed = sum(
                line.price_subtotal * (-1 if line.move_id.move_type == "out_refund" else 1)
                for line in order.invoice_ids.invoice_line_ids
            )
            used = sum(
                order.currency_id.round(line.qty_delivered * line.price_unit) for line in order.order_line
            )
            self.assertAlmostEqual(billed, used, 2, f"{said}: {order.name}")

    def _run_sequence(self, seed):
        dice = random.Random(seed)
        self.visit = self._on_site(self._report())
        self.visit.ticket_id.sudo().policy_id.reason_ids |= self.env.ref(
            "printer_maintenance.reason_approval"
        )
        names, weights = zip(*WEIGHTS.items(), strict=True)
        done = []
        for _step in range(STEPS):
            name = dice.choices(names, weights)[0]
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
            "order",
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
