"""Which parts belong into which models: two names of one model are the same key (REQUIREMENTS P4)."""

import re
import unicodedata

_NOISE = re.compile(r"[\s\-_/.·（）()]+")


def model_key(brand: str | None, model: str | None) -> str:
    """What two spellings of one brand and model have in common; empty without a model.

    Width, case, blanks and dashes do not tell models apart, and a model that begins with its brand is the same
    as the model without it.

    >>> model_key("HP", "LaserJet Pro M404-dn"), model_key("hp ", "HP Laserjet Pro M404dn")
    ('hp|laserjetprom404dn', 'hp|laserjetprom404dn')
    >>> model_key("惠普", "Ｍ４０４"), model_key("HP", ""), model_key("", "MX-2600N")
    ('惠普|m404', '', '|mx2600n')
    """
    brand, model = _plain(brand), _plain(model)
    if not model:
        return ""
    if brand and model != brand:
        model = model.removeprefix(brand)
    return f"{brand}|{model}"


def type_key(device_type: str | None) -> str:
    """The key of parts that fit every device of a type, for example memory for desktops.

    >>> type_key("desktop"), type_key(None)
    ('type:desktop', '')
    """
    return f"type:{device_type}" if device_type else ""


def _plain(text: str | None) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text or "")).casefold()
