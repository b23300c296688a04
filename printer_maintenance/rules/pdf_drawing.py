"""Reading from a PDF's drawing instructions how large something came out."""

import re

_INSTRUCTION = re.compile(
    rb"(?P<matrix>(?:-?[\d.]+\s+){6})cm\b|(?P<save>(?<!\S)q(?!\S))|(?P<restore>(?<!\S)Q(?!\S))|(?P<image>/\S+\s+Do\b)"
)
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def first_image_width(content: bytes) -> float | None:
    """Width in points of the first picture that is drawn; None when there is none.

    :param content: the drawing instructions of a page

    >>> first_image_width(b"q 0.5 0 0 -0.5 0 842 cm q 3 0 0 3 9 9 cm Q q 100 0 0 -2 0 2 cm /Im7  Do Q Q")
    50.0
    >>> first_image_width(b"BT (nothing but text) Tj ET") is None
    True
    """
    matrix, saved = _IDENTITY, []
    for found in _INSTRUCTION.finditer(content):
        if found["save"]:
            saved.append(matrix)
        elif found["restore"]:
            matrix = saved.pop() if saved else _IDENTITY
        elif found["matrix"]:
            matrix = _product(tuple(map(float, found["matrix"].split())), matrix)
        else:
            return abs(matrix[0])
    return None


def _product(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
