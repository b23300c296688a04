"""Where labels stand on paper (REQUIREMENTS E6): sizes in millimetres, sheets and rolls."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class LabelSize:
    """One kind of label paper; all lengths in mm.

    :param paper: name of the paper format's record
    :param columns: labels side by side on a page
    :param rows: labels one below the other on a page
    :param width: of one label
    :param height: of one label
    :param left: from the paper's edge to the first label
    :param top: from the paper's edge to the first label
    :param gap: between labels side by side
    :param text: size of the text in points
    """

    paper: str
    columns: int
    rows: int
    width: float
    height: float
    left: float = 0
    top: float = 0
    gap: float = 0
    text: float = 7

    @property
    def per_page(self) -> int:
        """Labels on a full page."""
        return self.columns * self.rows

    @property
    def page_height(self) -> float:
        """Height of the part of the page that labels reach."""
        return self.top + self.rows * self.height

    def place(self, position: int) -> tuple[float, float]:
        """Left and top edge of a label on its page.

        :param position: 0 for the first label of the page, then along the rows

        >>> LABEL_SIZES["a4_2x7"].place(0), LABEL_SIZES["a4_2x7"].place(3)
        ((4.65, 15.15), (106.25, 53.25))
        """
        row, column = divmod(position, self.columns)
        return (
            round(self.left + column * (self.width + self.gap), 2),
            round(self.top + row * self.height, 2),
        )


# Common papers: 3×8 (Herma 4464, Avery 3474), 2×7 (Avery L7163), 5×13 (Avery L7651), and rolls of thermal printers.
LABEL_SIZES = {
    "a4_3x8": LabelSize("label_paper_a4", 3, 8, 70, 37, top=0.5),
    "a4_2x7": LabelSize("label_paper_a4", 2, 7, 99.1, 38.1, left=4.65, top=15.15, gap=2.5, text=8),
    "a4_5x13": LabelSize("label_paper_a4", 5, 13, 38.1, 21.2, left=4.75, top=10.7, gap=2.5, text=4.6),
    "roll_60x40": LabelSize("label_paper_60x40", 1, 1, 60, 40, text=7),
    "roll_50x30": LabelSize("label_paper_50x30", 1, 1, 50, 30, text=6),
}


def pages(
    size: LabelSize, items: Sequence[Item], copies: int = 1, start: int = 1
) -> Iterator[list[tuple[float, float, Item]]]:
    """Deal items out onto pages: for each page the left edge, top edge and item of its labels.

    :param items: what the labels stand for, in order
    :param copies: labels for each item, side by side
    :param start: first free label of the first sheet, from 1; earlier ones were used before

    >>> size = LABEL_SIZES["a4_2x7"]
    >>> [[item for _x, _y, item in page] for page in pages(size, "ABC", copies=2, start=10)]
    [['A', 'A', 'B', 'B', 'C'], ['C']]
    >>> list(pages(size, "A", start=14))
    [[(106.25, 243.75, 'A')]]
    >>> list(pages(size, ""))
    []
    """
    offset = (max(start, 1) - 1) % size.per_page
    page: list[tuple[float, float, Item]] = []
    for number, item in enumerate(_repeat(items, copies), start=offset):
        position = number % size.per_page
        if position == 0 and page:
            yield page
            page = []
        page.append((*size.place(position), item))
    if page:
        yield page


def page_count(size: LabelSize, labels: int, start: int = 1) -> int:
    """How many sheets, or labels of a roll, are used.

    >>> page_count(LABEL_SIZES["a4_3x8"], 24), page_count(LABEL_SIZES["a4_3x8"], 24, start=2)
    (1, 2)
    >>> page_count(LABEL_SIZES["roll_60x40"], 3), page_count(LABEL_SIZES["a4_3x8"], 0)
    (3, 0)
    """
    offset = (max(start, 1) - 1) % size.per_page
    return -(-(offset + labels) // size.per_page) if labels else 0


def _repeat(items: Iterable[Item], copies: int) -> Iterator[Item]:
    for item in items:
        for _copy in range(copies):
            yield item
