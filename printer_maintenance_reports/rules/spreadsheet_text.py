"""Text and formats that a spreadsheet program takes as they are meant."""

import re
from collections.abc import Collection
from datetime import date, datetime

FORMULA_START = frozenset("=+-@\t\r")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_SHEET_NAME_LENGTH = 31
_FIRST_DAY = datetime(1899, 12, 30)
_DAY = 86400  # seconds
_STRFTIME_TO_EXCEL = {
    "%Y": "yyyy",
    "%y": "yy",
    "%m": "mm",
    "%d": "dd",
    "%b": "mmm",
    "%B": "mmmm",
    "%a": "ddd",
    "%A": "dddd",
    "%H": "hh",
    "%I": "hh",
    "%M": "mm",
    "%S": "ss",
    "%p": "AM/PM",
}


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program would take this text for a formula once somebody edits its cell.

    Such a text is written as text and marked so that it stays one ("spreadsheet injection").

    >>> [looks_like_formula(text) for text in ("=1+1", "@SUM(A1)", "-", "3 + 4", "")]
    [True, True, True, False, False]
    """
    return text[:1] in FORMULA_START


def plain(text: str) -> str:
    """The text as XlsxWriter can be given it: no markup of its own, no carriage returns.

    XlsxWriter passes a text through as raw XML when it looks like its own rich strings; a leading blank prevents it.

    >>> plain("<r>anything</r>"), plain("a\\r\\nb")
    (' <r>anything</r>', 'a\\nb')
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f" {text}" if text.startswith("<r>") else text


def sheet_name(text: str, taken: Collection[str]) -> str:
    """A name that a worksheet may have and that no other has yet.

    :param text: what the sheet is about
    :param taken: names given so far, in lower case

    >>> sheet_name("HT00012: 打印/复印", ())
    'HT00012 打印 复印'
    >>> sheet_name("A" * 40, {"a" * 31})
    'AAAAAAAAAAAAAAAAAAAAAAAAAAA (2)'
    >>> sheet_name("'", ())
    '1'
    """
    name = " ".join(_NOT_IN_SHEET_NAMES.sub(" ", text).split()).strip("'")[:_SHEET_NAME_LENGTH].strip() or "1"
    unique, number = name, 1
    while unique.lower() in taken or unique.lower() == "history":
        number += 1
        ending = f" ({number})"
        unique = name[: _SHEET_NAME_LENGTH - len(ending)] + ending
    return unique


def date_format(strftime_format: str) -> str:
    """A ``strftime`` format in the words of a spreadsheet.

    >>> date_format("%Y/%m/%d %H:%M")
    'yyyy/mm/dd hh:mm'
    >>> date_format("%Y年%m月%d日")
    'yyyy"年"mm"月"dd"日"'
    """
    result = []
    for part in re.findall(r"%[a-zA-Z]|[^%]+", strftime_format):
        if part in _STRFTIME_TO_EXCEL:
            result.append(_STRFTIME_TO_EXCEL[part])
        elif not part.startswith("%"):
            result.append(part if re.fullmatch(r"[-/:., ]+", part) else f'"{part}"')
    return "".join(result)


def figure(value: float | date | datetime) -> float:
    """A number as it is; a date as the number of days that spreadsheets count.

    >>> figure(12.5), figure(date(2026, 3, 1)), figure(datetime(2026, 3, 1, 12, 0))
    (12.5, 46082, 46082.5)
    """
    if isinstance(value, datetime):
        return (value - _FIRST_DAY).total_seconds() / _DAY
    if isinstance(value, date):
        return (value - _FIRST_DAY.date()).days
    return value
