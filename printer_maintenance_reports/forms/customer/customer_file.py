"""《用户档案》: one customer on paper: units, devices, agreements, requests, opinions (REQUIREMENTS A6)."""

from odoo import fields
from odoo.tools.translate import LazyTranslate

from ..frame import (
    DATE,
    DATETIME,
    INTEGER,
    PERCENT,
    Column,
    Form,
    Pair,
    Pairs,
    Table,
    register,
)

_lt = LazyTranslate(__name__)
# two spaces of the script itself, so that levels stand out on paper and in a spreadsheet
_INDENT = "\u3000"


def _file(partner) -> dict:
    """The customer file of one partner, read once for all blocks of its form."""
    return partner.printer_file or {}


def _figure(name: str):
    """Getter of one key figure of the whole customer."""
    return lambda partner: _file(partner).get("figures", {}).get(name)


def _units(partner) -> list[dict]:
    return [
        {**place, "name": _INDENT * place["level"] + place["name"]}
        for place in _file(partner).get("tree", [])
    ]


def _results(agreement: dict) -> str:
    """How many promises of an agreement were met, are at risk, were missed."""
    return "\n".join(f"{result['name']}: {result['count']}" for result in agreement["results"])


def _agreements(partner) -> list[dict]:
    return [
        {
            **agreement,
            "results": _results(agreement),
            "start": fields.Date.to_date(agreement["start"]),
            "end": fields.Date.to_date(agreement["end"]),
        }
        for agreement in _file(partner).get("agreements", [])
    ]


def _with_moment(list_name: str, moment: str):
    """Getter of a list whose moments are made times again."""
    return lambda partner: [
        {**row, moment: fields.Datetime.to_datetime(row[moment])} for row in _file(partner).get(list_name, [])
    ]


CUSTOMER_FILE = register(
    Form(
        name="customer_file",
        title=_lt("Customer file"),
        model="res.partner",
        subtitle="name",
        blocks=(
            Pairs(
                title=_lt("Key figures"),
                columns=3,
                pairs=(
                    Pair(_lt("Devices"), _figure("devices"), kind=INTEGER),
                    Pair(_lt("In good condition"), _figure("condition"), kind=PERCENT),
                    Pair(_lt("Satisfaction"), _figure("satisfaction"), kind=PERCENT),
                    Pair(_lt("Open requests"), _figure("open"), kind=INTEGER),
                    Pair(_lt("Late"), _figure("late"), kind=INTEGER),
                    Pair(_lt("Requests in 12 months"), _figure("year"), kind=INTEGER),
                ),
            ),
            Table(
                title=_lt("Agreements"),
                rows=_agreements,
                columns=(
                    Column(_lt("Agreement"), "name", 22),
                    Column(_lt("Starts on"), "start", 10, DATE),
                    Column(_lt("Ends on"), "end", 10, DATE),
                    Column(_lt("Project manager"), "manager", 10),
                    Column(_lt("State"), "state_name", 8, align="center"),
                    Column(_lt("Promises"), "results", 9),
                ),
            ),
            Table(
                title=_lt("People"),
                rows=lambda partner: _file(partner).get("people", []),
                columns=(
                    Column(_lt("Name"), "name", 12),
                    Column(_lt("Unit"), "unit", 20),
                    Column(_lt("Position"), "function", 12),
                    Column(_lt("Telephone"), "phone", 12),
                ),
            ),
            Table(
                title=_lt("Units"),
                rows=_units,
                columns=(
                    Column(_lt("Unit"), "name", 26),
                    Column(_lt("Devices"), "devices", 8, INTEGER),
                    Column(_lt("In good condition"), "condition", 10, PERCENT),
                    Column(_lt("Open requests"), "open", 8, INTEGER),
                    Column(_lt("Requests in 12 months"), "year", 9, INTEGER),
                    Column(_lt("Satisfaction"), "satisfaction", 9, PERCENT),
                ),
            ),
            Table(
                title=_lt("Open requests"),
                rows=_with_moment("requests", "reported"),
                columns=(
                    Column(_lt("Request"), "number", 9),
                    Column(_lt("Fault"), "name", 20),
                    Column(_lt("Unit"), "unit", 14),
                    Column(_lt("Reported at"), "reported", 12, DATETIME),
                    Column(_lt("State"), "stage", 8, align="center"),
                ),
            ),
            Table(
                title=_lt("Opinions"),
                rows=_with_moment("opinions", "date"),
                columns=(
                    Column(_lt("Opinion"), "text", 28),
                    Column(_lt("Contact"), "by", 9),
                    Column(_lt("Unit"), "unit", 13),
                    Column(_lt("Date"), "date", 11, DATETIME),
                    Column(_lt("Satisfaction"), "score", 8, PERCENT),
                ),
            ),
        ),
    )
)
