"""Writing a checked register: units, departments, devices, their history and counters, in batches."""

import logging

import psycopg2

from odoo import models
from odoo.exceptions import AccessError, UserError

from ...exceptions import PrinterError, RegisterRefusedError
from ...rules.register_words import word_key
from .equipment_meter import ReadingLine
from .equipment_moving import MoveNote
from .register_check import BATCH_ROWS
from .register_judge import RegisterJudge, Verdict
from .register_lines import stored_row
from .register_messages import RowSentences

_logger = logging.getLogger(__name__)

# nobody is to be mailed, and nothing tracked, for a register: its lines and the devices' history tell the story
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "mail_auto_subscribe_no_notify": True,
    # as Odoo's own loading of many partners does; a department has no address and no taxes to copy
    "_partners_skip_fields_sync": True,
    "lang": None,
}


class RegisterImport(models.Model):
    _inherit = "printer.register.import"

    def _start_import(self) -> None:
        """Write everything at once."""
        self._through_door().user_id = self.env.user
        self._prepare_import()
        while self._import_batch():
            pass
        self._finish_import()

    def _prepare_import(self) -> None:
        """Take the import for this transaction and see that the customer is one.

        :raises PrinterError: when another register of the customer is being imported at this moment
        """
        self.ensure_one()
        if not self._try_lock():
            raise PrinterError(
                self.env._(
                    "A register of this customer is being imported at this moment. Try again when it is done."
                )
            )
        if not self.partner_id:
            values = {"name": self.customer_name, "is_company": True, "printer_unit_kind": "customer"}
            self._through_door().partner_id = self._quiet().env["res.partner"].create(values)
        elif not self.partner_id.printer_customer_id:
            self.partner_id.printer_unit_kind = "customer"

    def _try_lock(self) -> bool:
        """Keep everybody else from importing this register, or another one of the same customer.

        Two imports at once would both create what is missing: units and devices without a serial number.
        """
        customer = self.partner_id
        return bool(
            self.try_lock_for_update()
            and (not customer or customer.try_lock_for_update(allow_referencing=True))
        )

    def _quiet(self):
        """The same import, writing without mail, tracking and language."""
        # what is said goes to a reader, although what is written has no language
        reader_lang = self.env.context.get("printer_reader_lang") or self.env.context.get("lang")
        return self.with_context(**QUIET, printer_reader_lang=reader_lang).with_company(self.company_id)

    def _import_batch(self, judge: RegisterJudge | None = None) -> int:
        """Write the next rows.

        :param judge: kept between batches; a new one when not given
        :return: how many rows were taken; 0 when all are written
        """
        rows = self._next_rows(BATCH_ROWS)
        if rows:
            quiet = self._quiet()
            quiet._write_rows(rows, judge or quiet._get_judge())
            self.env.flush_all()
            self.env.invalidate_all()
        return len(rows)

    def _write_rows(self, rows: list[tuple[int, dict]], judge: RegisterJudge) -> None:
        """Write some rows; if that fails, halve them until the row is found that cannot be written, and refuse it."""
        try:
            with self.env.cr.savepoint():
                verdicts = judge.judge(stored_row(number, data) for number, data in rows)
                self._make_places(verdicts, judge)
                self._create_devices(verdicts)
                self._update_devices(verdicts)
                self._mark_lines(verdicts)
        except (AccessError, RegisterRefusedError):
            # not a matter of one row: the person may not do this at all, or no row may be left out
            raise
        except (UserError, psycopg2.IntegrityError, psycopg2.DataError) as error:
            # units that the savepoint took back must not be remembered
            judge.load_tree()
            if len(rows) == 1:
                self._refuse_row(*rows[0], error)
                return
            middle = len(rows) // 2
            self._write_rows(rows[:middle], judge)
            self._write_rows(rows[middle:], judge)

    def _refuse_row(self, number: int, data: dict, error: Exception) -> None:
        """Take one row out because the database, or another addon, does not accept it.

        :raises RegisterRefusedError: when no row may be left out
        """
        _logger.info("Register import %s: row %s refused: %s", self.id, number, error)
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        verdict = Verdict(stored_row(number, data))
        verdict.refuse("write_failed", value=reason)
        self._mark_lines([verdict])

    def _make_places(self, verdicts: list[Verdict], judge: RegisterJudge) -> None:
        """Create the units and departments that are still missing, and say where each device belongs."""
        good = [verdict for verdict in verdicts if verdict.status in ("create", "update")]
        missing: dict[str, str] = {}
        for verdict in good:
            if not verdict.unit_id:
                name = verdict.row.values["unit"]
                missing.setdefault(word_key(name), name)
        self._make_units(missing, judge)
        wanted: dict[tuple[int, str], str] = {}
        for verdict in good:
            verdict.unit_id = verdict.unit_id or judge.units[word_key(verdict.row.values["unit"])][0]
            name = verdict.row.values.get("department")
            if name and (verdict.unit_id, word_key(name)) not in judge.departments:
                wanted.setdefault((verdict.unit_id, word_key(name)), name)
        self._make_departments(wanted, judge)
        for verdict in good:
            name = verdict.row.values.get("department")
            verdict.department_id = judge.departments[verdict.unit_id, word_key(name)] if name else None

    def _make_units(self, missing: dict[str, str], judge: RegisterJudge) -> None:
        customer = self.partner_id
        units = self.env["res.partner"].create(
            [
                {
                    "name": name,
                    "is_company": True,
                    "printer_unit_kind": "unit",
                    "parent_id": customer.id,
                    "company_id": customer.company_id.id,
                    "lang": customer.lang,
                }
                for name in missing.values()
            ]
        )
        judge.units.update({key: [unit.id] for key, unit in zip(missing, units, strict=True)})

    def _make_departments(self, wanted: dict[tuple[int, str], str], judge: RegisterJudge) -> None:
        departments = self.env["res.partner"].create(
            [
                {
                    "name": name,
                    "type": "other",
                    "printer_unit_kind": "department",
                    "parent_id": unit_id,
                    "company_id": self.partner_id.company_id.id,
                    "lang": self.partner_id.lang,
                }
                for (unit_id, _key), name in wanted.items()
            ]
        )
        judge.departments.update({key: place.id for key, place in zip(wanted, departments, strict=True)})

    def _create_devices(self, verdicts: list[Verdict]) -> None:
        """Create the new devices in one go and begin their history."""
        new = [verdict for verdict in verdicts if verdict.status == "create"]
        # a register takes over devices as they stand; only here and by what happens to them is a state set
        devices = (
            self.env["maintenance.equipment"]
            ._through_door()
            .create(
                [
                    {
                        **verdict.values,
                        **verdict.counters,
                        "unit_id": verdict.unit_id,
                        "department_id": verdict.department_id or False,
                        "company_id": self.company_id.id,
                    }
                    for verdict in new
                ]
            )
        )
        for verdict, device in zip(new, devices, strict=True):
            verdict.device_id = device.id
        devices._log_event("registered", self.filename or "", origin=self)
        self._log_counters(new)

    def _update_devices(self, verdicts: list[Verdict]) -> None:
        """Write what differs, device by device; equal changes go together."""
        changed = [verdict for verdict in verdicts if verdict.status == "update"]
        Equipment = self.env["maintenance.equipment"]._through_door()
        groups: dict[str, tuple[dict, list[int]]] = {}
        for verdict in changed:
            # counters are readings: they reach the device when they are plausible
            values = dict(verdict.values)
            if verdict.moves:
                values.update(unit_id=verdict.unit_id, department_id=verdict.department_id or False)
            groups.setdefault(repr(sorted(values.items())), (values, []))[1].append(verdict.device_id)
        # read all of them at once, write the history in one go
        known = [verdict.device_id for verdict in changed]
        changes = [(Equipment.browse(ids).with_prefetch(known), values) for values, ids in groups.values()]
        Equipment._log_events(
            Equipment._get_move_lines(changes, MoveNote(origin=self))
            + Equipment._get_condition_lines(changes, origin=self)
        )
        for devices, values in changes:
            devices._with_move_note(MoveNote(silent=True)).write(values)
        self._follow_conditions(changed)
        self._log_counters(changed)

    def _follow_conditions(self, verdicts: list[Verdict]) -> None:
        """Do what belongs to a state that a register gave to known devices.

        A device that the register calls faulty without an open fault stays so: the register knows it.
        """
        by_target: dict[object, list[int]] = {}
        for verdict in verdicts:
            by_target.setdefault(verdict.values.get("condition"), []).append(verdict.device_id)
        Equipment = self.env["maintenance.equipment"]
        # into service, but a fault is still open
        Equipment.browse(by_target.get("in_service"))._follow_faults()
        Equipment.browse(by_target.get("retired"))._record_register_retirement(
            self.partner_id.name, self.filename
        )

    def _log_counters(self, verdicts: list[Verdict]) -> None:
        """Take a reading for each device that brought counters; the device's own follow from it."""
        Equipment = self.env["maintenance.equipment"]
        Equipment._take_readings(
            (
                ReadingLine(
                    Equipment.browse(verdict.device_id),
                    verdict.counters.get("meter_mono"),
                    verdict.counters.get("meter_color"),
                )
                for verdict in verdicts
                if verdict.counters
            ),
            "import",
            self,
        )

    def _raise_refused(self, verdicts: list[Verdict]) -> None:
        """Give up the whole import for a row that was good when it was checked.

        :raises RegisterRefusedError: naming the row and the reason
        """
        reader = self.with_context(lang=self.env.context.get("printer_reader_lang"))
        sentences = RowSentences(reader.env)
        for verdict in verdicts:
            if verdict.status == "refused":
                row = verdict.row
                raise RegisterRefusedError(
                    reader.env._(
                        "Nothing was imported, because row %(row)s is refused: %(reason)s",
                        row=row.number,
                        reason=sentences.explain(row.problems),
                    )
                )
