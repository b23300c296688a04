"""Reading the cells of a device register (REQUIREMENTS E8): cleaned where that is safe, refused where it is a guess.

A reader takes what the spreadsheet holds (text, number, date, nothing) and gives a value or None for an empty
cell; what cannot be understood raises :class:`CellError`. No reader ever executes or resolves a formula or a link.
"""

import ipaddress
import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from .register_words import CONDITION_WORDS, EMPTY_WORDS, NO_WORDS, YES_WORDS, word_key

# A spreadsheet shows longer numbers as 9.00E+14 and forgets their last digits and leading zeros.
NUMBER_DIGITS_KEPT = 11
COUNT_MAX = 2**31 - 1
EARLIEST_YEAR, LATEST_YEAR = 1970, 2100
NAME_LENGTH, TEXT_LENGTH = 200, 4000

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)
_SPACES = re.compile(r"\s+")
_SCIENTIFIC = re.compile(r"[+-]?\d(\.\d+)?E\+\d+|[+-]?\d\.\d+E\d+", re.IGNORECASE)
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)")
_DATE_TEXT = re.compile(
    r"(\d{4})\s*(?:[-/.年])\s*(\d{1,2})\s*(?:[-/.月])\s*(\d{1,2})\s*[日号]?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_DATE_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+|[+-]?\d+(?:\.0+)?")


class CellError(ValueError):
    """A cell that cannot be understood.

    :param code: which sentence explains it, a key of the importer's messages
    :param value: what stands in the cell, as text
    """

    def __init__(self, code: str, value: object):
        super().__init__(code)
        self.code = code
        self.value = shown(value)


def shown(value: object) -> str:
    """What a cell holds, as a short text for a message; long numbers as a spreadsheet shows them.

    >>> shown(datetime(2021, 3, 5)), shown(9e14), shown(408113.0), shown("x" * 100)[-3:]
    ('2021-03-05', '9.00E+14', '408113', 'xx…')
    """
    if isinstance(value, int | float) and abs(value) >= 10**NUMBER_DIGITS_KEPT:
        return f"{value:.2E}"
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def is_formula(value: object) -> bool:
    """Whether a cell holds a formula or a link, which is taken as the text that it is.

    >>> is_formula('=HYPERLINK("https://example.com","room")'), is_formula("= see remarks"), is_formula("=")
    (True, True, False)
    """
    return isinstance(value, str) and len(value) > 1 and value[0] == "="


@lru_cache(maxsize=20_000, typed=True)
def read_text(value: object, limit: int = TEXT_LENGTH) -> str | None:
    """A text without invisible characters, stray spaces and full-width letters and digits.

    Chinese punctuation stays as people wrote it. A lone dash, slash or 无 means empty.

    >>> read_text("  ＨＰ\\u3000 LaserJet\\u200b "), read_text("办公室（一）"), read_text(" － "), read_text(None)
    ('HP LaserJet', '办公室（一）', None, None)
    >>> read_text(408.0), read_text("#REF!")
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.register_cells.CellError: spreadsheet_error
    """
    if value is None:
        return None
    if isinstance(value, float):
        value = f"{value:.15g}"
    elif isinstance(value, datetime | date):
        value = shown(value)
    text = _SPACES.sub(" ", _INVISIBLE.sub("", str(value)).translate(_FULL_WIDTH)).strip()
    if not text or word_key(text) in EMPTY_WORDS:
        return None
    if text[0] == "#" and _ERROR.fullmatch(text):
        raise CellError("spreadsheet_error", text)
    if len(text) > limit:
        raise CellError("too_long", text)
    return text


def read_name(value: object) -> str | None:
    """A name of at most :data:`NAME_LENGTH` characters, cleaned as :func:`read_text` does.

    >>> read_name(" 窗口 大厅 ")
    '窗口 大厅'
    """
    return read_text(value, NAME_LENGTH)


def read_identifier(value: object) -> str | None:
    """A serial, asset or telephone number: no spaces, half-width, never guessed back from a number.

    A number of up to :data:`NUMBER_DIGITS_KEPT` digits is what the person typed; a longer one has been rounded or
    stands as 9.00E+14 in the sheet, so nobody knows what it was.

    >>> read_identifier(" ＣＮ 123-456 "), read_identifier(408113), read_identifier(408113.0), read_identifier("无")
    ('CN123-456', '408113', '408113', None)
    >>> read_identifier(9.00E+14)
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.register_cells.CellError: became_number
    >>> read_identifier("9.00E+14")
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.register_cells.CellError: became_number
    """
    if isinstance(value, bool | datetime | date):
        raise CellError("became_number", value)
    if isinstance(value, int | float) and not (value == value // 1 and abs(value) < 10**NUMBER_DIGITS_KEPT):
        raise CellError("became_number", value)
    text = read_name(value)
    if text is None:
        return None
    if is_formula(text):
        return text
    text = unicodedata.normalize("NFKC", text).replace(" ", "")
    if _SCIENTIFIC.fullmatch(text):
        raise CellError("became_number", text)
    return text


@lru_cache(maxsize=20_000, typed=True)
def read_date(value: object) -> date | None:
    """A date from a date cell or from a text that can mean one day only.

    >>> read_date("2021年3月5日"), read_date("２０２１．３．５"), read_date("20210305"), read_date("2021/3/5 00:00:00")
    (datetime.date(2021, 3, 5), datetime.date(2021, 3, 5), datetime.date(2021, 3, 5), datetime.date(2021, 3, 5))
    >>> read_date("2021年2月30日")
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.register_cells.CellError: impossible_date
    >>> read_date("03/05/2021")
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.register_cells.CellError: bad_date
    """
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    else:
        text = read_name(value)
        if text is None:
            return None
        text = unicodedata.normalize("NFKC", text)
        match = _DATE_TEXT.fullmatch(text) or _DATE_DIGITS.fullmatch(text)
        if not match:
            raise CellError("bad_date", value)
        try:
            day = date(*map(int, match.groups()))
        except ValueError:
            raise CellError("impossible_date", value) from None
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise CellError("impossible_date", value)
    return day


def read_count(value: object) -> int | None:
    """A page counter: a whole number from 0.

    >>> read_count(111969), read_count("111,969"), read_count("１２"), read_count(12.0), read_count("")
    (111969, 111969, 12, 12, None)
    >>> read_count(-5)
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.register_cells.CellError: negative_count
    >>> read_count("约3万")
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.register_cells.CellError: bad_count
    """
    if isinstance(value, bool | datetime | date):
        raise CellError("bad_count", value)
    if isinstance(value, int | float):
        if not float(value).is_integer():
            raise CellError("bad_count", value)
        count = int(value)
    else:
        text = read_name(value)
        if text is None:
            return None
        text = unicodedata.normalize("NFKC", text).replace(" ", "")
        if not _THOUSANDS.fullmatch(text):
            raise CellError("bad_count", value)
        count = int(text.replace(",", "").partition(".")[0])
    if count < 0:
        raise CellError("negative_count", value)
    if count > COUNT_MAX:
        raise CellError("bad_count", value)
    return count


def read_ip(value: object) -> str | None:
    """An IPv4 or IPv6 address.

    >>> read_ip(" 10.26.7.69 "), read_ip("１０．２６．７．６９"), read_ip("FE80::1"), read_ip("/")
    ('10.26.7.69', '10.26.7.69', 'fe80::1', None)
    >>> read_ip("10.26.7.256")
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.register_cells.CellError: bad_ip
    """
    text = read_name(value)
    if text is None:
        return None
    try:
        return str(
            ipaddress.ip_address(unicodedata.normalize("NFKC", text).replace(" ", "").replace("。", "."))
        )
    except ValueError:
        raise CellError("bad_ip", value) from None


def read_yes_no(value: object) -> bool | None:
    """Yes or no, in words, letters or ticks.

    >>> read_yes_no("是"), read_yes_no("N"), read_yes_no("√"), read_yes_no(0), read_yes_no("")
    (True, False, True, False, None)
    """
    if isinstance(value, bool):
        return value
    word = word_key("" if value is None else value)
    if word in YES_WORDS:
        return True
    if word in NO_WORDS:
        return False
    if not word or word in EMPTY_WORDS:
        return None
    raise CellError("bad_yes_no", value)


def read_condition(value: object) -> str | None:
    """The state of a device, as ``maintenance.equipment`` names it.

    >>> read_condition("在用"), read_condition("报废"), read_condition("In service"), read_condition(None)
    ('in_service', 'retired', 'in_service', None)
    >>> read_condition("漂移")
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.register_cells.CellError: unknown_condition
    """
    text = read_name(value)
    if text is None:
        return None
    try:
        return CONDITION_WORDS[word_key(text)]
    except KeyError:
        raise CellError("unknown_condition", value) from None
