"""What the device register tells about itself (REQUIREMENTS E1, E2, E7): completeness, good condition, 三定."""

from collections.abc import Collection, Iterable

# what a device must have so that an engineer finds it and a part fits it; of a tuple one is enough
REQUIRED = ("unit_id", "department_id", "place", "category_id", "brand", "model", ("serial_no", "asset_tag"))
# a device that waits in the store or has left is nobody's tool today
NOT_COUNTED = frozenset({"stored", "retired"})
GOOD = frozenset({"in_service", "lent"})


def missing_facts(filled: Collection[str]) -> list[str]:
    """Which facts a device lacks.

    :param filled: names of the fields that hold something
    :return: names of missing fields; of alternatives the first

    >>> missing_facts({"unit_id", "department_id", "place", "category_id", "brand", "model", "asset_tag"})
    []
    >>> missing_facts({"unit_id", "place", "category_id", "brand", "model"})
    ['department_id', 'serial_no']
    """
    missing = []
    for need in REQUIRED:
        names = need if isinstance(need, tuple) else (need,)
        if not any(name in filled for name in names):
            missing.append(names[0])
    return missing


def good_condition(conditions: Iterable[tuple[str, int]]) -> tuple[int, int]:
    """Devices in good condition of those in use (完好率).

    :param conditions: state and number of devices in it
    :return: good, counted

    >>> good_condition([("in_service", 95), ("faulty", 3), ("workshop", 2), ("stored", 10), ("retired", 4)])
    (95, 100)
    """
    good = counted = 0
    for condition, number in conditions:
        if condition not in NOT_COUNTED:
            counted += number
            good += number if condition in GOOD else 0
    return good, counted
