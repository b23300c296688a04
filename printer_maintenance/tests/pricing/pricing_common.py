"""A part with a cost and a market price, and a quotation about it."""

from odoo import Command
from odoo.tests import new_test_user

from ..common import PrinterCase
from ..receiving import receive

NOW = "2026-03-02 01:00:00"


class PricingCase(PrinterCase):
    """A fuser unit that cost 80, is found for 113 with 13 % tax, and a request to quote it for. Freeze time at NOW."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.currency = cls.company.currency_id
        cls.pricelist = cls.env.ref("printer_maintenance.pricelist_parts")
        cls.part = cls._make_part("Fuser unit", 80.0)
        cls.ticket = cls._report(cls)
        cls.seller = new_test_user(
            cls.env, login="test-seller", groups="base.group_user,sales_team.group_sale_salesman_all_leads"
        )
        cls.buyer = new_test_user(
            cls.env, login="test-buyer", groups="base.group_user,purchase.group_purchase_user"
        )

    @classmethod
    def _make_part(cls, name, cost, **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "is_storable": True,
                "is_printer_part": True,
                "standard_price": cost,
                "list_price": 500.0,
                "taxes_id": [Command.clear()],
                "supplier_taxes_id": [Command.clear()],
                **values,
            }
        )

    def _found(self, amount, part=None, **values):
        """A market price found today, without tax unless said."""
        return self.env["printer.part.market.price"].create(
            {
                "product_id": (part or self.part).id,
                "amount": amount,
                "currency_id": self.currency.id,
                "tax_included": False,
                "source": "A shop",
                "evidence_url": "https://shop.example.com/1",
                **values,
            }
        )

    def _quote(self, *lines, user=None, **values):
        """A quotation for the request; each line is a part, or values of a line."""
        lines = lines or (self.part,)
        orders = self.env["sale.order"].with_user(user or self.seller)
        return orders.create(
            {
                "partner_id": self.contact.id,
                "ticket_id": self.ticket.id,
                "order_line": [
                    Command.create(line if isinstance(line, dict) else {"product_id": line.id})
                    for line in lines
                ],
                **values,
            }
        )

    @classmethod
    def _other_currency(cls, rate):
        """A currency of which so many are worth one of the company's."""
        currency = cls.env["res.currency"].create(
            {"name": "TST", "symbol": "T", "rounding": 0.01, "active": True}
        )
        cls.env["res.currency.rate"].create(
            {"currency_id": currency.id, "rate": rate, "name": "2026-01-01", "company_id": cls.company.id}
        )
        return currency

    def _bought(self, part, price, lot=None, **values):
        """A purchase of ten, received; the lot by which it came when there is one."""
        order = self.env["purchase.order"].create(
            {
                "partner_id": self.env["res.partner"].create({"name": "Vendor"}).id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": part.id,
                            "product_qty": 10,
                            "price_unit": price,
                            "tax_ids": [Command.clear()],
                            **values,
                        }
                    )
                ],
            }
        )
        order.button_confirm()
        move = order.picking_ids.move_ids
        if lot:
            move.move_line_ids.unlink()
            move.move_line_ids = [Command.create({"product_id": part.id, "lot_id": lot.id, "quantity": 10})]
        else:
            move.quantity = 10
        move.picked = True
        receive(order.picking_ids)
        return order
