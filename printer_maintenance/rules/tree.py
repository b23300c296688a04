"""Adding figures up a tree of organisations."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Node(NamedTuple):
    """One place of a tree: its number, the place above it (None at the top), its name.

    Of places side by side those of a lower ``rank`` come first.
    """

    id: int
    parent: int | None
    name: str = ""
    rank: int = 0


def in_order(nodes: Iterable[Node]) -> list[tuple[Node, int]]:
    """The nodes as a reader expects them, each with its level: a place, then what is below it, by name.

    A node whose parent is not among them stands at the top.

    >>> tree = [Node(2, 1, "South"), Node(1, None, "Bureau"), Node(4, 2, "Archive"), Node(3, 1, "North")]
    >>> [(node.name, level) for node, level in in_order(tree)]
    [('Bureau', 0), ('North', 1), ('South', 1), ('Archive', 2)]
    """
    nodes = list(nodes)
    known = {node.id for node in nodes}
    below: dict[int | None, list[Node]] = {}
    for node in sorted(nodes, key=lambda node: (node.rank, node.name)):
        below.setdefault(node.parent if node.parent in known else None, []).append(node)
    found: list[tuple[Node, int]] = []
    waiting = [(node, 0) for node in reversed(below.get(None, []))]
    while waiting:
        node, level = waiting.pop()
        found.append((node, level))
        waiting.extend((child, level + 1) for child in reversed(below.get(node.id, [])))
    return found


def roll_up(nodes: Iterable[Node], figures: Mapping[int, Mapping[str, float]]) -> dict[int, dict[str, float]]:
    """Per place its own figures and those of all places below it, added up.

    >>> tree = [Node(1, None), Node(2, 1), Node(3, 2)]
    >>> roll_up(tree, {1: {"devices": 1}, 3: {"devices": 4, "open": 1}})
    {1: {'devices': 5, 'open': 1}, 2: {'devices': 4, 'open': 1}, 3: {'devices': 4, 'open': 1}}
    """
    ordered = in_order(nodes)
    totals = {node.id: dict(figures.get(node.id, {})) for node, _level in ordered}
    for node, _level in reversed(ordered):
        if node.parent in totals:
            above = totals[node.parent]
            for name, number in totals[node.id].items():
                above[name] = above.get(name, 0) + number
    return totals
