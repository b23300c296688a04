"""Checking a register: every row read, judged and shown, nothing else changed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from odoo import api, fields, models

from ...exceptions import TransitionError
from ...rules.register_files import FileProblem, find_table, table_rows
from ...rules.register_rows import Row, read_row
from ...rules.register_words import word_key
from .register_judge import RegisterJudge

# rows that are read, judged and written together; memory stays the same whatever the register's size
BATCH_ROWS = 1000


class RegisterImport(models.Model):
    _inherit = "printer.register.import"

    create_count = fields.Integer(string="New devices", compute="_compute_counts")
    update_count = fields.Integer(string="Changed devices", compute="_compute_counts")
    unchanged_count = fields.Integer(string="As before", compute="_compute_counts")
    refused_count = fields.Integer(string="Refused rows", compute="_compute_counts")
    row_count = fields.Integer(string="Rows read", compute="_compute_counts")
    imported_count = fields.Integer(string="Rows written", compute="_compute_counts")
    progress = fields.Float(
        compute="_compute_counts",
        help="Percent of the rows that are read while it is checked, and written while it is imported.",
    )
    file_row_count = fields.Integer(readonly=True, copy=False, help="Rows of the file, for the progress.")

    @api.depends("line_ids.status", "line_ids.imported", "state", "file_row_count", "kept_counts")
    def _compute_counts(self):
        groups = self.env["printer.register.import.line"]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "status", "imported"], ["__count"]
        )
        counts = Counter({(record.id, status, imported): count for record, status, imported, count in groups})
        for record in self:
            by_status = {
                status: counts[record.id, status, True] + counts[record.id, status, False]
                for status in ("create", "update", "unchanged", "refused")
            }
            imported = counts[record.id, "create", True] + counts[record.id, "update", True]
            if record.kept_counts and not any(by_status.values()):
                # the rows were read long ago and are not kept any more
                imported = record.kept_counts["imported"]
                by_status = {status: record.kept_counts[status] for status in by_status}
            for status, count in by_status.items():
                record[f"{status}_count"] = count
            record.row_count = sum(by_status.values())
            record.imported_count = imported
            done, whole = record.imported_count, by_status["create"] + by_status["update"]
            if record.state == "checking":
                done, whole = record.row_count, record.file_row_count or 1
            record.progress = 100.0 * done / whole if whole else 100.0

    def _start_check(self) -> None:
        """Check the register, unless the same one has just been imported.

        :raises RegisterFileError: when the file cannot be read, or its columns are not known
        :raises TransitionError: when the register is being checked or imported
        """
        self._begin_check()
        if not self._repeat_last_import():
            self._check_now()

    def _check_now(self) -> None:
        """Read the file and store one line for each row, in the running transaction."""
        for _count in self._check_batches():
            pass

    def _begin_check(self) -> None:
        """Take the import for a check.

        :raises TransitionError: when the register is being checked or imported
        """
        self.ensure_one()
        if self.state in ("running", "checking"):
            raise TransitionError(
                self.env._("%(register)s is being read or imported; stop it first.", register=self.filename)
            )
        if self.state == "done":
            self._set_state("checked")
        self.lock_for_update()

    def _check_batches(self, after: int = 0) -> Iterator[int]:
        """Read, judge and store the rows, batch by batch; then the register is checked.

        :param after: number of the last row that an interrupted check has stored; 0 for a new check
        :return: the number of rows of each batch, when it is stored
        :raises RegisterFileError: when the file cannot be read, or its columns are not known
        """
        count = 0
        try:
            source = self._open_source()
            table = find_table(source)
            mapping = self._get_mapping(table)
            if not after:
                self._find_customer(source, table, mapping)
                self._clear_lines()
            judge = self._get_judge()
            rows = (read_row(number, cells, mapping) for number, cells in table_rows(source, table))
            if after:
                rows = judge.recall(rows, after, self._known_devices())
            for batch in _batches(rows):
                self._insert_lines(judge.judge(batch))
                count += len(batch)
                yield len(batch)
        except FileProblem as problem:
            raise self._as_file_error(problem) from problem
        if not count and not after:
            raise self._file_error("no_rows", row=table.heading.position + 1)
        self._set_state("checked", heading_row=table.heading.position + 1)

    def _has_more_rows_than(self, limit: int) -> bool:
        """Whether the file has more rows than this; reads no further than that.

        :raises RegisterFileError: when the file cannot be read, or its columns are not known
        """
        try:
            source = self._open_source()
            table = find_table(source)
            self._get_mapping(table)
            return next(islice(table_rows(source, table), limit, None), None) is not None
        except FileProblem as problem:
            raise self._as_file_error(problem) from problem

    def _count_rows(self) -> int:
        """How many rows the file has."""
        source = self._open_source()
        try:
            return sum(1 for _row in table_rows(source, find_table(source)))
        except FileProblem as problem:
            raise self._as_file_error(problem) from problem

    def _get_judge(self) -> RegisterJudge:
        """A judge for this customer. Names are written without a language, so that every language shows them."""
        quiet = self._quiet()
        return RegisterJudge(
            quiet.env,
            quiet.partner_id,
            self.customer_name,
            self.create_missing_units,
            self.create_missing_departments,
        )

    def _find_customer(self, source, table, mapping) -> None:
        """Without a customer, take the one whose unit most rows name; if nobody knows it, it is a new one."""
        if self.partner_id:
            # whoever chose a unit means the register of its customer
            customer = self.partner_id.printer_customer_id or self.partner_id
            self._through_door().write({"partner_id": customer.id, "customer_name": False})
            return
        position = next(position for position, name in mapping.items() if name == "unit")
        names = Counter()
        for number, cells in table_rows(source, table):
            unit = read_row(number, cells, {position: "unit"}).values.get("unit")
            if unit:
                names[unit] += 1
        if not names:
            raise self._file_error("no_customer")
        name = names.most_common(1)[0][0]
        candidates = self.env["res.partner"].search_fetch(
            [("printer_unit_kind", "in", ("customer", "unit")), ("name", "=ilike", _escape_like(name))],
            ["name", "printer_customer_id"],
        )
        customers = candidates.filtered(
            lambda place: word_key(place.name) == word_key(name)
        ).printer_customer_id
        if len(customers) > 1:
            raise self._file_error("which_customer", name=name)
        self._through_door().write(
            {"partner_id": customers.id, "customer_name": False if customers else name}
        )


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in lists of :data:`BATCH_ROWS`."""
    rows = iter(rows)
    while batch := list(islice(rows, BATCH_ROWS)):
        yield batch


def _escape_like(text: str) -> str:
    """A text to be compared with ``=ilike`` as it stands."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
