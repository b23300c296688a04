"""The refused rows of a register as a spreadsheet: as they came, with the reason at the end."""

import base64
import io
from collections.abc import Iterator
from datetime import date, datetime

import xlsxwriter

from odoo import api, fields, models

from ...rules.register_files import FileProblem, find_table, table_rows

PAGE_LINES = 1000


class RegisterImport(models.Model):
    _inherit = "printer.register.import"

    refused_file = fields.Binary(
        string="Refused rows as a spreadsheet", readonly=True, copy=False, attachment=True
    )
    refused_filename = fields.Char(compute="_compute_refused_filename")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"refused_file"}

    def _compute_refused_filename(self):
        for record in self:
            stem = (record.filename or self.env._("register")).rpartition(".")[0] or record.filename
            record.refused_filename = self.env._("%(register)s - refused rows.xlsx", register=stem)

    def action_download_refused(self):
        """Download the refused rows with their reasons, ready to be corrected and imported again."""
        self.ensure_one()
        self.check_access("read")
        # also for those who may only look
        self.sudo()._through_door().refused_file = base64.b64encode(self._make_refused_file())
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/refused_file?download=true&filename_field=refused_filename",
            "target": "download",
        }

    def _make_refused_file(self) -> bytes:
        """The refused rows as an .xlsx file with the register's own headings.

        :raises RegisterFileError: when the register's file cannot be read any more
        """
        output = io.BytesIO()
        # what looks like a formula or a link in the register is written as the text that it is
        book = xlsxwriter.Workbook(
            output, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        try:
            source = self._open_source()
            table = find_table(source)
            sheet = book.add_worksheet(self.env._("Refused rows"))
            bold = book.add_format({"bold": True, "bottom": 1})
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            red = book.add_format({"font_color": "#b02a37", "text_wrap": True})
            headings = [*table.heading.headings, self.env._("Row in the register"), self.env._("Reason")]
            width = len(table.heading.headings)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, width, 14)
            sheet.set_column(width + 1, width + 1, 60)
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading, bold)
            rows = self._refused_rows(table_rows(source, table))
            for position, (number, cells, message) in enumerate(rows, start=1):
                for column, cell in enumerate(cells[:width]):
                    _write_cell(sheet, position, column, cell, day)
                sheet.write_number(position, width, number)
                sheet.write_string(position, width + 1, message, red)
        except FileProblem as problem:
            raise self._as_file_error(problem) from problem
        finally:
            book.close()
        return output.getvalue()

    def _refused_rows(self, rows) -> Iterator[tuple]:
        """The refused ones among the rows of the file, with their messages."""
        refused = self._refused_messages()
        wanted = next(refused, None)
        for number, cells in rows:
            if wanted is None:
                return
            if number == wanted[0]:
                yield number, cells, wanted[1]
                wanted = next(refused, None)

    def _refused_messages(self) -> Iterator[tuple[int, str]]:
        """Row and message of each refused line in the order of the file, a page at a time."""
        Line = self.env["printer.register.import.line"]
        last = 0
        while lines := Line.search(
            [("import_id", "=", self.id), ("status", "=", "refused"), ("row", ">", last)],
            order="row",
            limit=PAGE_LINES,
        ):
            for line in lines:
                yield line.row, line.message
            last = lines[-1].row
            lines.invalidate_recordset()


def _write_cell(sheet, row: int, column: int, cell, day_format) -> None:
    """One cell as it was: a date as a date, a number as a number, everything else as text."""
    if cell is None or cell == "":
        return
    if isinstance(cell, datetime | date):
        sheet.write_datetime(row, column, cell, day_format)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, str(cell)[:32767])
