"""Which tests run on which core: two shares that take about as long."""

from __future__ import annotations

from pathlib import Path

from . import paths

# the rooms of the product's tests are so many that one share takes those whose names begin here and later
CUT = "em"


def of(folders: list[Path]) -> tuple[list[str], list[str]]:
    """Both shares, as paths below the checkout; together they are all that was given.

    :param folders: where tests and doctests stand
    """
    large = paths.OUR_ADDONS["printer_maintenance"] / "tests"
    rooms = (
        sorted(room for room in large.iterdir() if any(room.glob("test_*.py"))) if large in folders else []
    )
    late = [room for room in rooms if room.name >= CUT]
    early = [room for room in rooms if room.name < CUT]
    of_odoo = [folder for folder in folders if folder.is_relative_to(paths.WORK)]
    others = [folder for folder in folders if folder != large and folder not in of_odoo]
    return _below([*of_odoo, *late]), _below([*others, *early])


def _below(folders: list[Path]) -> list[str]:
    return [str(folder.relative_to(paths.ROOT)) for folder in folders]
