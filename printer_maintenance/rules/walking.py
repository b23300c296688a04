"""In which order devices are walked to: building by building, floor by floor, room by room (REQUIREMENTS I1)."""

from __future__ import annotations

import re

_NARROW = str.maketrans("０１２３４５６７８９－", "0123456789-")
_CHINESE = {digit: number for number, digit in enumerate("零一二三四五六七八九")}
# a floor: 3F, 3/F, F3, 3楼, 三层, 第十二层, floor 3; below ground: B1, -1F, 地下一层, 负2楼
_FLOOR = re.compile(
    r"(?P<below>地下|负|[bB](?=\d)|-)?(?:第)?(?P<number>\d+|[零一二三四五六七八九十]+)\s*(?:楼|层|/?[fF]\b)"
    r"|[fF]loor\s*(?P<after>-?\d+)|(?<![A-Za-z])[fF](?P<letter>\d+)(?!\d)|(?<![A-Za-z])[bB](?P<base>\d+)(?!\d)"
)
_PIECES = re.compile(r"(\d+)")


def chinese_number(word: str) -> int:
    """A number up to ninety-nine in Chinese digits.

    >>> [chinese_number(word) for word in ("三", "十", "十二", "二十", "三十五", "零")]
    [3, 10, 12, 20, 35, 0]
    """
    tens, ten, ones = word.partition("十")
    if not ten:
        return _CHINESE.get(word[-1], 0)
    return (_CHINESE.get(tens[-1:], 1) if tens else 1) * 10 + (_CHINESE.get(ones[-1:], 0) if ones else 0)


def floor_of(place: str) -> int | None:
    """The floor that a place names; below ground counts downwards, None when no floor is named.

    >>> [floor_of(place) for place in ("主楼3楼301室", "B2 车库", "地下一层", "Building A, floor 12", "档案室")]
    [3, -2, -1, 12, None]
    """
    found = _FLOOR.search(place.translate(_NARROW))
    if not found:
        return None
    if found["after"]:
        return int(found["after"])
    if found["letter"]:
        return int(found["letter"])
    if found["base"]:
        return -int(found["base"])
    number = found["number"]
    floor = int(number) if number.isdecimal() else chinese_number(number)
    return -floor if found["below"] else floor


def walking_key(place: str | None) -> tuple:
    """What places are sorted by: the building, then the floor, then the rest, numbers by their size.

    A place that is not known comes last.

    >>> places = ["A座10层1001", "A座2楼201", None, "A座2楼210", "A座B1机房", "A座2楼22", "B座1楼"]
    >>> sorted(places, key=walking_key)
    ['A座B1机房', 'A座2楼22', 'A座2楼201', 'A座2楼210', 'A座10层1001', 'B座1楼', None]
    """
    text = (place or "").translate(_NARROW).strip()
    found = _FLOOR.search(text)
    building = text[: found.start()] if found else text
    rest = text[found.end() :] if found else ""
    floor = floor_of(text)
    return (not text, _natural(building), floor if floor is not None else 0, _natural(rest))


def _natural(text: str) -> tuple:
    """Text in pieces, so that room 9 comes before room 10.

    >>> _natural("r10") > _natural("r9")
    True
    """
    return tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece.casefold())
        for piece in _PIECES.split(text)
        if piece.strip(" ,，/-·")
    )
