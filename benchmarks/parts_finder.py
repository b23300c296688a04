"""Parts that fit a device among 50,000 products: found, ordered by nearness, with their stock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frame import Race
from rows import multiply, settle

PRODUCTS = 50_000
MODELS = 900
# parts that fit the device that is asked about: about so many per model
SECONDS_TO_FIND = 0.1


def races(env: Any) -> Iterator[Race]:
    """The engineer's search beside the tenth of a second in which it must answer."""
    stage = Stage(env)
    yield Race(
        "parts that fit a device, among 50,000",
        stage.find,
        lambda: SECONDS_TO_FIND,
        limit=1,
        rounds=5,
    )
    yield Race(
        "the same, searched by a word",
        lambda: stage.find("ZQ-1"),
        lambda: SECONDS_TO_FIND,
        limit=1,
        rounds=5,
    )
    yield Race(
        "the engineer's screen of parts that fit",
        stage.screen,
        lambda: SECONDS_TO_FIND,
        limit=1,
        rounds=5,
    )


class Stage:
    """Fifty thousand parts for nine hundred models, one in ten of them in stock."""

    def __init__(self, env: Any):
        self.env = env
        self.device = env["maintenance.equipment"].create(
            {
                "name": "基准打印机",
                "serial_no": "BENCH-PARTS",
                "brand": "BENCH",
                "model": "M7",
                "category_id": env.ref("printer_maintenance.category_printer").id,
            }
        )
        self.engineer = env["res.users"].create(
            {
                "name": "基准工程师",
                "login": "bench-parts",
                "group_ids": [(6, 0, env.ref("printer_maintenance.group_engineer").ids)],
            }
        )
        self._make_parts()
        self._check_index()

    def _make_parts(self) -> None:
        env = self.env
        first = env["product.product"].create(
            {
                "name": "基准配件",
                "default_code": "ZQ-0",
                "type": "consu",
                "is_storable": True,
                "is_printer_part": True,
                "part_fit_ids": [(0, 0, {"brand": "BENCH", "model": "M0"})],
            }
        )
        template = first.product_tmpl_id
        env.flush_all()
        env.cr.execute("SELECT max(id) FROM product_template")
        low = env.cr.fetchone()[0]
        multiply(
            template,
            1,
            PRODUCTS - 1,
            id=f"{low} + n",
            name="jsonb_build_object('en_US', 'Part ' || n)",
            default_code="'ZQ-' || n",
        )
        multiply(first, 1, PRODUCTS - 1, product_tmpl_id=f"{low} + n", default_code="'ZQ-' || n")
        multiply(
            template.part_fit_ids,
            1,
            PRODUCTS - 1,
            product_tmpl_id=f"{low} + n",
            model=f"'M' || mod(n, {MODELS})",
            fit_key=f"'bench|m' || mod(n, {MODELS})",
        )
        env.cr.execute(
            """
            INSERT INTO stock_quant (product_id, location_id, company_id, quantity, reserved_quantity, in_date)
                 SELECT product.id, %s, %s, 3, 1, now() FROM product_product AS product
                   JOIN product_template AS part ON part.id = product.product_tmpl_id
                  WHERE part.default_code LIKE 'ZQ-%%' AND mod(product.id, 10) = 0
            """,
            [env.ref("stock.stock_location_stock").id, env.company.id],
        )
        settle(env, "stock_quant")

    def _check_index(self) -> None:
        """Fail when the database looks through all parts for the ones that fit."""
        query = self.env["product.product"]._search(self.device._fitting_parts_domain())
        select = query.select()
        self.env.cr.execute(f"EXPLAIN {select.code}", select.params)  # the product's own query
        plan = "\n".join(line for (line,) in self.env.cr.fetchall())
        if "printer_part_fit__fit_key_index" not in plan:
            raise AssertionError(f"the index on what parts fit is not used:\n{plan}")

    def find(self, words: str | None = None) -> None:
        """What fits, nearest first, with the three figures."""
        self.env.invalidate_all()
        found = self.device.with_user(self.engineer)._find_parts(words)
        assert found
        found.mapped("van_qty")

    def screen(self) -> None:
        """What the web client asks for when the screen opens."""
        self.env.invalidate_all()
        context = self.device.with_user(self.engineer).action_find_parts()["context"]
        Product = self.env["product.product"].with_user(self.engineer).with_context(**context)
        read = Product.web_search_read(
            [("is_printer_part", "=", True), ("fits_device", "=", True)],
            {
                name: {}
                for name in ("name", "default_code", "part_nearness", "van_qty", "site_qty", "warehouse_qty")
            },
            order="part_nearness, name",
            limit=40,
            count_limit=10_001,
        )
        assert read["length"]
