"""A station with a van, parts in stock, and a visit on site."""

from odoo import fields

from ..common import PrinterCase
from ..visit.test_signature import drawing


class PartsCase(PrinterCase):
    """The small world with a roller (covered, cheap) and a fuser (major), in the van and in the warehouse."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stock = cls.env.ref("stock.stock_location_stock")
        cls.van = cls.env["stock.location"].create(
            {"name": "Van north", "usage": "internal", "location_id": cls.stock.location_id.id}
        )
        cls.team.van_location_ids = cls.van
        cls.agreement.old_parts = "dispose"
        cls.roller = cls._make_part("Roller", 30, part_kind="wearing", wear_pages=60000)
        cls.fuser = cls._make_part("Fuser", 600, is_major_part=True)
        cls._put(cls.roller, cls.van, 2)
        cls._put(cls.roller, cls.stock, 10)
        cls._put(cls.fuser, cls.stock, 3)
        cls._market(cls.roller, 36)
        cls._market(cls.fuser, 650)
        cls.vendor = cls.env["res.partner"].create({"name": "Parts trader", "is_company": True})
        for part in (cls.roller, cls.fuser):
            part.seller_ids = [
                fields.Command.create({"partner_id": cls.vendor.id, "price": part.standard_price, "delay": 2})
            ]

    @classmethod
    def _make_part(cls, name, cost, **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "is_storable": True,
                "is_printer_part": True,
                "standard_price": cost,
                "list_price": cost,
                "taxes_id": [fields.Command.clear()],
                **values,
            }
        )

    @classmethod
    def _market(cls, part, amount, **values):
        """A market price without tax, found on the first of the year and valid for years."""
        return cls.env["printer.part.market.price"].create(
            {
                "product_id": part.id,
                "amount": amount,
                "tax_included": False,
                "source": "Shop",
                "date": "2026-01-01",
                "valid_until": "2030-12-31",
                "evidence_url": "https://shop.example.com/part",
                **values,
            }
        )

    @classmethod
    def _put(cls, part, place, quantity, lot=None):
        cls.env["stock.quant"]._update_available_quantity(part, place, quantity, lot_id=lot)

    def _on_hand(self, part, place):
        return self.env["stock.quant"]._get_available_quantity(part, place, allow_negative=True)

    def _on_site(self, ticket=None):
        visit = self._confirmed_visit(ticket)
        visit.action_arrive()
        return visit

    def _finish(self, visit):
        visit.write(
            {
                "fault_cause": "Worn",
                "work_done": "Replaced",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        visit.action_finish_work()
        return visit.sudo().repair_ids

    def _quote(self, visit, contact=None):
        """The quotation of what the visit waits for, sent to the contact."""
        dialog = (
            self.env["printer.part.ask"]
            .with_user(visit.env.user)
            .create(
                {
                    "ticket_id": visit.ticket_id.id,
                    "contact_id": (contact or self.contact).id,
                    "order_name": "S",
                }
            )
        )
        dialog.action_send()
        return visit.sudo().ticket_id.repair_ids.sale_order_id[-1:]

    def _sign(self, order):
        """What the portal does when the contact signs."""
        signed = order.with_user(self.contact_user).sudo()
        signed.write({"signed_by": "Contact", "signed_on": fields.Datetime.now(), "signature": drawing()})
        signed._validate_order()
        return order
