"""What people typed into a form, made into values (REQUIREMENTS A3)."""

from collections.abc import Collection
from datetime import date

# who knows how to say it in words: the callers, in their user's language
EMPTY, TOO_LONG, NOT_A_DATE, IN_THE_PAST, IN_THE_FUTURE, NOT_A_NUMBER, OUT_OF_RANGE, UNKNOWN = (
    "empty",
    "too_long",
    "not_a_date",
    "in_the_past",
    "in_the_future",
    "not_a_number",
    "out_of_range",
    "unknown",
)


class InputError(ValueError):
    """A text that cannot be taken; ``reason`` is one of the constants above."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def read_text(text: str, max_length: int) -> str:
    r"""A text without the blanks around it.

    :param max_length: characters; more are refused and not cut off, because nobody would notice

    >>> read_text("  It jams.\r\nAlways. ", 100)
    'It jams.\nAlways.'
    >>> read_text("too long", 5)
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.form_input.InputError: too_long
    """
    text = text.replace("\r\n", "\n").strip()
    if len(text) > max_length:
        raise InputError(TOO_LONG)
    return text


def read_date(text: str, today: date, when: str = "") -> date:
    """The day that a browser sends.

    :param today: where the person is
    :param when: ``"past"`` lets no later day pass, ``"future"`` no earlier one; today is both

    >>> read_date("2026-03-02", date(2026, 3, 2), "past")
    datetime.date(2026, 3, 2)
    >>> read_date("2026-03-03", date(2026, 3, 2), "past")
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.form_input.InputError: in_the_future
    >>> read_date("31.12.2026", date(2026, 3, 2))
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.form_input.InputError: not_a_date
    """
    try:
        # ``fromisoformat`` alone also takes 20260302 and weeks
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
    # a slip of the finger, as in 0206 or 20266
    if not day or abs(day.year - today.year) > 50:
        raise InputError(NOT_A_DATE)
    if when == "past" and day > today:
        raise InputError(IN_THE_FUTURE)
    if when == "future" and day < today:
        raise InputError(IN_THE_PAST)
    return day


def read_number(text: str, highest: int) -> int:
    """A whole number from 1 on.

    >>> read_number("12", 500)
    12
    >>> read_number("0", 500)
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.form_input.InputError: out_of_range
    >>> read_number("a dozen", 500)
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.form_input.InputError: not_a_number
    """
    # Python reads numbers of any length only in growing time
    if not text.isdecimal() or len(text) > 12:
        raise InputError(NOT_A_NUMBER)
    number = int(text)
    if not 1 <= number <= highest:
        raise InputError(OUT_OF_RANGE)
    return number


def read_choice(text: str, choices: Collection[str]) -> str:
    """One of the choices that were offered.

    >>> read_choice("disk", {"disk", "memory"})
    'disk'
    >>> read_choice("wheel", {"disk", "memory"})
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.form_input.InputError: unknown
    """
    if text not in choices:
        raise InputError(UNKNOWN)
    return text
