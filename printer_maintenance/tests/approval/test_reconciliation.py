"""Whatever people do in whatever order: pieces and money agree, nothing is used without approval, nothing too dear."""

import random

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ...rules.part_cover import CHARGEABLE
from ..parts.common import PartsCase
from ..receiving import receive

SEEDS = range(8)
# half a cent: amounts on record are rounded
CENT = 0.0051
STEPS = 26
# what makes a sequence go on is tried more often
WEIGHTS = {
    "use": 6,
    "use_lot": 5,
    "use_dozen": 2,
    "order": 2,
    "allow": 4,
    "discount": 3,
    "raise_price": 2,
    "send": 4,
    "sign": 5,
    "decline": 1,
    "telephone": 2,
    "receive": 3,
    "fit": 6,
    "finish": 4,
    "take_back": 2,
    "cancel": 1,
    "invoice": 2,
    "change_cost": 4,
}
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
class TestReconciliation(PartsCase):
    def setUp(self):
        super().setUp()
        self.belt = self._make_part("Belt", 80.35, needs_certificate=False)
        self.belt.seller_ids = [(0, 0, {"partner_id": self.vendor.id, "price": 70.15, "delay": 2})]
        self.clip = self._make_part("Clip", 5.37)
        self.sponge = self._make_part("Sponge", 17.77)
        self._make_lots()
        self._put(self.clip, self.van, 240)
        self._put(self.sponge, self.stock, 40)
        self._put(self.roller, self.stock, 20)
        self.roller.taxes_id = self._tax(13, "tax_included")
        self.fuser.taxes_id = self._tax(6, "tax_excluded")
        # the sponge has none: somebody has to allow it
        self.market = {self.roller: 36, self.fuser: 650, self.belt: 99.99, self.drum: 50, self.clip: 6.5}
        for part in (self.belt, self.drum, self.clip):
            self._market(part, self.market[part])
        self.parts = self.roller | self.fuser | self.belt | self.drum | self.clip | self.sponge
        self.kept = self.env.ref("printer_maintenance.stock_location_old_parts")
        self.start = {part: self._in_stock(part) for part in self.parts}
        self.received = dict.fromkeys(self.parts, 0)
        self.raised = self.env["sale.order.line"]
        self.cases = set()

    def _make_lots(self):
        """A drum of which each lot has its own cost, one of them above the market."""
        category = self.env["product.category"].create({"name": "Average", "property_cost_method": "average"})
        values = {"tracking": "lot", "categ_id": category.id, "lot_valuated": True}
        self.drum = self._make_part("Drum", 48, needs_certificate=False, **values)
        self.lots = self.env["stock.lot"].create(
            [{"name": name, "product_id": self.drum.id} for name in ("D-1", "D-2", "D-3")]
        )
        for lot, cost in zip(self.lots, (41.13, 48.5, 55.05), strict=True):
            lot.standard_price = cost
            self._put(self.drum, self.stock, 20, lot)

    def _tax(self, percent, inclusion):
        return self.env["account.tax"].create(
            {
                "name": f"{percent} {inclusion}",
                "amount": percent,
                "type_tax_use": "sale",
                "price_include_override": inclusion,
                "company_id": self.env.company.id,
            }
        )

    def _in_stock(self, part):
        quants = self.env["stock.quant"].search(
            [("product_id", "=", part.id), ("location_id.usage", "=", "internal")]
        )
        return sum((quants.filtered(lambda quant: quant.location_id != self.kept)).mapped("quantity"))

    # ---- what people do

    def _do_use(self, dice):
        part = dice.choice((self.roller, self.fuser, self.sponge))
        people = dice.choice(("", "Dropped", "Forced"))
        self.visit._use_part(part, dice.choice((1, 2)), by_people=people)

    def _do_use_lot(self, dice):
        lot = dice.choice(list(self.lots))
        self.visit._use_part(
            self.drum, dice.choice((1, 2)), lot=lot, by_people=dice.choice(("", "Scratched"))
        )

    def _do_use_dozen(self, _dice):
        ticket = self.visit.sudo().ticket_id
        known = ticket.repair_ids.move_ids
        dozen = {"product_uom": self.env.ref("uom.product_uom_dozen").id, "product_uom_qty": 1}
        part = {"product_id": self.clip.id, "repair_line_type": "add"}
        job = self.env["repair.order"].browse(ticket.action_open_job()["res_id"])
        job.move_ids = [fields.Command.create({**part, **dozen})]
        added = ticket.repair_ids.move_ids - known
        added._decide_cover("user_damage", "Broken off", self.users["project_manager"])

    def _do_order(self, dice):
        self.visit._order_part(self.belt, dice.choice((1, 2, 3)), by_people=dice.choice(("", "Torn")))

    def _unfitted_lines(self):
        """What can still be changed on the quotation that is being written, or that lies with the customer."""
        order = self.visit.sudo().ticket_id._make_part_quote()
        return order.order_line.filtered(
            lambda line: (
                line.product_uom_qty and line.price_unit and "done" not in line.move_ids.mapped("state")
            )
        )

    def _do_allow(self, _dice):
        for line in self._unfitted_lines().filtered("is_part_blocked"):
            line.with_user(self.users["service_director"])._override_part_price("Nobody else has it")

    def _do_discount(self, dice):
        self._unfitted_lines()[:1].discount = dice.choice((5, 10))

    def _do_raise_price(self, dice):
        line = dice.choice([*self._unfitted_lines(), self.env["sale.order.line"]])
        line.price_unit = round(line.price_unit * 1.2, 2)
        self.raised |= line

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
        factor = dice.choice((0.8, 0.93, 1.05))
        for costly in self.lots if part == self.drum else part:
            costly.standard_price = round(costly.standard_price * factor, 3)

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
