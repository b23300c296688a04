"""The grid of a printed form: a page is so many equal units wide, every cell starts and stops at a unit.

The PDF draws each block on all units. A spreadsheet has one set of columns for the whole sheet, so the blocks'
edges are brought together here.
"""

from collections.abc import Iterable, Sequence

# divisible by 2, 3, 4, 5, 6, 10, 12, 15, 20: the usual numbers of equal columns
UNITS = 60


def edges(widths: Sequence[float], total: int = UNITS) -> list[int]:
    """Whole-unit edges of columns whose widths stand in the given proportion; each column gets at least one unit.

    :param widths: width of each column, in any unit of measure
    :param total: units of the page
    :return: one edge more than there are columns, from 0 to ``total``
    :raises ValueError: when there are more columns than units

    >>> edges([1, 1, 2], 60)
    [0, 15, 30, 60]
    >>> edges([0.01, 1, 1], 9)
    [0, 1, 5, 9]
    """
    if len(widths) > total:
        raise ValueError(f"{len(widths)} columns do not fit into {total} units")
    whole, reached, result = sum(widths), 0.0, [0]
    for position, width in enumerate(widths, start=1):
        reached += width
        ideal = round(reached / whole * total)
        still_to_come = len(widths) - position
        result.append(min(max(ideal, result[-1] + 1), total - still_to_come))
    return result


def together(*blocks: Iterable[int]) -> list[int]:
    """All edges of all blocks, each once, in order.

    >>> together([0, 30, 60], [0, 20, 30, 60])
    [0, 20, 30, 60]
    """
    return sorted(set().union(*blocks))


def nearest(edge: int, allowed: Sequence[int]) -> int:
    """The position in ``allowed`` of the edge that lies nearest; the left one of two equally near.

    >>> nearest(28, [0, 20, 30, 60])
    2
    >>> nearest(25, [0, 20, 30, 60])
    1
    """
    return min(range(len(allowed)), key=lambda position: (abs(allowed[position] - edge), position))


def spans(cells: Sequence[tuple[int, int]], allowed: Sequence[int]) -> list[tuple[int, int] | None]:
    """First and last column of each cell of one row, once the row is drawn on the sheet's own columns.

    :param cells: start and stop of each cell, in units, from left to right
    :param allowed: the sheet's edges, in units
    :return: per cell its first and last column (both counted from 0), or None when no column is left for it

    >>> spans([(0, 8), (8, 30), (30, 38), (38, 60)], [0, 8, 30, 38, 60])
    [(0, 0), (1, 1), (2, 2), (3, 3)]

    On coarser columns the edges move to the nearest one, and no cell vanishes while there is room:

    >>> spans([(0, 8), (8, 30), (30, 60)], [0, 20, 40, 60])
    [(0, 0), (1, 1), (2, 2)]
    >>> spans([(0, 20), (20, 40), (40, 60)], [0, 60])
    [(0, 0), None, None]
    """
    last = len(allowed) - 1
    result, position = [], 0
    for index, (_start, stop) in enumerate(cells):
        if position >= last:
            result.append(None)
            continue
        still_to_come = min(len(cells) - index - 1, last - position - 1)
        goal = min(max(nearest(stop, allowed), position + 1), last - still_to_come)
        result.append((position, goal - 1))
        position = goal
    return result
