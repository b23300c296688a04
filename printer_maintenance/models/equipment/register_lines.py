"""Storing the rows of a register: by hand, because the ORM's own way takes as long as the devices themselves."""

import json
from datetime import date

from odoo import models
from odoo.tools import SQL
from odoo.tools.json import json_default

from ...rules.register_compare import DATE_FIELDS
from ...rules.register_rows import Row, name_of
from .register_judge import Verdict

# the stored columns of a verdict, in the order of _line_values
COLUMNS = {
    "row": "int",
    "status": "text",
    "equipment_id": "int",
    "unit_name": "text",
    "device_name": "text",
    "serial_no": "text",
    "asset_tag": "text",
    "data": "jsonb",
    "entries": "jsonb",
}


class RegisterImport(models.Model):
    _inherit = "printer.register.import"

    def _clear_lines(self) -> None:
        """Forget an earlier check."""
        self.env["printer.register.import.line"].flush_model()
        self.env.cr.execute(
            SQL("DELETE FROM printer_register_import_line WHERE import_id IN %s", tuple(self.ids))
        )
        self._forget_lines()

    def _insert_lines(self, verdicts: list[Verdict]) -> None:
        """Store a batch of lines in one statement."""
        now, uid = self.env.cr.now(), self.env.uid
        self.env.cr.execute(
            SQL(
                """INSERT INTO printer_register_import_line
                          (import_id, imported, create_uid, create_date, write_uid, write_date, %s)
                   SELECT %s, false, %s, %s, %s, %s, batch.*
                     FROM (%s) AS batch""",
                SQL(", ").join(map(SQL.identifier, COLUMNS)),
                self.id,
                uid,
                now,
                uid,
                now,
                _batch_table(verdicts),
            )
        )
        self._forget_lines()

    def _mark_lines(self, verdicts: list[Verdict]) -> None:
        """Say on each line what has become of it, in one statement.

        A line that went as it was checked keeps what it said then.

        :raises RegisterRefusedError: when a row is refused and none may be left out
        """
        if self.all_or_nothing:
            self._raise_refused(verdicts)
        self.env.cr.execute(
            SQL(
                """UPDATE printer_register_import_line AS line
                      SET status = batch.status,
                          imported = batch.status != 'refused',
                          equipment_id = batch.equipment_id,
                          entries = CASE WHEN batch.status = line.status THEN line.entries ELSE batch.entries END
                     FROM (%s) AS batch
                    WHERE line.import_id = %s AND line.row = batch.row""",
                _batch_table(verdicts),
                self.id,
            )
        )
        self._forget_lines()

    def _next_rows(self, limit: int) -> list[tuple[int, dict]]:
        """Numbers and values of the next rows to be written.

        :param limit: how many
        """
        return self.env.execute_query(
            SQL(
                """SELECT row, data
                     FROM printer_register_import_line
                    WHERE import_id = %s AND status IN ('create', 'update') AND NOT imported
                    ORDER BY row
                    LIMIT %s""",
                self.id,
                limit,
            )
        )

    def _known_devices(self) -> dict[int, int]:
        """The devices that the stored rows mean, each with the number of its first row."""
        return dict(
            self.env.execute_query(
                SQL(
                    """SELECT equipment_id, min(row)
                         FROM printer_register_import_line
                        WHERE import_id = %s AND equipment_id IS NOT NULL
                        GROUP BY equipment_id""",
                    self.id,
                )
            )
        )

    def _last_row(self) -> int:
        """The number of the last stored row; 0 when there is none."""
        ((last,),) = self.env.execute_query(
            SQL("SELECT max(row) FROM printer_register_import_line WHERE import_id = %s", self.id)
        )
        return last or 0

    def _forget_lines(self) -> None:
        """Drop what the cache knows about the lines; nothing is pending on them."""
        self.env["printer.register.import.line"].invalidate_model(flush=False)
        names = [name for name, field in self._fields.items() if field.compute and not field.store]
        self.invalidate_recordset([*names, "line_ids"], flush=False)


def stored_row(number: int, data: dict) -> Row:
    """A row as it was read, from its line; a new one each time, because a judge notes things on it."""
    values = dict(data or {})
    for name in DATE_FIELDS:
        if name in values:
            values[name] = date.fromisoformat(values[name])
    return Row(number, values)


def _batch_table(verdicts: list[Verdict]) -> SQL:
    """Verdicts as a table to select from: one array for each column, however many rows there are."""
    columns = zip(*map(_line_values, verdicts), strict=True)
    arrays = (
        # the types are constants of this file
        SQL("%s::%s[]", list(values), SQL("text" if kind == "jsonb" else kind))  # pylint: disable=E8501
        for values, kind in zip(columns, COLUMNS.values(), strict=True)
    )
    names = SQL(", ").join(map(SQL.identifier, COLUMNS))
    casts = (
        SQL("%s::%s AS %s", SQL.identifier(name), SQL(kind), SQL.identifier(name))  # pylint: disable=E8501
        for name, kind in COLUMNS.items()
    )
    return SQL(
        "SELECT %s FROM unnest(%s) AS given (%s)", SQL(", ").join(casts), SQL(", ").join(arrays), names
    )


def _line_values(verdict: Verdict) -> tuple:
    """What is stored of a verdict, in the order of :data:`COLUMNS`."""
    row = verdict.row
    return (
        row.number,
        verdict.status,
        verdict.device_id,
        row.values.get("unit"),
        name_of(row.values, str(row.values.get("device_type") or "")),
        row.values.get("serial_no"),
        row.values.get("asset_tag"),
        _json(row.values),
        _json(row.problems if verdict.status == "refused" else row.notes),
    )


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, default=json_default)
