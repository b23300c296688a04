"""Which of our own devices can stand in for a customer's while that is repaired (REQUIREMENTS V4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# what can take a device's place, the best first; what is not named takes the place of its own kind only
SUBSTITUTES = {"printer": ("printer", "copier"), "desktop": ("desktop", "laptop")}
# what a device can do that its stand-in should be able to do as well
ABILITIES = ("is_color", "is_duplex", "is_network", "is_a3")
POINTS = {"same_model": 30, "same_brand": 10, "same_type": 20, "near": 8}
LACK_POINTS = -15


@dataclass(frozen=True)
class Device:
    """What counts of a device.

    :param id: of ``maintenance.equipment``
    :param kind: type of device
    :param abilities: those of :data:`ABILITIES` that it has
    :param is_near: lies in the stock of the station that goes there
    """

    id: int
    kind: str
    brand: str = ""
    model: str = ""
    abilities: frozenset[str] = frozenset()
    is_near: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A stand-in with the reasons for it and what it lacks.

    :param reasons: of :data:`POINTS`
    :param lacks: of :data:`ABILITIES`
    """

    device: int
    points: int
    reasons: tuple[str, ...]
    lacks: tuple[str, ...]


def suggest(wanted: Device, pool: Iterable[Device]) -> list[Suggestion]:
    """The devices that can stand in, the best first; the same every time.

    >>> wanted = Device(1, "printer", "HP", "M404", frozenset({"is_duplex"}))
    >>> same = Device(2, "printer", "hp", "m404", frozenset({"is_duplex"}))
    >>> simple = Device(3, "printer", "HP", "M15")
    >>> copier = Device(4, "copier", "Sharp", "MX", frozenset({"is_duplex", "is_color"}))
    >>> [(found.device, found.lacks) for found in suggest(wanted, [simple, Device(5, "scanner"), copier, same])]
    [(2, ()), (3, ('is_duplex',)), (4, ())]
    >>> suggest(wanted, [same])[0].reasons
    ('same_model', 'same_brand', 'same_type')
    """
    kinds = SUBSTITUTES.get(wanted.kind, (wanted.kind,))
    found = [_judge(wanted, device) for device in pool if device.kind in kinds]
    return sorted(found, key=lambda suggestion: (-suggestion.points, suggestion.device))


def _judge(wanted: Device, device: Device) -> Suggestion:
    """One stand-in against the device that is wanted."""
    holds = {
        "same_model": _alike(wanted.model, device.model),
        "same_brand": _alike(wanted.brand, device.brand),
        "same_type": wanted.kind == device.kind,
        "near": device.is_near,
    }
    reasons = tuple(reason for reason, is_true in holds.items() if is_true)
    lacks = tuple(name for name in ABILITIES if name in wanted.abilities - device.abilities)
    points = sum(POINTS[reason] for reason in reasons) + LACK_POINTS * len(lacks)
    return Suggestion(device.id, points, reasons, lacks)


def _alike(one: str, other: str) -> bool:
    """Whether two names are the same, however they are written.

    >>> _alike("HP LaserJet", "hp laserjet "), _alike("", "")
    (True, False)
    """
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()
