"""Prices of parts in the small world of the security tests: a market price, a quotation, a right-holder's word."""

from odoo import Command

from .marks import mark


def build_pricing(world, key: str) -> None:
    """A part found below what it cost us, quoted for a unit's request, and allowed by the director."""
    env = world.env
    env["printer.part.market.price"].create(
        {
            "product_id": world.part.id,
            "amount": 5.0,
            "tax_included": False,
            "source": mark(key, "market_source"),
            "evidence_url": f"https://shop.example.com/{mark(key, 'evidence')}",
        }
    )
    order = env["sale.order"].create(
        {
            "partner_id": world.partners[key].id,
            "ticket_id": world.tickets[key].id,
            "client_order_ref": mark(key, "priced_order"),
            "order_line": [
                Command.create(
                    {"product_id": world.part.id, "name": mark(key, "priced_line"), "price_unit": 5.0}
                )
            ],
        }
    )
    director = world.users["service_director"]
    order.order_line.with_user(director)._override_part_price(mark(key, "override_reason"))


def new_pricing(world) -> dict:
    """Values with which an administrator can make a new record by RPC, by model."""
    return {
        "printer.part.market.price": {
            "product_id": world.part.id,
            "amount": 7.0,
            "source": "New",
            "evidence_url": "https://shop.example.com/new",
        }
    }
