"""The blocks of which a form is declared. Each knows how to draw itself as rows of cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from odoo.tools.translate import LazyGettext

from ...rules import grid
from .cells import BAND, REMARK, SIGNATURE, Cell, Part, Row, label, value
from .kinds import DATETIME, IMAGE, TEXT, Kind
from .locale import Locale
from .values import Getter, Source

Label = str | LazyGettext | None
PAGE = grid.UNITS


class Block:
    """A part of a form, from edge to edge of the page."""

    title: Label = None

    def draw(self, record: Any, locale: Locale) -> Part:
        """Rows of cells for one record; blanks when the record is empty.

        :param record: the record that is printed, an empty recordset for a blank form
        """
        raise NotImplementedError

    def _band(self, locale: Locale) -> list[Row]:
        """The block's own heading, if it has one."""
        return [Row([label(0, PAGE, locale.word(self.title), BAND)])] if self.title else []


@dataclass(frozen=True)
class Pair:
    """A label and its value.

    :param label: None: the field's own label
    :param value: path of fields, or function of the record
    :param span: how many places side by side the pair takes
    :param kind: None: what suits the field; text for a function
    """

    label: Label
    value: Getter = None
    span: int = 1
    kind: Kind | None = None


@dataclass(frozen=True)
class Pairs(Block):
    """Labels and values side by side, as at the head of every form.

    :param columns: places side by side
    :param label_width: units (of 60) that a label takes
    :param lines: least height of each row, in lines of text
    """

    pairs: Sequence[Pair]
    columns: int = 2
    label_width: int = 9
    lines: int = 1
    title: Label = None

    def draw(self, record: Any, locale: Locale) -> Part:
        places = grid.edges([1] * self.columns)
        rows = []
        for line in self._arrange():
            cells = []
            for start, stop, pair in line:
                left, right = places[start], places[stop]
                source = Source.of(pair.value, pair.kind, pair.label, record, locale)
                cells.append(label(left, left + self.label_width, source.label))
                native = source.native(record, locale)
                cell = value(left + self.label_width, right, native, source.kind, locale)
                # beside a label everything reads from the left; only tables line figures up
                cell.align = "left"
                cells.append(cell)
            rows.append(Row(cells, self.lines))
        labels_end = [place + self.label_width for place in places[:-1]]
        return Part(grid.together(places, labels_end), rows, self._band(locale))

    def _arrange(self) -> Iterator[list[tuple[int, int, Pair]]]:
        """Pairs by line, each with its first and last place; the last of a line reaches the page's edge."""
        line, place = [], 0
        for pair in self.pairs:
            span = min(pair.span, self.columns)
            if line and place + span > self.columns:
                yield self._to_the_edge(line)
                line, place = [], 0
            line.append((place, place + span, pair))
            place += span
        if line:
            yield self._to_the_edge(line)

    def _to_the_edge(self, line: list[tuple[int, int, Pair]]) -> list[tuple[int, int, Pair]]:
        start, _stop, pair = line[-1]
        return [*line[:-1], (start, self.columns, pair)]


@dataclass(frozen=True)
class Text(Block):
    """A label at the left and room for a longer text.

    :param lines: least height, in lines of text, so that a blank form can be written on
    """

    label: Label
    value: Getter = None
    lines: int = 3
    label_width: int = 9
    kind: Kind | None = None

    def draw(self, record: Any, locale: Locale) -> Part:
        source = Source.of(self.value, self.kind, self.label, record, locale)
        cells = [
            label(0, self.label_width, source.label),
            value(self.label_width, PAGE, source.native(record, locale), source.kind, locale),
        ]
        return Part([0, self.label_width, PAGE], [Row(cells, self.lines)])


@dataclass(frozen=True)
class Remark(Block):
    """A text over the whole width without a label: an instruction, a promise, a principle."""

    text: Getter | LazyGettext
    lines: int = 1
    title: Label = None

    def draw(self, record: Any, locale: Locale) -> Part:
        if isinstance(self.text, LazyGettext):
            text = locale.word(self.text)
        else:
            text = Source.of(self.text, None, "", record, locale).native(record, locale)
        row = Row([Cell(0, PAGE, REMARK, text or "", text or None)], self.lines)
        return Part([0, PAGE], [row], self._band(locale))


@dataclass(frozen=True)
class Signature:
    """One box to sign in.

    :param image: getter of the signature's picture
    :param name: getter of who signed
    :param at: getter of when (UTC)
    """

    label: Label
    image: Getter = None
    name: Getter = None
    at: Getter = None


@dataclass(frozen=True)
class Signatures(Block):
    """Boxes to sign in, side by side: picture, name, time; empty ones show where the date goes.

    :param lines: height of the boxes, in lines of text
    """

    signatures: Sequence[Signature]
    label_width: int = 9
    lines: int = 4
    title: Label = None

    def draw(self, record: Any, locale: Locale) -> Part:
        places = grid.edges([1] * len(self.signatures))
        cells = []
        for start, stop, signature in zip(places, places[1:], self.signatures):
            signed_at = Source.of(signature.at, DATETIME, "", record, locale).native(record, locale)
            name = Source.of(signature.name, None, "", record, locale).native(record, locale)
            # a blank box: room for the date to be written by hand
            date = locale.moment_text(signed_at) if signed_at else locale.env._("Date: ______________")
            text = "  ".join(filter(None, (name, date)))
            picture = Source.of(signature.image, IMAGE, "", record, locale).native(record, locale)
            cells += [
                label(start, start + self.label_width, locale.word(signature.label)),
                Cell(start + self.label_width, stop, SIGNATURE, text, text, TEXT, "right", picture),
            ]
        labels_end = [place + self.label_width for place in places[:-1]]
        return Part(grid.together(places, labels_end), [Row(cells, self.lines)], self._band(locale))
