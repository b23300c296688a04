"""A request with parts of every kind, and whatever people do with them, at random."""

from odoo import fields

from ..parts.common import PartsCase
from ..receiving import receive

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


class StepsCase(PartsCase):
    """Taxes included and on top, lots with their own cost, a part by the dozen, one without a market price."""

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

    def _signed_orders(self):
        return self.env["sale.order"].search([("is_part_quote", "=", True), ("state", "=", "sale")])

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
