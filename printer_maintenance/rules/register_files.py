"""Opening the file of a device register (REQUIREMENTS E8): .xlsx or .csv, read row by row, nothing in it executed.

Everything that could do harm is looked at before the file is opened: what it really is, whether it is protected,
and how large it becomes when unpacked.
"""

import codecs
import csv
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

import openpyxl

from .register_headings import HEADING_SEARCH_ROWS, HeadingRow, find_heading_row
from .register_rows import is_blank

MEGABYTE = 1024 * 1024
FILE_MAX = 32 * MEGABYTE
# a register of 60,000 rows unpacks to some 60 MB of sheet and 20 MB of texts
UNPACKED_MAX, TEXTS_MAX, PART_MAX = 256 * MEGABYTE, 64 * MEGABYTE, 16 * MEGABYTE
PACKING_RATIO_MAX = 250
PARTS_MAX = 5_000
ROWS_MAX = 100_000
COLUMNS_MAX = 100
SHEETS_MAX = 20
SHEET_ROWS_MAX = 1_048_576

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TEXT = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"<",
)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PLAIN = frozenset({type(None), str, int, float, bool, datetime})
_DELIMITERS = ",\t;|"
_CHUNK = 64 * 1024

# styles that it does not know, dates out of range: nothing that a person who imports a register could act on
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")


class FileProblem(ValueError):
    """A file that cannot be read at all.

    :param code: which sentence explains it, a key of the importer's messages
    :param params: what the sentence needs
    """

    def __init__(self, code: str, **params: object):
        super().__init__(code)
        self.code = code
        self.params = params


class Source(Protocol):
    """A file with one or more sheets."""

    sheet_names: list[str]

    def rows(self, sheet: int, width: int = COLUMNS_MAX) -> Iterator[Sequence[object]]:
        """Every row of a sheet from the top, blank ones too, with its first ``width`` cells at most."""


class Table(NamedTuple):
    """Where the register stands in a file: which sheet, which row has the headings."""

    sheet: int
    sheet_name: str
    heading: HeadingRow


def open_file(content: bytes, filename: str = "") -> Source:
    """Open a register by what it is, not by what it is called.

    :param content: the file
    :param filename: its name, for what the content cannot tell
    :raises FileProblem: wrong type, protected, too large, damaged, empty

    >>> list(open_file("单位,序列号\\n甲,X1\\n".encode("gb18030"), "a.csv").rows(0))
    [['单位', '序列号'], ['甲', 'X1']]
    >>> open_file(b"%PDF-1.7", "a.csv")
    Traceback (most recent call last):
    ...
    printer_maintenance.rules.register_files.FileProblem: wrong_type
    """
    if not content.strip():
        raise FileProblem("empty")
    if len(content) > FILE_MAX:
        raise FileProblem("too_large", size=len(content) // MEGABYTE, limit=FILE_MAX // MEGABYTE)
    suffix = filename.rpartition(".")[2].lower() if "." in filename else ""
    if content.startswith(_OLE):
        raise FileProblem("protected" if "EncryptedPackage".encode("utf-16-le") in content else "old_excel")
    if content.startswith(b"PK"):
        return _Workbook(content)
    if suffix not in ("", "csv", "txt", "tsv") or content.lstrip().startswith(_NOT_TEXT):
        raise FileProblem("wrong_type")
    return _Csv(content)


def find_table(source: Source) -> Table:
    """The first sheet whose rows have headings that we know, else the first with anything in it.

    :raises FileProblem: when no sheet has anything that could be headings
    """
    fallback = None
    for sheet, name in enumerate(source.sheet_names):
        heading = find_heading_row(source.rows(sheet))
        if heading and heading.known:
            return Table(sheet, name, heading)
        if heading and not fallback:
            fallback = Table(sheet, name, heading)
    if not fallback:
        blank = all(
            is_blank(cells) for sheet in range(len(source.sheet_names)) for cells in source.rows(sheet)
        )
        raise FileProblem("empty" if blank else "no_headings")
    return fallback


def table_rows(source: Source, table: Table) -> Iterator[tuple[int, Sequence[object]]]:
    """The rows below the headings that have anything in them, each with its number as the spreadsheet shows it.

    :raises FileProblem: when there are more than :data:`ROWS_MAX`
    """
    count = 0
    for position, cells in enumerate(source.rows(table.sheet, len(table.heading.headings))):
        if position <= table.heading.position or is_blank(cells):
            continue
        count += 1
        if count > ROWS_MAX:
            raise FileProblem("too_many_rows", limit=ROWS_MAX)
        yield position + 1, cells


class _Workbook:
    """An .xlsx file, streamed; formulas stay the text that they are."""

    def __init__(self, content: bytes):
        _check_package(content)
        try:
            self._book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            sheets = [sheet for sheet in self._book.worksheets if sheet.sheet_state == "visible"]
        except Exception as error:  # openpyxl raises whatever the damaged part makes it raise
            raise FileProblem("damaged", detail=type(error).__name__) from error
        self._sheets = sheets[:SHEETS_MAX]
        self.sheet_names = [sheet.title for sheet in self._sheets]

    def rows(self, sheet: int, width: int = COLUMNS_MAX) -> Iterator[Sequence[object]]:
        worksheet = self._sheets[sheet]
        # what a file says about its own size may be wrong, or meant to make us allocate it
        worksheet.reset_dimensions()
        rows = worksheet.iter_rows(max_col=width, max_row=SHEET_ROWS_MAX, values_only=True)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except Exception as error:  # as above
                raise FileProblem("damaged", detail=type(error).__name__) from error
            yield [cell if cell.__class__ in _PLAIN else _as_text(cell) for cell in row]


class _Csv:
    """A text file with separated values: UTF-8 or the Chinese GB 18030 (with GBK and GB 2312), any usual separator."""

    def __init__(self, content: bytes):
        self._content = content
        self._encoding = _encoding_of(content)
        self._delimiter = ","
        self._delimiter = max(_DELIMITERS, key=self._suits)
        self.sheet_names = [""]

    def _suits(self, delimiter: str) -> tuple[int, int]:
        """How well a separator fits: headings that we know, then columns."""
        self._delimiter = delimiter
        heading = find_heading_row(self.rows(0))
        return (heading.known, len(heading.headings)) if heading else (0, 0)

    def rows(self, sheet: int, width: int = COLUMNS_MAX) -> Iterator[Sequence[object]]:
        text = io.TextIOWrapper(io.BytesIO(self._content), encoding=self._encoding, newline="")
        try:
            for cells in csv.reader(text, delimiter=self._delimiter):
                yield cells[:width]
        except csv.Error as error:
            raise FileProblem("damaged", detail=str(error)) from error


def _check_package(content: bytes) -> None:
    """Look into the archive before anything is unpacked.

    :raises FileProblem: not a workbook, protected, damaged, or larger when unpacked than any register
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise FileProblem("wrong_type")
            if any(part.flag_bits & 1 for part in parts):
                raise FileProblem("protected")
            if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_MAX:
                raise FileProblem("bomb", limit=UNPACKED_MAX // MEGABYTE)
            for part in parts:
                _check_part(archive, part)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError) as error:
        raise FileProblem("damaged", detail=str(error)) from error


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse one part that is packed too well to be a register, too large, or defines entities of its own."""
    name = part.filename.lower()
    limit = UNPACKED_MAX if name.startswith("xl/worksheets/") else PART_MAX
    if name.endswith("sharedstrings.xml"):
        limit = TEXTS_MAX
    packed_too_well = part.file_size > MEGABYTE and part.file_size > PACKING_RATIO_MAX * part.compress_size
    is_xml = name.endswith((".xml", ".rels"))
    if packed_too_well or (is_xml and part.file_size > limit):
        raise FileProblem("bomb", limit=UNPACKED_MAX // MEGABYTE)
    if is_xml:
        with archive.open(part) as stream:
            if b"<!" in stream.read(2048).split(b"<!--")[0]:
                raise FileProblem("damaged", detail="DOCTYPE")


def _encoding_of(content: bytes) -> str:
    """The encoding of a text file.

    :raises FileProblem: when it is no text

    >>> _encoding_of("单位".encode()), _encoding_of("单位".encode("gbk")), _encoding_of("﻿单位".encode())
    ('utf-8', 'gb18030', 'utf-8-sig')
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            candidates = (encoding,)
            break
    else:
        if b"\0" in content:
            raise FileProblem("wrong_type")
        candidates = ("utf-8", "gb18030")
    for encoding in candidates:
        chunks = (content[start : start + _CHUNK] for start in range(0, len(content), _CHUNK))
        try:
            for _text in codecs.iterdecode(chunks, encoding):
                pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise FileProblem("wrong_type")


def _as_text(cell: object) -> object:
    """An array formula as the text of its formula; dates and the like as they are."""
    return getattr(cell, "text", cell)


def first_rows(source: Source, table: Table, count: int = HEADING_SEARCH_ROWS) -> list[Sequence[object]]:
    """A few rows below the headings, to show what a column holds."""
    return [cells for (_number, cells), _ in zip(table_rows(source, table), range(count), strict=False)]
