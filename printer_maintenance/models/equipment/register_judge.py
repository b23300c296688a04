"""What a row of the register means for the devices that we know: new, changed, as before, or refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from odoo.tools import SQL

from ...rules.register_compare import (
    METER_FIELDS,
    PLAIN_FIELDS,
    change,
    changed_counters,
    changed_values,
    new_values,
)
from ...rules.register_rows import Row
from ...rules.register_words import device_type_of, word_key

READ_FIELDS = (
    *PLAIN_FIELDS,
    *METER_FIELDS,
    "id",
    "name",
    "active",
    "category_id",
    "unit_id",
    "customer_id",
    "department_id",
    "condition",
    "note",
)
# what brings a device into store
STORING_EVENTS = ("registered", "stored")
# a device as the database has it: its fields by name, links as ids
Device = dict[str, object]


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
        self._place_names = {place.id: place.name for place in self.customer | places}
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
        self._category_names = {category.id: category.name for category in categories}
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
        self._judge_retired(verdicts)
        return verdicts

    def recall(self, rows: Iterable[Row], after: int, devices: dict[int, int]) -> Iterator[Row]:
        """Take up an interrupted check: remember the numbers of the rows that are stored, and go on with the others.

        :param rows: all rows of the file
        :param after: number of the last stored row
        :param devices: the known devices of stored rows, with the number of their row
        """
        self._devices_seen.update(devices)
        for row in rows:
            if row.number <= after:
                self._judge_twice(Verdict(row))
            else:
                yield row

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

    def _find_devices(self, verdicts: list[Verdict]) -> tuple[dict[str, Device], dict[str, list[Device]]]:
        """The devices that these rows could mean, by serial number and by asset number: two queries."""
        serials = list(filter(None, (verdict.row.values.get("serial_no") for verdict in verdicts)))
        tags = list(filter(None, (verdict.row.values.get("asset_tag") for verdict in verdicts)))
        by_tag: dict[str, list[Device]] = {}
        for device in self._read_devices(
            [("customer_id", "=", self.customer.id or 0), ("asset_tag", "in", tags)]
        ):
            by_tag.setdefault(device["asset_tag"], []).append(device)
        by_serial = {
            device["serial_no"]: device for device in self._read_devices([("serial_no", "in", serials)])
        }
        return by_serial, by_tag

    def _read_devices(self, domain) -> list[Device]:
        """Devices as plain mappings, archived ones too: comparing them needs no records, which cost ten times more."""
        # whoever owns a number, it can be given only once; what belongs to others is never shown
        Equipment = self.env["maintenance.equipment"].sudo().with_context(active_test=False)
        query = Equipment._search(domain, order="id")
        columns = (
            SQL("%s AS %s", Equipment._field_to_sql(query.table, name, query), SQL.identifier(name))
            for name in READ_FIELDS
        )
        stored_by_act = SQL(
            """%(condition)s = 'stored' AND (
                   SELECT event.origin_model
                     FROM printer_equipment_event AS event
                    WHERE event.equipment_id = %(device)s AND event.kind IN %(kinds)s
                    ORDER BY event.id DESC
                    LIMIT 1
               ) IS DISTINCT FROM 'printer.register.import' AS stored_by_act""",
            condition=Equipment._field_to_sql(query.table, "condition", query),
            device=Equipment._field_to_sql(query.table, "id", query),
            kinds=STORING_EVENTS,
        )
        return self.env.execute_query_dict(query.select(*columns, stored_by_act))

    def _judge_device(
        self, verdict: Verdict, serials: dict[str, Device], tags: dict[str, list[Device]]
    ) -> None:
        """Find the device that a row means and compare."""
        values = verdict.row.values
        serial, tag = values.get("serial_no"), values.get("asset_tag")
        device = serials.get(serial) if serial else None
        same_tag = tags.get(tag, []) if tag else []
        if device is None:
            # a device entered before anybody read its serial number
            candidates = [other for other in same_tag if not serial or not other["serial_no"]]
            if len(candidates) > 1:
                verdict.refuse("ambiguous_asset", field="asset_tag", value=tag)
                return
            device = candidates[0] if candidates else None
        elif device["customer_id"] and device["customer_id"] != self.customer.id:
            verdict.refuse("other_customer", field="serial_no", value=serial)
            return
        if any(device is None or other["id"] != device["id"] for other in same_tag):
            verdict.row.notes.append({"code": "asset_elsewhere", "field": "asset_tag", "value": tag})
        if device is None:
            verdict.values.update(new_values(values))
            verdict.counters = {name: values[name] for name in METER_FIELDS if name in values}
        else:
            self._judge_known(verdict, device)

    def _judge_known(self, verdict: Verdict, device: Device) -> None:
        """Keep only what differs from the device that we have."""
        first = self._devices_seen.setdefault(device["id"], verdict.row.number)
        if first != verdict.row.number:
            verdict.refuse("same_device", value=device["serial_no"] or device["asset_tag"], row=first)
            return
        verdict.device_id = device["id"]
        category_id, notes, source = verdict.values["category_id"], verdict.row.notes, verdict.row.values
        verdict.values, changes = changed_values(source, device)
        verdict.counters, readings = changed_counters(source, device)
        notes += changes + readings
        if category_id != device["category_id"]:
            verdict.values["category_id"] = category_id
            old = self._category_names.get(device["category_id"])
            notes.append(change("device_type", old, source["device_type"]))
        self._judge_move(verdict, device)
        verdict.status = "update" if verdict.values or verdict.counters or verdict.moves else "unchanged"

    def _judge_retired(self, verdicts: list[Verdict]) -> None:
        """Refuse to retire devices that could not be retired by hand either (REQUIREMENTS E5): a few queries."""
        retired = {
            verdict.device_id: verdict
            for verdict in verdicts
            if verdict.status == "update" and verdict.values.get("condition") == "retired"
        }
        devices = self.env["maintenance.equipment"].browse(retired)
        for device, open_numbers in devices._find_open_business().items():
            retired[device.id].refuse(
                "retired_open", field="condition", value="retired", open=", ".join(open_numbers)
            )
        for device in devices._with_data_carrier():
            if retired[device.id].status != "refused":
                retired[device.id].refuse("retired_carrier", field="condition", value="retired")

    def _judge_move(self, verdict: Verdict, device: Device) -> None:
        """Whether the device changes its unit or department; with another unit the old department cannot stay."""
        notes, source = verdict.row.notes, verdict.row.values
        if not device["customer_id"]:
            notes.append({"code": "adopted"})
        other_unit = verdict.unit_id != device["unit_id"]
        if "department" in source:
            other_department = not verdict.department_id or verdict.department_id != device["department_id"]
        else:
            other_department = other_unit and bool(device["department_id"])
        if other_unit and device["unit_id"]:
            notes.append(change("unit", self._place_names.get(device["unit_id"]), source["unit"]))
        if other_department:
            old = self._place_names.get(device["department_id"])
            notes.append(change("department", old, source.get("department")))
        verdict.moves = other_unit or other_department
