"""Draws documents into a workbook, row after row and never back, so that memory stays flat (``constant_memory``)."""

import base64
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from ...rules import grid, paper_text, spreadsheet_text
from .cells import BAND, HEAD, LABEL, SIGNATURE, TOTAL, VALUE, Cell, Part, Row
from .document import Document
from .images import size
from .kinds import TEXT, Kind, Native
from .locale import Locale

WORKBOOK_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}
# each worksheet holds a temporary file open; above this, forms stand below each other with page breaks
MAX_SHEETS = 100
LINE_HEIGHT, MOST_HEIGHT = 16, 409  # points
PAGE_WIDTH = {"portrait": 718, "landscape": 1046}  # pixels between the margins of A4
CHARACTER = 6.7  # pixels of a half character
PAPER_A4 = 9
_FILL = "#EDF1F5"
_SHADED = {LABEL, HEAD, BAND, TOTAL}
_CENTRED = {LABEL, HEAD}
_BOLD = {HEAD, BAND, TOTAL}


def draw_workbook(workbook: Any, documents: Sequence[Document]) -> None:
    """Fill an empty workbook: a sheet per document, or all on one sheet when they are very many."""
    formats = Formats(workbook)
    names: set[str] = set()
    sheet = None
    for document in documents:
        parts = document.parts()
        if sheet is None or len(documents) <= MAX_SHEETS:
            name = spreadsheet_text.sheet_name(document.reference or document.title, names)
            names.add(name.lower())
            sheet = Sheet(workbook.add_worksheet(name), formats, document, parts)
        else:
            sheet.break_page()
        sheet.draw(document, parts)


class Formats:
    """The workbook's cell formats, each made once."""

    def __init__(self, workbook: Any):
        self._workbook = workbook
        self._known: dict[tuple, Any] = {}

    def plain(self, **properties) -> Any:
        """A format of its own, outside the grid."""
        key = tuple(sorted(properties.items()))
        if key not in self._known:
            self._known[key] = self._workbook.add_format(
                {"font_name": "Microsoft YaHei", "font_size": 10, **properties}
            )
        return self._known[key]

    def cell(
        self, role: str, align: str, number_format: str | None = None, quoted: bool = False, **lines
    ) -> Any:
        """The format of a cell of the grid.

        :param lines: ``top=0``, ``bottom=0``: no line there
        :param quoted: the text looks like a formula and must stay text, even after somebody edited the cell
        """
        properties = {
            **dict.fromkeys(("left", "right", "top", "bottom"), 1),
            **lines,
            "text_wrap": True,
            "valign": "bottom" if role == SIGNATURE else "vcenter",
            "align": "center" if role in _CENTRED else align or "left",
        }
        if role in _SHADED:
            properties["bg_color"] = _FILL
        if role in _BOLD:
            properties["bold"] = True
        if number_format:
            properties["num_format"] = number_format
        if quoted:
            properties["quote_prefix"] = True
        return self.plain(**properties)


class Sheet:
    """One worksheet and the next free row on it."""

    def __init__(self, sheet: Any, formats: Formats, document: Document, parts: Sequence[Part]):
        self.sheet = sheet
        self.formats = formats
        self.row = 0
        self.breaks: list[int] = []
        self.edges = self._edges(parts)
        self.width = PAGE_WIDTH[document.form.orientation]
        self._set_up(document)

    @staticmethod
    def _edges(parts: Sequence[Part]) -> list[int]:
        """The sheet's columns: those of the streamed table, else whatever edges the blocks have."""
        streamed = [part.edges for part in parts if part.table]
        return streamed[0] if streamed else grid.together([0, grid.UNITS], *(part.edges for part in parts))

    def _set_up(self, document: Document) -> None:
        sheet = self.sheet
        sheet.hide_gridlines(2)
        sheet.set_paper(PAPER_A4)
        if document.form.orientation == "landscape":
            sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        name, printed = (text.replace("&", "&&") for text in (document.title, document.footer))
        sheet.set_footer(f"&L&8{name}&C&8&P / &N&R&8{printed}")
        for column in range(len(self.edges) - 1):
            sheet.set_column_pixels(column, column, round(self._pixels((column, column))))

    def _pixels(self, place: tuple[int, int]) -> float:
        """Width of these columns."""
        first, last = place
        return (self.edges[last + 1] - self.edges[first]) * self.width / grid.UNITS

    def break_page(self) -> None:
        """Let the next document start on a new page."""
        self.row += 1
        self.breaks.append(self.row)
        self.sheet.set_h_pagebreaks(self.breaks)

    def draw(self, document: Document, parts: Sequence[Part]) -> None:
        """Draw one document from the next free row on."""
        self._draw_title(document)
        for part in parts:
            if part.table:
                self._stream(part, document.locale)
            else:
                for row in part.all_rows():
                    self._draw_row(row, document.locale)
        style = self.formats.plain(font_size=8, font_color="#555555", align="right")
        self._across(document.footer, style, LINE_HEIGHT)

    # ---- the top

    def _draw_title(self, document: Document) -> None:
        last = len(self.edges) - 2
        self.sheet.set_row(self.row, 22)
        if document.logo:
            self._picture(document.logo, (0, last), 22, "left")
        self._across(
            document.company_name, self.formats.plain(align="right" if document.logo else "left"), 22
        )
        title_style = self.formats.plain(bold=True, font_size=18, align="center", valign="vcenter")
        self._across(document.title, title_style, 34)
        line = f"{document.reference_label} {document.reference}".strip()
        half = grid.nearest(grid.UNITS // 2, self.edges) or 1
        style = self.formats.plain(valign="vcenter")
        self.sheet.set_row(self.row, LINE_HEIGHT + 2)
        if half <= last:
            self._write((0, half - 1), document.subtitle or None, TEXT, style, document.locale)
            self._write(
                (half, last),
                line or None,
                TEXT,
                self.formats.plain(align="right", valign="vcenter"),
                document.locale,
            )
        else:
            self._write(
                (0, last), "  ".join(filter(None, (document.subtitle, line))), TEXT, style, document.locale
            )
        self.row += 1

    def _across(self, text: str, style: Any, height: float) -> None:
        """One line over the whole width."""
        last = len(self.edges) - 2
        self.sheet.set_row(self.row, height)
        if last:
            self.sheet.merge_range(self.row, 0, self.row, last, "", style)
        self.sheet.write_string(self.row, 0, text, style)
        self.row += 1

    # ---- rows of cells

    def _draw_row(self, row: Row, locale: Locale) -> None:
        places = grid.spans([(cell.start, cell.stop) for cell in row.cells], self.edges)
        drawn = [(cell, place) for cell, place in zip(row.cells, places) if place]
        lines = [paper_text.lines(cell.text, self._pixels(place) / CHARACTER - 1) for cell, place in drawn]
        height = min(LINE_HEIGHT * max(row.lines, *lines) + 4, MOST_HEIGHT)
        self.sheet.set_row(self.row, height)
        for cell, place in drawn:
            self._draw_cell(cell, place, locale)
            if cell.image:
                self._picture(cell.image, place, height - LINE_HEIGHT, "center")
        self.row += 1

    def _draw_cell(self, cell: Cell, place: tuple[int, int], locale: Locale) -> None:
        number_format = cell.kind.excel(locale) if cell.kind.excel else None
        quoted = isinstance(cell.native, str) and spreadsheet_text.looks_like_formula(cell.native)
        lines = {"top": int(not cell.open_above), "bottom": int(not cell.open_below)}
        style = self.formats.cell(cell.role, cell.align, number_format, quoted, **lines)
        self._write(place, cell.native, cell.kind, style, locale)

    def _write(self, place: tuple[int, int], native: Native, kind: Kind, style: Any, locale: Locale) -> None:
        """Write a value as what it is; text never becomes a formula, a number or a link."""
        first, last = place
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, "", style)
        if native is None or native == "":
            self.sheet.write_blank(self.row, first, None, style)
        elif isinstance(native, str) or kind.excel is None:
            self.sheet.write_string(self.row, first, str(native), style)
        else:
            self.sheet.write_number(self.row, first, spreadsheet_text.figure(native), style)

    def _picture(self, content: bytes, place: tuple[int, int], height: float, align: str) -> None:
        """Put a picture into a cell, no larger than the cell.

        :param height: room in points
        """
        extent = size(content)
        if not extent:
            return
        cell_width = self._pixels(place)
        room = height / 0.75 - 4
        scale = min(room / extent[1], (cell_width - 8) / extent[0], 1)
        offset = 4 if align == "left" else max((cell_width - extent[0] * scale) / 2, 0)
        options = {
            "image_data": BytesIO(base64.b64decode(content)),
            "x_scale": scale,
            "y_scale": scale,
            "x_offset": offset,
            "y_offset": 2,
        }
        self.sheet.insert_image(self.row, place[0], "picture", options)

    # ---- the long table

    def _stream(self, part: Part, locale: Locale) -> None:
        """Write the streamed table: no merging, no row heights, a portion of rows in memory at a time."""
        table = part.table
        for row in part.head:
            self._draw_row(row, locale)
        head_row = self.row - 1
        self.sheet.freeze_panes(self.row, 0)
        self.sheet.repeat_rows(head_row)
        sources = table.sources(part.source_rows, locale)
        writers = [
            self._writer(column, source.kind, locale)
            for column, source in zip(table.all_columns(locale), sources)
        ]
        sums = table.empty_sums(locale)
        first_row = self.row
        for values in table.portions(part.source_rows, sources, locale):
            table.add(sums, values)
            for row, natives in enumerate(zip(*values), start=self.row):
                for column, (write, native) in enumerate(zip(writers, natives)):
                    write(row, column, native)
            self.row += len(values[0])
        for _blank in range(self.row - first_row, table.min_rows):
            for column, write in enumerate(writers):
                write(self.row, column, None)
            self.row += 1
        self.sheet.autofilter(head_row, 0, max(self.row - 1, first_row), len(writers) - 1)
        for row in table.total_rows(sums, sources, part.edges, locale):
            self._draw_row(row, locale)

    def _writer(self, column: Any, kind: Kind, locale: Locale):
        """The function that writes one column's values; chosen once, not once per cell."""
        sheet = self.sheet
        align = column.align or kind.align
        style = self.formats.cell(VALUE, align, kind.excel(locale) if kind.excel else None)
        write_blank, write_number, write_string = sheet.write_blank, sheet.write_number, sheet.write_string
        if kind.excel:

            def write_figure(row: int, position: int, native: Native) -> None:
                if native is None:
                    write_blank(row, position, None, style)
                else:
                    write_number(row, position, spreadsheet_text.figure(native), style)

            return write_figure
        quoted = self.formats.cell(VALUE, align, None, quoted=True)
        formula_start = spreadsheet_text.FORMULA_START

        def write_text(row: int, position: int, native: Native) -> None:
            if native is None:
                write_blank(row, position, None, style)
            else:
                write_string(row, position, native, quoted if native[0] in formula_start else style)

        return write_text
