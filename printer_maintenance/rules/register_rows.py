"""Reading one row of a device register (REQUIREMENTS E8): values, what is wrong with them, what is worth knowing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from .register_cells import (
    CellError,
    is_formula,
    read_condition,
    read_count,
    read_date,
    read_identifier,
    read_ip,
    read_name,
    read_text,
    read_yes_no,
    shown,
)

READERS: dict[str, Callable[[object], object]] = {
    "unit": read_name,
    "department": read_name,
    "place": read_name,
    "device_type": read_name,
    "name": read_name,
    "brand": read_name,
    "model": read_name,
    "serial_no": read_identifier,
    "asset_tag": read_identifier,
    "ip_address": read_ip,
    "purchase_date": read_date,
    "in_service_date": read_date,
    "warranty_date": read_date,
    "condition": read_condition,
    "is_key_device": read_yes_no,
    "custodian_name": read_name,
    "custodian_phone": read_identifier,
    "meter_mono": read_count,
    "meter_color": read_count,
    "note": read_text,
}
# fields without which no row can become a device
REQUIRED_FIELDS = ("unit", "device_type")
# at least one of them tells one device from another
KEY_FIELDS = ("serial_no", "asset_tag")


@dataclass(slots=True)
class Row:
    """One row of the register.

    :param number: the row's number in the sheet, as the spreadsheet shows it
    :param values: field -> value, without empty cells
    :param problems: why the row is refused; empty when it is good. Data, not sentences, so that they read in any
        language: ``code`` and what the sentence needs (``field``, ``value``, ``row``)
    :param notes: what a person should know about a good row, in the same form
    """

    number: int
    values: dict[str, object] = field(default_factory=dict)
    problems: list[dict] = field(default_factory=list)
    notes: list[dict] = field(default_factory=list)


def read_row(number: int, cells: Sequence[object], columns: Mapping[int, str]) -> Row:
    """Read the cells of one row.

    :param number: the row's number in the sheet
    :param cells: what the spreadsheet holds, from the first column
    :param columns: position of a column (from 0) -> field

    >>> columns = {0: "unit", 1: "device_type", 2: "serial_no", 3: "purchase_date"}
    >>> row = read_row(2, ["North station", " Printer", "X-1", "2021年3月5日"], columns)
    >>> row.values
    {'unit': 'North station', 'device_type': 'Printer', 'serial_no': 'X-1', 'purchase_date': datetime.date(2021, 3, 5)}
    >>> read_row(3, ["North station", None, None, "soon"], columns).problems
    [{'code': 'bad_date', 'field': 'purchase_date', 'value': 'soon'}, \
{'code': 'missing', 'field': 'device_type'}, {'code': 'no_key'}]
    """
    row = Row(number)
    width = len(cells)
    for position, name in columns.items():
        cell = cells[position] if position < width else None
        if cell is None:
            continue
        try:
            value = READERS[name](cell)
        except CellError as error:
            row.problems.append({"code": error.code, "field": name, "value": error.value})
            continue
        if value is not None:
            row.values[name] = value
            if is_formula(cell):
                row.notes.append({"code": "formula", "field": name, "value": shown(cell)})
    _check_together(row)
    return row


def _check_together(row: Row) -> None:
    """What no cell shows alone: a missing field, no number to know the device by, dates that contradict."""
    values = row.values
    failed = {problem["field"] for problem in row.problems}
    row.problems.extend(
        {"code": "missing", "field": name}
        for name in REQUIRED_FIELDS
        if name not in values and name not in failed
    )
    if "serial_no" not in values and not failed.intersection(KEY_FIELDS):
        where = row.notes if "asset_tag" in values else row.problems
        where.append({"code": "no_serial" if "asset_tag" in values else "no_key"})
    bought, warranty = values.get("purchase_date"), values.get("warranty_date")
    if bought and warranty and warranty < bought:
        row.problems.append(
            {
                "code": "warranty_first",
                "field": "warranty_date",
                "value": str(warranty),
                "bought": str(bought),
            }
        )


def is_blank(cells: Sequence[object]) -> bool:
    """Whether a row has nothing in it.

    >>> is_blank([None, " ", ""]), is_blank([None, 0])
    (True, False)
    """
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def name_of(values: Mapping[str, object], fallback: str = "") -> str:
    """What a device is called: its name in the register, else brand and model, else ``fallback``.

    >>> name_of({"brand": "HP", "model": "M404dn"}), name_of({"brand": "HP", "model": "HP M404dn"})
    ('HP M404dn', 'HP M404dn')
    >>> name_of({}, "Printer")
    'Printer'
    """
    if values.get("name"):
        return str(values["name"])
    brand, model = str(values.get("brand") or ""), str(values.get("model") or "")
    if brand and model.casefold().startswith(brand.casefold()):
        return model
    return f"{brand} {model}".strip() or fallback
