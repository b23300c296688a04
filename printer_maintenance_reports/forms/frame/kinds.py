"""Kinds of values: how each reads on paper and what it is in a spreadsheet.

A value goes through three shapes: *raw*, as the getter gives it; *native*, what a spreadsheet stores (text, number,
local date, or None for a blank); *text*, what stands on paper. Both outputs start from the same native value.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from odoo import fields, models
from odoo.tools import html2plaintext
from odoo.tools.translate import LazyGettext

from ...rules import paper_text, spreadsheet_text
from .images import picture
from .locale import Locale

Native = str | int | float | date | datetime | bytes | None


def _keep(raw: Any, locale: Locale) -> Native:
    return None if raw is None or raw is False else raw


def _plain_text(native: Native, locale: Locale) -> str:
    return "" if native is None else str(native)


@dataclass(frozen=True)
class Kind:
    """One kind of value.

    :param name: names the kind, also as a class in the PDF's template
    :param native: raw value → native value; None when unknown
    :param text: native value, not None → text on paper
    :param excel: the number format in a spreadsheet; None for text
    :param align: ``left``, ``center`` or ``right``
    :param field: gives, for a field's description, the conversion that needs it (labels of a selection, ...)
    :param shows_unknown: something stands on paper even where the value is not known
    """

    name: str
    native: Callable[[Any, Locale], Native] = _keep
    text: Callable[[Native, Locale], str] = _plain_text
    excel: Callable[[Locale], str] | None = None
    align: str = "left"
    field: Callable[[Any, Locale], Callable[[Any, Locale], Native]] | None = None
    shows_unknown: bool = False


# ---- raw to native


def _text(raw: Any, locale: Locale) -> Native:
    if isinstance(raw, str):
        return spreadsheet_text.plain(raw) or None
    if isinstance(raw, models.BaseModel):
        return names(raw)
    if isinstance(raw, LazyGettext):
        return locale.word(raw)
    return None if raw is None or raw is False else str(raw)


def names(records) -> str | None:
    """The names of the records, as a form shows a link.

    Odoo itself shows the name of a linked record to whoever may read the record that links to it.
    """
    return (
        ", ".join(spreadsheet_text.plain(name) for name in records.sudo().mapped("display_name") if name)
        or None
    )


def _html(raw: Any, locale: Locale) -> Native:
    return (
        spreadsheet_text.plain(html2plaintext(raw, include_references=False)).strip() or None if raw else None
    )


def _moment(raw: Any, locale: Locale) -> Native:
    return locale.local(fields.Datetime.to_datetime(raw)) if raw else None


def _day(raw: Any, locale: Locale) -> Native:
    return fields.Date.to_date(raw) if raw else None


def _labels(field: Any, locale: Locale) -> Callable[[Any, Locale], Native]:
    labels = dict(field._description_selection(locale.env))
    return lambda raw, _locale: labels.get(raw)


def _picture(raw: Any, locale: Locale) -> Native:
    return picture(raw)


# ---- the kinds

TEXT = Kind("text", native=_text)
HTML = Kind("html", native=_html)
DATE = Kind("date", _day, lambda native, locale: locale.day_text(native), Locale.date_excel, "center")
DATETIME = Kind(
    "datetime", _moment, lambda native, locale: locale.moment_text(native), Locale.moment_excel, "center"
)
MINUTES = Kind(
    "minutes",
    text=lambda native, locale: locale.env._("%(minutes)s min", minutes=locale.number_text(native, 0)),
    excel=lambda locale: f'#,##0"{locale.env._("%(minutes)s min", minutes="")}"',
    align="right",
)
INTEGER = Kind(
    "integer",
    text=lambda native, locale: locale.number_text(native, 0),
    excel=lambda _: "#,##0",
    align="right",
)
NUMBER = Kind(
    "number", text=lambda native, locale: locale.number_text(native), excel=lambda _: "General", align="right"
)
MONEY = Kind(
    "money", text=lambda native, locale: locale.money_text(native), excel=Locale.money_format, align="right"
)
PERCENT = Kind(
    "percent",
    text=lambda native, locale: f"{locale.number_text(native, 1)} %",
    excel=lambda _: '0.0" %"',
    align="right",
)
CHECK = Kind("check", native=lambda raw, locale: "√" if raw else None, align="center")
SELECTION = Kind("selection", native=_text, field=_labels)
IMAGE = Kind("image", native=_picture, text=lambda native, locale: "")


def number(digits: int) -> Kind:
    """A number with always this many decimals."""
    zeros = f".{'0' * digits}" if digits else ""
    return Kind(
        f"number_{digits}",
        text=lambda native, locale: locale.number_text(native, digits),
        excel=lambda _: f"#,##0{zeros}",
        align="right",
    )


def choice(**options: str | LazyGettext) -> Kind:
    """All answers with a box before each, the chosen one ticked; a blank form shows boxes to tick by hand.

    :param options: label of each answer, by its technical value; without any, the answers of the selection field that
        is printed
    """

    def ticked(answers: Iterable[tuple[str, Any]]) -> Callable[[Any, Locale], Native]:
        return lambda raw, locale: paper_text.ticked(
            [(value, locale.word(label)) for value, label in answers], raw or None
        )

    if options:
        return Kind("choice", native=ticked(options.items()), shows_unknown=True)
    return Kind(
        "choice",
        field=lambda field, locale: ticked(field._description_selection(locale.env)),
        shows_unknown=True,
    )


def of_field(field: Any) -> Kind:
    """The kind that suits a model's field."""
    return {
        "html": HTML,
        "date": DATE,
        "datetime": DATETIME,
        "integer": INTEGER,
        "float": NUMBER,
        "monetary": MONEY,
        "boolean": CHECK,
        "selection": SELECTION,
        "binary": IMAGE,
    }.get(field.type, TEXT)
