"""The rules of reading a register against generated cells and rows."""

import contextlib
import string
from datetime import date
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...models.equipment import register_judge
from ...models.equipment.register_messages import FIELDS, FILE_MESSAGES, ROW_MESSAGES
from ...rules import register_cells, register_files, register_headings, register_rows
from ...rules.register_cells import CellError
from ...rules.register_words import EMPTY_WORDS, word_key

FULL_WIDTH = {ord(character): ord(character) + 0xFEE0 for character in string.ascii_letters + string.digits}
CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)
SERIALS = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=20).filter(
    lambda text: (
        any(character.isalpha() and character != "E" for character in text)
        and word_key(text) not in EMPTY_WORDS
    )
)


# a busy machine is no failure
UNHURRIED = settings(deadline=None)


@tagged("post_install", "-at_install")
class TestRegisterRules(BaseCase):
    @settings(UNHURRIED, max_examples=300)
    @given(cell=CELLS)
    @example(cell=float("nan"))
    @example(cell=float("inf"))
    @example(cell="٣")
    @example(cell="²")
    def test_whatever_stands_in_a_cell_it_is_read_or_refused(self, cell):
        for name, read in register_rows.READERS.items():
            try:
                read(cell)
            except CellError as error:
                self.assertLessEqual(len(error.value), 60, name)

    @UNHURRIED
    @given(serial=SERIALS, before=st.sampled_from(["", " ", "\u3000", "\ufeff", "\t"]))
    def test_a_serial_number_is_the_same_however_it_was_typed(self, serial, before):
        for spelling in (serial, before + serial + before, serial.translate(FULL_WIDTH), " ".join(serial)):
            self.assertEqual(register_cells.read_identifier(spelling), serial)

    @UNHURRIED
    @given(number=st.integers(10**11, 10**18))
    def test_long_numbers_are_never_guessed_to_be_serial_numbers(self, number):
        for cell in (number, float(number), f"{number:.2E}"):
            with self.assertRaises(CellError):
                register_cells.read_identifier(cell)

    @UNHURRIED
    @given(day=st.dates(date(1970, 1, 1), date(2100, 12, 31)))
    def test_a_date_is_the_same_however_it_was_written(self, day):
        year, month, number = day.year, day.month, day.day
        for text in (
            f"{year}年{month}月{number}日",
            f"{year}-{month:02}-{number:02}",
            f"{year}/{month}/{number}",
            f"{year}.{month}.{number}",
            f"{year}{month:02}{number:02}",
            f" {year} 年 {month} 月 {number} 日 ",
            f"{year}年{month}月{number}日".translate(FULL_WIDTH),
            f"{day.isoformat()} 00:00:00",
        ):
            self.assertEqual(register_cells.read_date(text), day, text)

    @UNHURRIED
    @given(count=st.integers(0, 2**31 - 1))
    def test_a_counter_is_the_same_however_it_was_written(self, count):
        for cell in (
            count,
            float(count),
            str(count),
            f"{count:,}",
            str(count).translate(FULL_WIDTH),
            f" {count} ",
        ):
            self.assertEqual(register_cells.read_count(cell), count)

    @UNHURRIED
    @given(cells=st.lists(CELLS, max_size=25), number=st.integers(1, 100_000))
    def test_every_row_is_read_without_an_accident(self, cells, number):
        columns = dict(enumerate(register_rows.READERS))
        row = register_rows.read_row(number, cells, columns)
        self.assertEqual(row.number, number)
        named = {problem.get("field") for problem in row.problems}
        for name in register_rows.REQUIRED_FIELDS:
            self.assertTrue(name in row.values or name in named)

    @UNHURRIED
    @given(rows=st.lists(st.lists(CELLS, max_size=8), max_size=40))
    def test_headings_are_looked_for_in_anything(self, rows):
        found = register_headings.find_heading_row(rows)
        if found:
            self.assertLess(found.position, len(rows))

    @UNHURRIED
    @given(content=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.xlsx", "a", "a.pdf", ""]))
    @example(content=b"PK\x03\x04", name="a.xlsx")
    def test_whatever_bytes_are_uploaded_they_are_read_or_refused(self, content, name):
        with contextlib.suppress(register_files.FileProblem):
            source = register_files.open_file(content, name)
            table = register_files.find_table(source)
            list(register_files.table_rows(source, table))

    def test_sixty_thousand_rows_are_read_one_by_one(self):
        lines = (f"甲所,打印机,SN{number:06}" for number in range(60_000))
        content = "\n".join(["单位,设备类型,序列号", *lines]).encode("gb18030")
        source = register_files.open_file(content, "register.csv")
        table = register_files.find_table(source)
        columns = register_headings.guess_columns(table.heading.headings)
        rows = (
            register_rows.read_row(number, cells, columns)
            for number, cells in register_files.table_rows(source, table)
        )
        self.assertEqual(sum(not row.problems for row in rows), 60_000)

    def test_every_reason_has_its_sentence(self):
        source = "".join(
            Path(module.__file__).read_text(encoding="utf-8")
            for module in (register_cells, register_rows, register_files, register_judge)
        )
        for code in ("bad_date", "became_number", "twice_in_file"):
            self.assertIn(code, ROW_MESSAGES)
        for code in {*_codes(source, "CellError("), *_codes(source, '"code": '), *_codes(source, "refuse(")}:
            self.assertIn(code, ROW_MESSAGES)
        for code in _codes(source, "FileProblem("):
            self.assertIn(code, FILE_MESSAGES)
        self.assertEqual({name for name, _label in FIELDS}, set(register_rows.READERS))
        self.assertEqual(set(register_headings.HEADINGS), set(register_rows.READERS))


def _codes(source, before):
    """The codes named right after ``before`` in a source text."""
    return [part.split('"')[1] for part in source.split(before)[1:] if part.startswith('"')]
