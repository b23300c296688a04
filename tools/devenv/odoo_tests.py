"""Odoo's own tests of the addons that parts run through, which have to pass with ours installed."""

from __future__ import annotations

from pathlib import Path

from . import paths
from .errors import ToolError

ADDONS = ("repair", "purchase_stock", "sale_stock", "stock", "sale")
# the one that ours extend most runs with every ``make test``
ALWAYS = "repair"
# tests that fail for reasons that are not our code: node id below Odoo's addons, and what they stumble over
KNOWN = {
    "sale/tests/test_sale_order.py::TestSaleOrder::test_invoicing_terms": "fails without our addons too: it expects "
    "another HTML element around a plain text",
    "purchase_stock/tests/test_purchase_lead_time.py::TestPurchaseLeadTime::test_reordering_days_to_purchase": "puts a "
    "mock in place of the class of dates, on which Odoo's own rules of stock fail as soon as one place is filled from "
    "another, as in our demo's stocking plan",
}


def folder(addon: str) -> Path:
    """Where an addon of Odoo keeps its tests, there once the set-up ran."""
    return paths.DIST_PACKAGES / "odoo" / "addons" / addon / "tests"


def chosen(addon: str) -> list[str]:
    """What pytest is told for the tests of an addon.

    :raises ToolError: when it has none
    """
    tests = folder(addon)
    if not tests.is_dir():
        raise ToolError(f"Odoo has no tests for “{addon}”.", f"One of: {', '.join(ADDONS)}")
    above = tests.parents[1].relative_to(paths.ROOT)
    left_out = [f"--deselect={above / name}" for name in KNOWN if name.startswith(f"{addon}/")]
    return [str(tests.relative_to(paths.ROOT)), *left_out]
