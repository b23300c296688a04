"""What an answer of an inspection says: readings as people type them, and whether something is wrong (I3, I5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite

from .limits import is_outside

# full-width digits and signs of Chinese keyboards
_NARROW = str.maketrans("０１２３４５６７８９．，－＋", "0123456789.,-+")
_NUMBER = re.compile(r"^([+-]?\d[\d.,\s'’]*)(.*)$", re.DOTALL)
_GROUPS = re.compile(r"^[+-]?\d{1,3}(?:([,.\s'’])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$")


class ReadingError(ValueError):
    """Something was typed that is no reading, has a foreign unit, or cannot be true.

    ``reason`` is ``number``, ``unit`` or ``impossible``.
    """

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Limits:
    """What a reading may be.

    :param minimum: lowest that is in order; None without limits
    :param maximum: highest that is in order
    :param lowest: less cannot be true, e.g. a temperature below absolute zero
    :param highest: more cannot be true
    """

    minimum: float | None = None
    maximum: float | None = None
    lowest: float | None = None
    highest: float | None = None

    def is_abnormal(self, number: float) -> bool:
        """Whether a reading lies outside what is in order; the limits themselves are in order.

        >>> Limits(0, 0.5).is_abnormal(0.5), Limits(0, 0.5).is_abnormal(0.51), Limits().is_abnormal(99)
        (False, True, False)
        """
        if self.minimum is None or self.maximum is None:
            return False
        return is_outside(number, self.minimum, self.maximum)

    def is_possible(self, number: float) -> bool:
        """Whether a reading can be true at all.

        >>> Limits(lowest=0, highest=500).is_possible(2300), Limits().is_possible(-5)
        (False, True)
        """
        return (self.lowest is None or number >= self.lowest) and (
            self.highest is None or number <= self.highest
        )


def read_number(typed: object, measure: str = "") -> float:
    """A reading as people type it: a comma for the point, thousands set apart, the unit behind it.

    :param typed: what was typed, or a number
    :param measure: the unit that may stand behind it
    :raises ReadingError: for what is no number, or has another unit

    >>> read_number("0,35"), read_number("１２．５ ℃", "℃"), read_number("1,234.5 V", "v"), read_number(" -3 ")
    (0.35, 12.5, 1234.5, -3.0)
    >>> read_number("0,345"), read_number("1,234,567")
    (0.345, 1234567.0)
    >>> read_number("12,345")
    Traceback (most recent call last):
    printer_maintenance.rules.inspection.ReadingError: number
    >>> read_number("12 A", "V")
    Traceback (most recent call last):
    printer_maintenance.rules.inspection.ReadingError: unit
    >>> read_number("about 5")
    Traceback (most recent call last):
    printer_maintenance.rules.inspection.ReadingError: number
    """
    if isinstance(typed, bool) or not isinstance(typed, int | float | str):
        raise ReadingError("number")
    if not isinstance(typed, str):
        return _finite(typed)
    found = _NUMBER.match(typed.translate(_NARROW).strip())
    if not found:
        raise ReadingError("number")
    digits, unit = found.group(1).strip(), found.group(2).strip()
    if unit and unit.casefold() != measure.strip().casefold():
        raise ReadingError("unit")
    return _finite(_plain(digits))


def _plain(digits: str) -> str:
    """Digits with a point for the decimals and nothing between thousands.

    What can be read in two ways (12,345) is not guessed.
    """
    kinds = {sign for sign in digits if sign in ",."}
    if len(kinds) == 2:
        decimal = max(kinds, key=digits.rfind)
        if not _GROUPS.match(digits):
            raise ReadingError("number")
        whole, _point, part = digits.rpartition(decimal)
        return re.sub(r"[,.\s'’]", "", whole) + "." + part
    sign = kinds.pop() if kinds else ""
    spaceless = re.sub(r"[\s'’]", "", digits)
    if sign == "," and re.match(r"^[+-]?[1-9]\d{0,2}(,\d{3})+$", spaceless):
        if spaceless.count(",") == 1:
            raise ReadingError("number")
        return spaceless.replace(",", "")
    if sign and spaceless.count(sign) > 1:
        raise ReadingError("number")
    return spaceless.replace(",", ".")


def _finite(value: float | str) -> float:
    try:
        number = float(value)
    except ValueError as error:
        raise ReadingError("number") from error
    if not isfinite(number):
        raise ReadingError("number")
    return number


def take_reading(typed: object, measure: str, limits: Limits) -> tuple[float, bool]:
    """A reading and whether it is abnormal.

    :raises ReadingError: for what is no reading, or cannot be true: it is asked again

    >>> take_reading("0,8 mA", "mA", Limits(0, 0.75, 0, 100))
    (0.8, True)
    >>> take_reading("2300", "V", Limits(198, 242, 0, 500))
    Traceback (most recent call last):
    printer_maintenance.rules.inspection.ReadingError: impossible
    """
    number = read_number(typed, measure)
    if not limits.is_possible(number):
        raise ReadingError("impossible")
    return number, limits.is_abnormal(number)


@dataclass(frozen=True)
class Answer:
    """One point of a sheet as it stands.

    :param is_given: whether it was answered
    :param is_required: whether the sheet needs it
    :param is_abnormal: whether it says that something is wrong
    :param is_critical: whether the safety of people hangs on it
    :param has_photo: whether its photo is there, or none is wanted
    """

    is_given: bool
    is_required: bool = True
    is_abnormal: bool = False
    is_critical: bool = False
    has_photo: bool = True


def missing(answers: list[Answer]) -> int:
    """How many points keep a sheet from being finished: required ones, and wanted photos of what was answered.

    >>> missing([Answer(True), Answer(False), Answer(False, is_required=False), Answer(True, has_photo=False)])
    2
    """
    return sum(
        (not answer.is_given and answer.is_required) or (answer.is_given and not answer.has_photo)
        for answer in answers
    )


def verdict(answers: list[Answer]) -> str:
    """What a finished sheet says: ``in_order``, ``abnormal``, or ``unsafe`` where a critical point failed.

    >>> verdict([Answer(True)]), verdict([Answer(True), Answer(True, is_abnormal=True)])
    ('in_order', 'abnormal')
    >>> verdict([Answer(True, is_abnormal=True, is_critical=True)]), verdict([])
    ('unsafe', 'in_order')
    """
    abnormal = [answer for answer in answers if answer.is_given and answer.is_abnormal]
    if any(answer.is_critical for answer in abnormal):
        return "unsafe"
    return "abnormal" if abnormal else "in_order"
