"""Prices of parts: five thousand by the rule with market ceilings, beside Odoo's own rule on cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frame import Race
from rows import multiply

PARTS = 5_000


def races(env: Any) -> Iterator[Race]:
    """Both rules price the same parts with nothing in memory."""
    stage = Stage(env)
    yield Race(
        "Pricing 5,000 lines with market ceilings, against Odoo's cost rule",
        stage.with_ceilings,
        stage.at_cost,
        limit=2,
        pieces=PARTS,
        unit="s/line",
        rounds=5,
    )


class Stage:
    """Parts with a cost and two market prices each, and two price lists."""

    def __init__(self, env: Any):
        self.env = env
        self.currency = env.company.currency_id
        self.parts = env["product.product"].create(
            [
                {
                    "name": f"基准配件{number}",
                    "is_printer_part": True,
                    "is_storable": True,
                    "standard_price": 50.0 + number % 100,
                }
                for number in range(PARTS)
            ]
        )
        self._find_prices()
        self.ours = self._price_list({"compute_price": "part_ceiling"})
        self.peers = self._price_list({"compute_price": "formula", "base": "standard_price"})
        env.flush_all()

    def _find_prices(self) -> None:
        low = self.parts.ids[0]
        first = self.env["printer.part.market.price"].create(
            {
                "product_id": low,
                "amount": 100.0,
                "tax_percent": 13.0,
                "source": "基准商城",
                "evidence_url": "https://shop.example.com",
            }
        )
        multiply(first, 1, PARTS - 1, product_id=f"{low} + n")
        multiply(first, 0, PARTS - 1, product_id=f"{low} + n", date="origin.date - 30")

    def _price_list(self, rule: dict[str, Any]) -> Any:
        return self.env["product.pricelist"].create(
            {"name": "基准", "currency_id": self.currency.id, "item_ids": [(0, 0, rule)]}
        )

    def with_ceilings(self) -> None:
        """The lower one of cost and market price."""
        self._price(self.ours)

    def at_cost(self) -> None:
        """What each part cost."""
        self._price(self.peers)

    def _price(self, price_list: Any) -> None:
        self.env.invalidate_all()
        prices = price_list._get_products_price(self.parts, 1.0)
        if len(prices) != PARTS:
            raise AssertionError("not every part has a price")
