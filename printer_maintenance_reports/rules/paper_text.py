"""How much room a text takes on paper, and how dates and counts are written on it."""

import unicodedata
from collections.abc import Iterable


def width(text: str) -> int:
    """Width of one line in half characters: a Chinese character is as wide as two Latin ones.

    >>> width("HP M404"), width("打印机")
    (7, 6)
    """
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def lines(text: str, room: float) -> int:
    """Lines that a text takes in a cell, wrapped; at least one.

    :param text: the text, with its own line breaks
    :param room: width of the cell in half characters

    >>> lines("", 20), lines("one line", 20), lines("第一行\\n第二行", 20)
    (1, 1, 2)
    >>> lines("纸" * 25, 20)
    3
    """
    room = max(room, 1)
    return sum(max(-int(-width(line) // room), 1) for line in text.split("\n")) if text else 1


def without_seconds(time_format: str) -> str:
    """A ``strftime`` time of day to the minute, as forms show it.

    >>> without_seconds("%H:%M:%S"), without_seconds("%I:%M:%S %p"), without_seconds("%H时%M分%S秒")
    ('%H:%M', '%I:%M %p', '%H时%M分')
    """
    for seconds in (":%S", "%S秒", ".%S", "-%S", "%S"):
        time_format = time_format.replace(seconds, "")
    return time_format.strip()


def ticked(options: Iterable[tuple[str, str]], chosen: str | None) -> str:
    """All answers to choose from, the chosen one ticked; nothing ticked leaves boxes to tick by hand.

    :param options: technical value and label of each answer
    :param chosen: technical value of the answer, None when there is none yet

    >>> ticked([("yes", "Yes"), ("no", "No")], "yes")
    '■\xa0Yes  □\xa0No'
    >>> ticked([("yes", "Yes"), ("no", "No")], None)
    '□\xa0Yes  □\xa0No'
    """
    # a no-break space keeps each box with its label; these two boxes stand in every Chinese font
    return "  ".join(f"{'■' if value == chosen else '□'}\N{NO-BREAK SPACE}{label}" for value, label in options)
