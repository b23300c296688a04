"""Comparing a row of the register with the device that it means (REQUIREMENTS E8): what differs, and nothing else."""

import html
from collections.abc import Mapping
from datetime import date

from .register_rows import name_of

# columns that go into the field of the same name, as they are
PLAIN_FIELDS = (
    "place",
    "brand",
    "model",
    "serial_no",
    "asset_tag",
    "ip_address",
    "purchase_date",
    "in_service_date",
    "warranty_date",
    "is_key_device",
    "custodian_name",
    "custodian_phone",
)
METER_FIELDS = ("meter_mono", "meter_color")
DATE_FIELDS = ("purchase_date", "in_service_date", "warranty_date")
# the service itself keeps these states, through visits and loans; a register that is older must not undo them
KEPT_CONDITIONS = frozenset({"faulty", "workshop", "lent", "retired"})

Values = Mapping[str, object]


def note_html(text: str) -> str:
    """A remark as the paragraph that a device keeps; nothing in it is markup.

    >>> note_html("双面器<b>异响</b>")
    '<p>双面器&lt;b&gt;异响&lt;/b&gt;</p>'
    """
    return f"<p>{html.escape(text, quote=False)}</p>"


def new_values(row: Values) -> dict[str, object]:
    """What a new device starts with, except for its links and counters.

    >>> new_values({"device_type": "Printer", "brand": "HP", "model": "M404", "serial_no": "X1"})
    {'name': 'HP M404', 'condition': 'in_service', 'brand': 'HP', 'model': 'M404', 'serial_no': 'X1'}
    """
    values = {
        "name": name_of(row, str(row["device_type"])),
        "condition": row.get("condition", "in_service"),
        **{name: row[name] for name in PLAIN_FIELDS if name in row},
    }
    if "note" in row:
        values["note"] = note_html(str(row["note"]))
    return values


def changed_values(row: Values, device: Values) -> tuple[dict[str, object], list[dict]]:
    """What to write on a known device, except for its links and counters; and what to tell about it.

    An empty cell never empties a field. A name that somebody gave the device by hand stays, and so does a state
    that the service keeps; a remark is added to those that are there.

    :param row: the row's values
    :param device: the device's fields; ``stored_by_act``: somebody put it into store, not a register
    :return: the values to write, and notes for the row

    >>> device = {"place": "1F", "brand": "HP", "model": "M1", "name": "Front desk", "condition": "lent",
    ...           "note": None, "active": True}
    >>> values, notes = changed_values({"place": "2F", "model": "M2", "condition": "in_service"}, device)
    >>> values
    {'place': '2F', 'model': 'M2'}
    >>> notes[0]
    {'code': 'change', 'field': 'place', 'old': '1F', 'value': '2F'}
    >>> notes[2]
    {'code': 'kept_condition', 'field': 'condition', 'value': 'lent'}
    """
    values = {name: row[name] for name in PLAIN_FIELDS if name in row and _differs(row[name], device[name])}
    notes = [change(name, device[name], value) for name, value in values.items()]
    name = _wanted_name(row, device)
    if name:
        values["name"] = name
        notes.append(change("name", device["name"], name))
    condition = row.get("condition")
    if condition and condition != device["condition"]:
        if device["condition"] in KEPT_CONDITIONS or device.get("stored_by_act"):
            notes.append({"code": "kept_condition", "field": "condition", "value": device["condition"]})
        else:
            values["condition"] = condition
            notes.append(change("condition", device["condition"], condition))
    if "note" in row and note_html(str(row["note"])) not in (device["note"] or ""):
        values["note"] = (device["note"] or "") + note_html(str(row["note"]))
        notes.append(change("note", "", row["note"]))
    if not device["active"] and values.get("condition", device["condition"]) != "retired":
        values["active"] = True
        notes.append({"code": "restored"})
    return values, notes


def changed_counters(row: Values, device: Values) -> tuple[dict[str, int], list[dict]]:
    """Readings that go on from the last ones; a falling one is told and left alone.

    >>> changed_counters({"meter_mono": 9, "meter_color": 3}, {"meter_mono": 7, "meter_color": 4})
    ({'meter_mono': 9}, [{'code': 'change', 'field': 'meter_mono', 'old': 7, 'value': 9}, \
{'code': 'meter_falls', 'field': 'meter_color', 'value': 3, 'old': 4}])
    """
    counters, notes = {}, []
    for name in METER_FIELDS:
        reading, last = row.get(name), device[name] or 0
        if reading is None or reading == last:
            continue
        if reading < last:
            notes.append({"code": "meter_falls", "field": name, "value": reading, "old": last})
        else:
            counters[name] = reading
            notes.append(change(name, last, reading))
    return counters, notes


def change(name: str, old: object, new: object) -> dict:
    """A note that a field changes; dates as ISO texts, so that it can be stored.

    >>> change("warranty_date", None, date(2021, 3, 5))
    {'code': 'change', 'field': 'warranty_date', 'old': '', 'value': '2021-03-05'}
    """
    old, new = (value.isoformat() if isinstance(value, date) else value for value in (old, new))
    return {
        "code": "change",
        "field": name,
        "old": "" if old is None else old,
        "value": "" if new is None else new,
    }


def _differs(wanted: object, current: object) -> bool:
    """Whether a cell says something else than a field; a field never set says no."""
    return wanted != current and (bool(wanted) or bool(current))


def _wanted_name(row: Values, device: Values) -> str | None:
    """The name to give a known device, if it is to change: brand and model, where nobody gave it its own."""
    old = {name: device[name] for name in ("brand", "model")}
    new = {**old, **{name: row[name] for name in old if name in row}}
    wanted = row.get("name") or (name_of(new) if device["name"] == name_of(old) else None)
    return str(wanted) if wanted and wanted != device["name"] else None
