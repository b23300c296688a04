"""Where parts that will be wanted come from: who needs one first gets it from nearest by (REQUIREMENTS P8)."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple


class Want(NamedTuple):
    """A part that will be wanted: which row, at which station, how many pieces, from an open order of its own."""

    key: Hashable
    team: Hashable
    quantity: float
    ordered: bool = False


def allot(
    wants: Iterable[Want],
    vans: dict[Hashable, float],
    sites: dict[Hashable, float],
    warehouse: float,
    on_order: float,
) -> dict[Hashable, str]:
    """Where each wanted part will come from: who needs it first gets it from nearest by.

    :param wants: in the order in which they run out
    :param vans: free pieces in the vans of each station
    :param sites: free pieces on the site of each station
    :param warehouse: free pieces in the warehouse
    :param on_order: pieces on open purchase orders
    :return: per key ``van``, ``site``, ``warehouse``, ``order`` or ``short``

    >>> wants = [Want("a", 1, 1), Want("b", 1, 1), Want("c", 2, 1), Want("d", 2, 1), Want("e", 2, 1, True)]
    >>> allot(wants, {1: 1}, {}, 1, 1)
    {'a': 'van', 'b': 'warehouse', 'c': 'short', 'd': 'short', 'e': 'order'}
    >>> allot(wants, {1: 1}, {2: 1}, 1, 2)
    {'a': 'van', 'b': 'warehouse', 'c': 'site', 'd': 'order', 'e': 'order'}
    """
    wants = list(wants)
    left = {"van": dict(vans), "site": dict(sites), "warehouse": {None: warehouse}, "order": {None: on_order}}
    # what was ordered for a row is that row's
    left["order"][None] -= sum(want.quantity for want in wants if want.ordered)
    found: dict[Hashable, str] = {}
    for want in wants:
        if want.ordered:
            found[want.key] = "order"
            continue
        for place, stock in left.items():
            key = want.team if place in ("van", "site") else None
            if stock.get(key, 0.0) >= want.quantity:
                stock[key] -= want.quantity
                found[want.key] = place
                break
        else:
            found[want.key] = "short"
    return found


def kind_of_van(driver_id: int, engineer_id: int) -> str:
    """Whether a van is at hand for an engineer or a colleague drives it.

    >>> kind_of_van(7, 7), kind_of_van(0, 7), kind_of_van(8, 7)
    ('van', 'van', 'colleague')

    Where nobody in particular asks, every van of the station counts.

    >>> kind_of_van(8, 0)
    'van'

    :param driver_id: who drives it, 0 when all of the station use it
    :param engineer_id: who asks, 0 for the station as a whole
    """
    return "colleague" if driver_id and engineer_id and driver_id != engineer_id else "van"
