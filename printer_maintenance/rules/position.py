"""Positions that a telephone tells."""

from math import isfinite


def is_position(told: object) -> bool:
    """Whether something that came from a telephone is a place on earth with its accuracy.

    :param told: ``latitude`` and ``longitude`` in degrees, ``accuracy`` in metres

    >>> is_position({"latitude": 31.23, "longitude": 121.47, "accuracy": 12.5})
    True
    >>> is_position({"latitude": 91, "longitude": 0, "accuracy": 1})
    False
    >>> [is_position(told) for told in (None, {}, {"latitude": "x", "longitude": 0, "accuracy": 1})]
    [False, False, False]
    >>> is_position({"latitude": float("nan"), "longitude": 0, "accuracy": 1})
    False
    """
    if not isinstance(told, dict):
        return False
    numbers = [told.get(name) for name in ("latitude", "longitude", "accuracy")]
    if not all(isinstance(n, int | float) and not isinstance(n, bool) and isfinite(n) for n in numbers):
        return False
    latitude, longitude, accuracy = numbers
    return abs(latitude) <= 90 and abs(longitude) <= 180 and accuracy >= 0
