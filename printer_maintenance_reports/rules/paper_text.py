"""How much room a text takes on paper, and how dates and counts are written on it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator


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


def portions(text: str, room: float, most_lines: int) -> list[str]:
    """The text cut into pieces of a bounded height; put together by line breaks where it had them, they are the text.

    :param room: width of the cell in half characters
    :param most_lines: lines that one piece may take, wrapped

    >>> portions("one\\ntwo\\nthree", 20, 2)
    ['one\\ntwo', 'three']
    >>> portions("纸" * 25, 20, 2)
    ['纸纸纸纸纸纸纸纸纸纸纸纸纸纸纸纸纸纸纸纸', '纸纸纸纸纸']
    """
    pieces, taken = [], most_lines
    for line in text.split("\n"):
        for part in _lines_no_longer_than(line, int(room) * most_lines):
            height = lines(part, room)
            if taken + height > most_lines:
                pieces.append(part)
                taken = height
            else:
                pieces[-1] += f"\n{part}"
                taken += height
    return pieces


def _lines_no_longer_than(line: str, limit: int) -> Iterator[str]:
    """The line, cut where it would be wider than ``limit`` half characters."""
    start = reached = 0
    for position, char in enumerate(line):
        char_width = width(char)
        if reached + char_width > limit:
            yield line[start:position]
            start, reached = position, 0
        reached += char_width
    yield line[start:]


def longest_word(text: str) -> int:
    """Characters of the longest run of Latin ones without a blank, where a line cannot break by itself.

    >>> longest_word("打印机 VNB3K12345 在三楼"), longest_word("打印机")
    (10, 0)
    """
    return max(map(len, re.findall(r"[!-~]+", text)), default=0)


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
    return "  ".join(
        f"{'■' if value == chosen else '□'}\N{NO-BREAK SPACE}{label}" for value, label in options
    )
