"""Importing a customer's device register from a spreadsheet (REQUIREMENTS E8)."""

import base64
import binascii
import hashlib
from typing import ClassVar

from openpyxl.utils import get_column_letter

from odoo import api, fields, models
from odoo.tools import format_list

from ...exceptions import GuardedFieldError, RegisterFileError, RegisterRefusedError
from ...rules.register_cells import shown
from ...rules.register_files import FileProblem, Source, Table, find_table, first_rows, open_file
from ...rules.register_headings import guess_columns
from ...rules.register_rows import KEY_FIELDS, REQUIRED_FIELDS
from .register_messages import explain_file, field_labels

SAMPLES = 3
SOURCE_CACHE = "printer_register_source"
# what a person chooses before the check
CHOICES = frozenset(
    {
        "file",
        "partner_id",
        "all_or_nothing",
        "create_missing_units",
        "create_missing_departments",
        "column_ids",
    }
)


class RegisterImport(models.Model):
    """One file with devices of one customer: choose, check, import.

    :meth:`action_check` shows row by row what will happen and changes nothing; :meth:`action_import` does it.
    A device is known by its serial number within the customer, else by its asset number, so that importing again
    updates and never duplicates. An empty cell never empties a field.
    """

    _name = "printer.register.import"
    _inherit = ["printer.state.mixin"]
    _description = "Import of a device register"
    _order = "id desc"
    _rec_name = "filename"

    _transitions: ClassVar = {
        "draft": ("checking", "checked"),
        # a large file is read in the background
        "checking": ("draft", "checked"),
        "checked": ("draft", "checking", "checked", "running", "done"),
        # stopped by a person, or by an error
        "running": ("checked", "done"),
    }

    state = fields.Selection(
        [
            ("draft", "To check"),
            ("checking", "Being checked"),
            ("checked", "Checked"),
            ("running", "Running"),
            ("done", "Imported"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    file = fields.Binary(string="Register", attachment=True, help="An .xlsx or .csv file with headings.")
    filename = fields.Char(string="File name")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        domain=[("printer_unit_kind", "=", "customer")],
        # a customer's imports, when the partner is merged or deleted
        index="btree_not_null",
        help="Whose register it is. Left empty, the unit that most rows name is looked for.",
    )
    customer_name = fields.Char(
        string="New customer", help="No customer of this name is known yet; it is created by the import."
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users", string="Imported by", readonly=True, default=lambda self: self.env.user
    )
    all_or_nothing = fields.Boolean(
        string="All rows or none",
        help="Import only when no row is refused. Otherwise the good rows are imported and the refused ones "
        "come back as a spreadsheet with their reasons.",
    )
    create_missing_units = fields.Boolean(
        string="Create missing units",
        default=True,
        help="Units that the customer does not have yet are created below it. Otherwise their rows are refused.",
    )
    create_missing_departments = fields.Boolean(
        string="Create missing departments",
        default=True,
        help="Departments that a unit does not have yet are created in it. Otherwise their rows are refused.",
    )
    column_ids = fields.One2many(
        "printer.register.import.column",
        "import_id",
        string="Columns",
        compute="_compute_column_ids",
        store=True,
        readonly=False,
        copy=False,
    )
    heading_row = fields.Integer(readonly=True, copy=False, help="Where the headings were found.")
    line_ids = fields.One2many("printer.register.import.line", "import_id", string="Rows", readonly=True)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"user_id", "heading_row", "customer_name"}

    def write(self, vals):
        """Keep what was checked as it was checked.

        :raises GuardedFieldError: when the file or a choice is changed after the check
        """
        if CHOICES.intersection(vals) and not self._is_through_door():
            for record in self:
                if record.state != "draft":
                    raise GuardedFieldError(
                        self.env._(
                            "%(register)s has been checked as it is. Go back with “Change file or columns” first.",
                            register=record.display_name,
                        )
                    )
        return super().write(vals)

    # -- the file ------------------------------------------------------------------------------------------

    @api.depends("file", "filename")
    def _compute_column_ids(self):
        """Show the columns of a file as soon as it is chosen; whether it is any good is said at the check."""
        for record in self:
            commands = [fields.Command.clear()]
            try:
                source = record._open_source() if record.file else None
                table = find_table(source) if source else None
            except (FileProblem, RegisterFileError):
                table = None
            if table:
                commands += [fields.Command.create(values) for values in _columns_of(source, table)]
            record.column_ids = commands

    def _open_source(self) -> Source:
        """The file, opened for reading; once for each transaction, because its texts take time to read.

        :raises RegisterFileError: when there is none, or it cannot be read
        """
        self.ensure_one()
        encoded = self.with_context(bin_size=False).file
        if not encoded:
            raise self._file_error("no_file")
        if isinstance(encoded, str):
            # as a form sends it, before it is saved
            encoded = encoded.encode()
        key = hashlib.sha256(encoded + (self.filename or "").encode()).digest()
        known_key, source = self.env.cr.cache.get(SOURCE_CACHE, (None, None))
        if key == known_key:
            return source
        try:
            source = open_file(base64.b64decode(encoded), self.filename or "")
            self.env.cr.cache[SOURCE_CACHE] = (key, source)
            return source
        except (FileProblem, binascii.Error) as problem:
            raise self._as_file_error(problem) from problem

    def _file_error(self, code: str, **params) -> RegisterFileError:
        """The error for a file that cannot be read, in the user's language."""
        name = self.filename or self.env._("The file")
        return RegisterFileError(explain_file(self.env, code, file=name, **params))

    def _as_file_error(self, problem: Exception) -> RegisterFileError:
        if isinstance(problem, FileProblem):
            return self._file_error(problem.code, **problem.params)
        return self._file_error("wrong_type")

    def _get_mapping(self, table: Table) -> dict[int, str]:
        """Position of a column -> field, as the person left it.

        :raises RegisterFileError: when a field is given twice, or one that no row can do without is not given
        """
        mapping: dict[int, str] = {}
        labels = field_labels(self.env)
        columns = self.column_ids.filtered("field")
        for column in columns:
            if column.field in mapping.values():
                same = columns.filtered(lambda other, column=column: other.field == column.field)
                names = format_list(self.env, same.mapped("heading"))
                raise self._file_error("mapped_twice", field=labels[column.field], columns=names)
            mapping[column.position] = column.field
        given = set(mapping.values())
        missing = [labels[name] for name in REQUIRED_FIELDS if name not in given]
        if not given.intersection(KEY_FIELDS):
            missing.append(labels["serial_no"])
        if missing:
            row = table.heading.position + 1
            raise self._file_error("unmapped", fields=format_list(self.env, missing), row=row)
        return mapping

    # -- what a person does --------------------------------------------------------------------------------

    def action_check(self):
        """Read the file and say for every row what an import would do; large ones go on in the background.

        Nothing else is changed.

        :raises RegisterFileError: when the file cannot be read, or its columns are not known
        """
        for record in self:
            record._start_check()
        return True

    def action_import(self):
        """Write the good rows into the device register; large registers go on in the background.

        :raises RegisterRefusedError: when nothing may be refused and something was
        """
        for record in self:
            if record.state == "draft":
                record._start_check()
            if record.state == "checking":
                # what is being read cannot be written yet
                continue
            record._check_all_or_nothing()
            record._start_import()
        return True

    def action_back_to_draft(self):
        """Choose another file or change the columns."""
        self._set_state("draft")
        self._clear_lines()

    def _check_all_or_nothing(self) -> None:
        """Stop an import that may not leave out a row.

        :raises RegisterRefusedError: naming how many rows are refused, and the first of them
        """
        if not self.all_or_nothing:
            return
        refused = self.line_ids.search(
            [("import_id", "=", self.id), ("status", "=", "refused")], limit=1, order="row"
        )
        if refused:
            raise RegisterRefusedError(
                self.env._(
                    "Nothing was imported, because %(count)s rows are refused. The first is row %(row)s: %(reason)s",
                    count=self.refused_count,
                    row=refused.row,
                    reason=refused.message,
                )
            )


def _columns_of(source: Source, table: Table) -> list[dict]:
    """The columns of a register with the field guessed for each and what stands in it."""
    headings = table.heading.headings
    guessed = guess_columns(headings)
    rows = first_rows(source, table)
    columns = []
    for position, heading in enumerate(headings):
        cells = (row[position] for row in rows if position < len(row))
        samples = list(dict.fromkeys(shown(cell)[:40] for cell in cells if cell not in (None, "")))
        if heading or samples:
            columns.append(
                {
                    "position": position,
                    "letter": get_column_letter(position + 1),
                    "heading": heading,
                    "sample": " · ".join(samples[:SAMPLES]),
                    "field": guessed.get(position, False),
                }
            )
    return columns
