"""What most often goes wrong with a kind of device: quick choices for whoever stands before it."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

FAULTS = {
    "power": _lt("Does not switch on"),
    "jam": _lt("Paper jam"),
    "feed": _lt("Does not take paper"),
    "quality": _lt("Streaks, spots or faint print"),
    "connection": _lt("Cannot print from the computer"),
    "supplies": _lt("Toner or ink is empty"),
    "error": _lt("Error message on the display"),
    "scan": _lt("Scanning does not work"),
    "noise": _lt("Strange noise or smell"),
    "blocked": _lt("Blocked, does not shred"),
    "full": _lt("Stops although it is not full"),
    "picture": _lt("No picture on the screen"),
    "start": _lt("The system does not start"),
    "slow": _lt("Very slow, or freezes"),
    "network": _lt("No network"),
    "peripheral": _lt("Keyboard or mouse does not work"),
    "battery": _lt("Does not charge"),
}
FAULTS_OF_TYPE = {
    "printer": ("jam", "quality", "connection", "supplies", "feed", "error", "power", "noise"),
    "copier": ("jam", "quality", "connection", "supplies", "feed", "scan", "error", "power", "noise"),
    "scanner": ("scan", "feed", "quality", "network", "error", "power", "noise"),
    "shredder": ("blocked", "full", "power", "noise"),
    "desktop": ("start", "picture", "slow", "network", "peripheral", "error", "power", "noise"),
    "laptop": ("start", "picture", "slow", "network", "peripheral", "battery", "error", "power"),
}
OTHER_FAULTS = ("power", "error", "noise")


def faults_of(device_type: str | bool) -> dict[str, str]:
    """Code and sentence of the usual faults of a type of device, likeliest first.

    :param device_type: ``device_type`` of the device; another text or False for any other device
    """
    return {code: FAULTS[code] for code in FAULTS_OF_TYPE.get(device_type or "", OTHER_FAULTS)}
