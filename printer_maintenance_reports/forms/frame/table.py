"""The table of a form: columns declared once, drawn row by row, or streamed a hundred thousand rows long."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from odoo import models

from ...rules import grid
from .blocks import PAGE, Block, Label
from .cells import HEAD, TOTAL, Cell, Part, Row, label, value
from .kinds import INTEGER, TEXT, Kind, Native
from .locale import Locale
from .values import Getter, Source, batches, final_field, raw_values

# units of the column that counts the rows
_NUMBER_WIDTH = 4


@dataclass(frozen=True)
class Column:
    """One column of a table.

    :param label: None: the field's own label
    :param value: path of fields, or function of the row
    :param width: share of the page, in proportion to the other columns
    :param kind: None: what suits the field; text for a function
    :param total: whether the table's last row adds the column up
    """

    label: Label
    value: Getter = None
    width: float = 10
    kind: Kind | None = None
    align: str | None = None
    total: bool = False


@dataclass(frozen=True)
class Table(Block):
    """Rows under a head.

    :param rows: path of fields, or function of the printed record, that gives the rows: a recordset, or any iterable
        of records, dictionaries or objects
    :param numbered: whether a first column counts the rows
    :param min_rows: at least this many rows are drawn, empty ones to write on by hand
    :param streamed: the form's one long table: its columns become the spreadsheet's own, nothing is merged, rows can be
        filtered and sorted, and they are read and written in portions however many there are
    """

    rows: Getter | Callable[[Any], Any]
    columns: Sequence[Column]
    title: Label = None
    numbered: bool = True
    min_rows: int = 1
    streamed: bool = False

    def draw(self, record: Any, locale: Locale) -> Part:
        rows = self._rows_of(record)
        edges = self.edges()
        sources = self.sources(rows, locale)
        head_cells = [label(a, b, source.label, HEAD) for a, b, source in zip(edges, edges[1:], sources)]
        head = [*self._band(locale), Row(head_cells)]
        part = Part(edges, self._draw_rows(rows, sources, edges, locale), head)
        if self.streamed:
            part.table, part.source_rows = self, rows
        return part

    def _rows_of(self, record: Any) -> Any:
        """What the getter gives; a blank form has no rows, yet their model names the columns."""
        rows = raw_values([record], self.rows)[0]
        field = final_field(record, self.rows)
        return record.env[field.comodel_name] if field and not rows else rows

    def all_columns(self, locale: Locale) -> list[Column]:
        """The declared columns, after the counting one."""
        number = (
            [Column(locale.env._("No."), None, _NUMBER_WIDTH, INTEGER, "center")] if self.numbered else []
        )
        return [*number, *self.columns]

    def edges(self) -> list[int]:
        """Units at which the columns start and stop; the counting column is narrow."""
        widths = [column.width for column in self.columns]
        if not self.numbered:
            return grid.edges(widths)
        return [0, *(_NUMBER_WIDTH + edge for edge in grid.edges(widths, PAGE - _NUMBER_WIDTH))]

    def sources(self, rows: Any, locale: Locale) -> list[Source]:
        """The columns made ready; labels and kinds need the rows' model only."""
        sample = rows if isinstance(rows, models.BaseModel) else None
        return [Source.of(c.value, c.kind, c.label, sample, locale) for c in self.all_columns(locale)]

    def portions(self, rows: Any, sources: Sequence[Source], locale: Locale) -> Iterator[list[list[Native]]]:
        """Native values, column by column, for one portion of the rows after the other."""
        count = 0
        for portion in batches(rows):
            values = [source.natives(portion, locale) for source in sources]
            if self.numbered:
                values[0] = list(range(count + 1, count + 1 + len(portion)))
            count += len(portion)
            yield values

    def _draw_rows(
        self, rows: Any, sources: Sequence[Source], edges: list[int], locale: Locale
    ) -> Iterator[Row]:
        aligns = [c.align or source.kind.align for c, source in zip(self.all_columns(locale), sources)]
        sums = self.empty_sums(locale)
        count = 0
        for values in self.portions(rows, sources, locale):
            self.add(sums, values)
            for natives in zip(*values):
                count += 1
                yield self._row(natives, sources, edges, aligns, locale)
        for _blank in range(count, self.min_rows):
            yield self._row([None] * len(sources), sources, edges, aligns, locale)
        yield from self.total_rows(sums, sources, edges, locale)

    @staticmethod
    def _row(natives, sources, edges, aligns, locale) -> Row:
        cells = []
        for start, stop, native, source, align in zip(edges, edges[1:], natives, sources, aligns):
            cell = value(start, stop, native, source.kind, locale)
            cell.align = align
            cells.append(cell)
        return Row(cells)

    # ---- totals

    def empty_sums(self, locale: Locale) -> dict[int, float]:
        """Zero for each column that is added up, by the column's position."""
        return {position: 0 for position, column in enumerate(self.all_columns(locale)) if column.total}

    @staticmethod
    def add(sums: dict[int, float], values: Sequence[Sequence[Native]]) -> None:
        """Add one portion of rows to the sums."""
        for position in sums:
            sums[position] += sum(native for native in values[position] if native is not None)

    def total_rows(self, sums, sources, edges, locale) -> Iterator[Row]:
        """The last row: "Total" under the first columns, then the sums."""
        if not sums:
            return
        first = min(sums)
        word = locale.env._("Total")
        cells = [Cell(0, edges[first], TOTAL, word, word, TEXT, "center")] if first else []
        for position in range(first, len(sources)):
            kind = sources[position].kind
            cell = value(edges[position], edges[position + 1], sums.get(position), kind, locale, TOTAL)
            cells.append(cell)
        yield Row(cells)
