"""Numbers and their limits."""


def is_outside(number: float, minimum: float, maximum: float) -> bool:
    """Whether a reading lies outside its limits; the limits themselves are still in order.

    >>> is_outside(230.0, 198.0, 242.0)
    False
    >>> is_outside(242.0, 198.0, 242.0)
    False
    >>> is_outside(0.0, 198.0, 242.0)
    True
    """
    return not minimum <= number <= maximum
