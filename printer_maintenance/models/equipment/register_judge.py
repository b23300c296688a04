"""What a row of the register means for the devices that we know: new, changed, as before, or refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from odoo import fields
from odoo.tools import plaintext2html

from ...rules.register_rows import Row, name_of
from ...rules.register_words import device_type_of, word_key

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
READ_FIELDS = (
    *PLAIN_FIELDS,
    *METER_FIELDS,
    "name",
    "active",
    "category_id",
    "unit_id",
    "customer_id",
    "department_id",
    "condition",
    "note",
)
# the service itself keeps these states, through visits and loans; a register that is older must not undo them
KEPT_CONDITIONS = ("workshop", "lent")


@dataclass(slots=True)
class Verdict:
    """What will happen to one row.

    :param values: what to write on the device, without places of the tree that do not exist yet
    :param counters: readings to note
    :param moves: whether a known device changes its unit or department
    """

    row: Row
    status: str = "create"
    device_id: int | None = None
    unit_id: int | None = None
    department_id: int | None = None
    values: dict[str, object] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    moves: bool = False

    def refuse(self, code: str, **params) -> None:
        """Take the row out, with its reason."""
        self.row.problems.append({"code": code, **params})
        self.status = "refused"


class RegisterJudge:
    """Judges the rows of one register, a batch at a time, with a fixed number of queries for each batch.

    :param env: environment of the person who imports, without a language, so that names are written for all
    :param customer: the customer's ``res.partner``; empty when it does not exist yet
    :param customer_name: its name, when it does not exist yet
    :param create_units: whether unknown units may be created
    :param create_departments: whether unknown departments may be created
    """

    def __init__(self, env, customer, customer_name="", create_units=True, create_departments=True):
        self.env = env
        self.customer = customer
        self.create_units = create_units
        self.create_departments = create_departments
        self.units: dict[str, list[int]]
        self.departments: dict[tuple[int, str], int]
        self.customer_key = word_key(customer.name or customer_name or "")
        self._serials_seen: dict[str, int] = {}
        self._tags_seen: dict[str, tuple[int, bool]] = {}
        self._devices_seen: dict[int, int] = {}
        self.load_tree()
        self._load_categories()

    def load_tree(self) -> None:
        """The customer's units and departments by name: one query."""
        self.units = {self.customer_key: self.customer.ids}
        self.departments = {}
        places = self.env["res.partner"].search_fetch(
            [
                ("printer_customer_id", "=", self.customer.id or 0),
                ("id", "!=", self.customer.id or 0),
                ("printer_unit_kind", "in", ("unit", "department")),
            ],
            ["name", "printer_unit_kind", "parent_id"],
            order="id",
        )
        for place in places:
            key = word_key(place.name or "")
            if place.printer_unit_kind == "unit":
                self.units.setdefault(key, []).append(place.id)
            else:
                self.departments.setdefault((place.parent_id.id, key), place.id)

    def _load_categories(self) -> None:
        """The device categories by name, in every language, and by type: a query for each language."""
        categories = self.env["maintenance.equipment.category"].search_fetch(
            [("company_id", "in", (False, self.env.company.id))], ["name", "device_type"], order="id"
        )
        self.categories: dict[str, int] = {}
        self._category_by_type: dict[str, int] = {}
        for code, _name in self.env["res.lang"].get_installed():
            for category in categories.with_context(lang=code):
                self.categories.setdefault(word_key(category.name), category.id)
        for category in categories.filtered("device_type"):
            self._category_by_type.setdefault(category.device_type, category.id)

    def judge(self, rows: Iterable[Row]) -> list[Verdict]:
        """Say for each row what will happen to it.

        :param rows: rows as read, in the order of the file
        """
        verdicts = [self._judge_alone(row) for row in rows]
        serials, tags = self._find_devices([verdict for verdict in verdicts if verdict.status != "refused"])
        for verdict in verdicts:
            if verdict.status != "refused":
                self._judge_device(verdict, serials, tags)
        return verdicts

    def _judge_alone(self, row: Row) -> Verdict:
        """Everything that needs no device: type, place in the tree, numbers given twice."""
        verdict = Verdict(row)
        if row.problems:
            verdict.status = "refused"
        self._judge_type(verdict)
        self._judge_place(verdict)
        self._judge_twice(verdict)
        return verdict

    def _judge_type(self, verdict: Verdict) -> None:
        text = verdict.row.values.get("device_type")
        if not text:
            return
        category_id = self.categories.get(word_key(text)) or self._category_by_type.get(device_type_of(text))
        if category_id:
            verdict.values["category_id"] = category_id
        else:
            verdict.refuse("unknown_type", field="device_type", value=text)

    def _judge_place(self, verdict: Verdict) -> None:
        """Unit and department; those that are not there yet are noted and made at the import."""
        values = verdict.row.values
        unit, department = values.get("unit"), values.get("department")
        if not unit:
            return
        unit_ids = self.units.get(word_key(unit), [])
        if len(unit_ids) > 1:
            verdict.refuse("ambiguous_unit", field="unit", value=unit)
        elif unit_ids:
            verdict.unit_id = unit_ids[0]
        elif word_key(unit) != self.customer_key:
            if self.create_units:
                verdict.row.notes.append({"code": "new_unit", "value": unit})
            else:
                verdict.refuse("unknown_unit", field="unit", value=unit)
        if department:
            verdict.department_id = self.departments.get((verdict.unit_id, word_key(department)))
            if verdict.department_id:
                return
            if self.create_departments:
                verdict.row.notes.append({"code": "new_department", "value": department})
            else:
                verdict.refuse("unknown_department", field="department", value=department, unit=unit)

    def _judge_twice(self, verdict: Verdict) -> None:
        """A number that an earlier row of the file has. The first row stands; only that one could be right."""
        number, values = verdict.row.number, verdict.row.values
        serial, tag = values.get("serial_no"), values.get("asset_tag")
        if serial:
            first = self._serials_seen.setdefault(serial, number)
            if first != number:
                verdict.refuse("twice_in_file", field="serial_no", value=serial, row=first)
        if tag:
            first, has_serial = self._tags_seen.setdefault(tag, (number, bool(serial)))
            # two devices may share an asset number, as long as their serial numbers tell them apart
            if first != number and not (serial and has_serial):
                verdict.refuse("twice_in_file", field="asset_tag", value=tag, row=first)

    def _find_devices(self, verdicts: list[Verdict]):
        """The devices that these rows could mean, by serial number and by asset number: two queries."""
        # whoever owns the number, it can be given only once; what belongs to others is never shown
        Equipment = self.env["maintenance.equipment"].sudo().with_context(active_test=False)
        numbers = [verdict.row.values.get("serial_no") for verdict in verdicts]
        found = Equipment.search_fetch([("serial_no", "in", list(filter(None, numbers)))], READ_FIELDS)
        serials = {device.serial_no: device for device in found}
        tags: dict[str, object] = {}
        numbers = [verdict.row.values.get("asset_tag") for verdict in verdicts]
        found = Equipment.search_fetch(
            [("customer_id", "=", self.customer.id or 0), ("asset_tag", "in", list(filter(None, numbers)))],
            READ_FIELDS,
        )
        for device in found:
            tags[device.asset_tag] = tags.get(device.asset_tag, found.browse()) | device
        return serials, tags

    def _judge_device(self, verdict: Verdict, serials: dict, tags: dict) -> None:
        """Find the device that a row means and compare."""
        values, notes = verdict.row.values, verdict.row.notes
        serial, tag = values.get("serial_no"), values.get("asset_tag")
        device = serials.get(serial) if serial else None
        same_tag = tags.get(tag, ()) if tag else ()
        if device is None and same_tag:
            # a device entered before anybody read its serial number
            open_tag = [candidate for candidate in same_tag if not serial or not candidate.serial_no]
            if len(open_tag) > 1:
                verdict.refuse("ambiguous_asset", field="asset_tag", value=tag)
                return
            device = open_tag[0] if open_tag else None
        elif device is not None and device.customer_id and device.customer_id != self.customer:
            verdict.refuse("other_customer", field="serial_no", value=serial)
            return
        if any(other != device for other in same_tag):
            notes.append({"code": "asset_elsewhere", "field": "asset_tag", "value": tag})
        if device is None:
            self._new_device(verdict)
        else:
            self._known_device(verdict, device)

    def _new_device(self, verdict: Verdict) -> None:
        source = verdict.row.values
        verdict.values["name"] = name_of(source, source["device_type"])
        verdict.values.update({name: source[name] for name in PLAIN_FIELDS if name in source})
        verdict.values["condition"] = source.get("condition", "in_service")
        if "note" in source:
            verdict.values["note"] = plaintext2html(source["note"])
        verdict.counters = {name: source[name] for name in METER_FIELDS if name in source}

    def _known_device(self, verdict: Verdict, device) -> None:
        """Keep only what differs; an empty cell never empties a field."""
        first = self._devices_seen.setdefault(device.id, verdict.row.number)
        if first != verdict.row.number:
            number = device.serial_no or device.asset_tag
            verdict.refuse("same_device", value=number, row=first)
            return
        verdict.device_id = device.id
        notes, source = verdict.row.notes, verdict.row.values
        wanted = {name: source[name] for name in PLAIN_FIELDS if name in source}
        values = {name: value for name, value in wanted.items() if value != device[name]}
        for name, value in values.items():
            notes.append(_change(name, device[name], value))
        self._compare_name(device, source, values, notes)
        self._compare_links(verdict, device, values)
        self._compare_condition(device, source, values, notes)
        self._compare_counters(verdict, device)
        if "note" in source and plaintext2html(source["note"]) not in (device.note or ""):
            values["note"] = (device.note or "") + plaintext2html(source["note"])
            notes.append(_change("note", "", source["note"]))
        if not device.active and values.get("condition", device.condition) != "retired":
            values["active"] = True
            notes.append({"code": "restored"})
        verdict.values = values
        verdict.moves = verdict.unit_id != device.unit_id.id or self._moves_department(verdict, device)
        verdict.status = "update" if values or verdict.counters or verdict.moves else "unchanged"

    def _compare_name(self, device, source, values, notes) -> None:
        """Follow brand and model only where nobody gave the device a name of its own."""
        old = {name: device[name] for name in ("brand", "model")}
        new = {**old, **{name: source[name] for name in old if name in source}}
        wanted = source.get("name") or (name_of(new) if device.name == name_of(old) else None)
        if wanted and wanted != device.name:
            notes.append(_change("name", device.name, wanted))
            values["name"] = wanted

    def _compare_links(self, verdict, device, values) -> None:
        """Category and place in the tree."""
        notes, source = verdict.row.notes, verdict.row.values
        category_id = verdict.values["category_id"]
        if category_id != device.category_id.id:
            values["category_id"] = category_id
            notes.append(_change("device_type", device.category_id.name, source["device_type"]))
        if not device.customer_id:
            notes.append({"code": "adopted"})
        if verdict.unit_id != device.unit_id.id and device.unit_id:
            notes.append(_change("unit", device.unit_id.name, source["unit"]))
        if self._moves_department(verdict, device):
            notes.append(_change("department", device.department_id.name, source.get("department")))

    @staticmethod
    def _moves_department(verdict, device) -> bool:
        """Whether the department changes; with another unit the old one cannot stay."""
        if "department" in verdict.row.values:
            return not verdict.department_id or verdict.department_id != device.department_id.id
        return bool(device.department_id) and verdict.unit_id != device.unit_id.id

    @staticmethod
    def _compare_condition(device, source, values, notes) -> None:
        wanted = source.get("condition")
        if not wanted or wanted == device.condition:
            return
        if device.condition in KEPT_CONDITIONS:
            notes.append({"code": "kept_condition", "field": "condition", "value": device.condition})
        else:
            values["condition"] = wanted
            notes.append(_change("condition", device.condition, wanted))

    @staticmethod
    def _compare_counters(verdict, device) -> None:
        for name in METER_FIELDS:
            reading, last = verdict.row.values.get(name), device[name]
            if reading is None or reading == last:
                continue
            if reading < last:
                verdict.row.notes.append(
                    {"code": "meter_falls", "field": name, "value": reading, "old": last}
                )
            else:
                verdict.counters[name] = reading
                verdict.row.notes.append(_change(name, last, reading))


def _change(name: str, old, new) -> dict:
    """A note that a field changes; dates as ISO texts, so that it can be stored."""
    old, new = (fields.Date.to_string(value) if isinstance(value, date) else value for value in (old, new))
    if name != "is_key_device":
        old, new = old or "", new or ""
    return {"code": "change", "field": name, "old": old, "value": new}
