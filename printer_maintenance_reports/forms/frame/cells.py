"""What is drawn: cells in rows in blocks. The PDF and the spreadsheet draw exactly these."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from ...rules import grid, paper_text
from .kinds import TEXT, Kind, Native
from .locale import Locale

# what a cell is, which decides how it looks; also the class names in the PDF's template
LABEL, VALUE, HEAD, TOTAL = "label", "value", "head", "total"
BAND, REMARK, SIGNATURE = "band", "remark", "signature"

# half characters that fit on an upright page
HALF_CHARACTERS = 92
# a higher row is drawn as several: a spreadsheet's row may be 409 points high, and pages break between rows only
MOST_LINES = 18


@dataclass(slots=True)
class Cell:
    """One box of the form.

    :param start: first unit of the page's width
    :param stop: unit after the last one
    :param native: what a spreadsheet stores
    :param text: what stands on paper
    :param image: picture above the text, base64, or None
    :param open_above: goes on from the cell above, with no line between them
    :param open_below: goes on in the cell below
    """

    start: int
    stop: int
    role: str
    text: str = ""
    native: Native = None
    kind: Kind = TEXT
    align: str = ""
    image: bytes | None = None
    open_above: bool = False
    open_below: bool = False

    @property
    def classes(self) -> str:
        """Names of the styles of the PDF's template.

        Words break anywhere only where one is too long for its cell: wkhtmltopdf misplaces the text of cells in which
        they always may.
        """
        names = [f"pf_{self.role}", f"pf_{self.align or 'auto'}"]
        if paper_text.longest_word(self.text) > self.room:
            names.append("pf_break")
        if self.open_above:
            names.append("pf_open_above")
        if self.open_below:
            names.append("pf_open_below")
        return " ".join(names)

    def portions(self) -> list[str]:
        """The text, cut where it would make a row too high."""
        if not isinstance(self.native, str):
            return [self.text]
        return paper_text.portions(self.text, self.room, MOST_LINES)

    @property
    def room(self) -> float:
        """Half characters that surely fit on one of its lines."""
        return (self.stop - self.start) * HALF_CHARACTERS / grid.UNITS


@dataclass(slots=True)
class Row:
    """Cells side by side.

    :param lines: the row is at least this many lines of text high, so that people can write by hand
    """

    cells: list[Cell]
    lines: int = 1

    def pieces(self) -> "Iterator[Row]":
        """The row, or several in its place when it would be too high: long texts go on in the next one."""
        texts = [cell.portions() for cell in self.cells]
        count = max(map(len, texts), default=1)
        if count == 1:
            yield self
            return
        first = [replace(cell, text=text[0], open_below=True) for cell, text in zip(self.cells, texts)]
        for cell in first:
            cell.native = cell.text if isinstance(cell.native, str) else cell.native
        yield Row(first, self.lines)
        for position in range(1, count):
            further = [text[position] if position < len(text) else "" for text in texts]
            yield Row(
                [
                    replace(
                        cell,
                        text=text,
                        native=text,
                        image=None,
                        open_above=True,
                        open_below=position < count - 1,
                    )
                    for cell, text in zip(self.cells, further)
                ]
            )


@dataclass
class Part:
    """A drawn block.

    :param edges: units at which its cells start and stop, 0 and the page's width included
    :param head: rows that are repeated on each new page
    :param rows: the other rows; may be a generator that can be read once
    :param table: the declared table when its rows are to be streamed into the spreadsheet
    :param source_rows: the rows of that table
    """

    edges: list[int]
    rows: Iterable[Row]
    head: list[Row] = field(default_factory=list)
    table: Any = None
    source_rows: Any = None

    def all_rows(self) -> Iterator[Row]:
        """Head and body."""
        yield from self.head
        yield from self.body()

    def body(self) -> Iterator[Row]:
        """The rows below the head, none of them too high."""
        for row in self.rows:
            yield from row.pieces()

    def widths(self) -> list[float]:
        """Width of each column of the PDF's table, in percent of the page."""
        return [round((stop - start) * 100 / self.edges[-1], 4) for start, stop in pairwise(self.edges)]

    def columns(self, cell: Cell) -> int:
        """How many of those columns a cell covers."""
        return self.edges.index(cell.stop) - self.edges.index(cell.start)


def label(start: int, stop: int, text: str, role: str = LABEL) -> Cell:
    """A cell with fixed text."""
    return Cell(start, stop, role, text, text or None)


def value(start: int, stop: int, native: Native, kind: Kind, locale: Locale, role: str = VALUE) -> Cell:
    """A cell with a record's value; an image has no text."""
    text = "" if native is None else kind.text(native, locale)
    image = native if kind.name == "image" else None
    return Cell(start, stop, role, text, None if image else native, kind, kind.align, image)
