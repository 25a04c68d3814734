"""Lines into files: French CSV, open CSV, XLSX. Pure: no request, no database.

Each writer takes columns and an iterable of lines and holds a few hundred lines at most.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from io import StringIO
from itertools import islice
from typing import IO, Any

from xlsxwriter import Workbook

from quests.reports.cells import safe
from quests.reports.columns import STATES, Column, Kind

BOM = b"\xef\xbb\xbf"
BATCH = 500
MASKED_FR, MASKED = "masqué", "masked"
MAX_XLSX_LINES = 1_048_575
"""What one sheet of a workbook holds, under its header."""

Cell = Callable[[Any], str]


@dataclass(frozen=True)
class Dialect:
    """How one kind of CSV is written."""

    delimiter: str
    bom: bytes
    header: str  # an attribute of Column
    cells: dict[Kind, Cell]


def csv_lines(dialect: Dialect, columns: Sequence[Column], lines: Iterable[Any]) -> Iterator[bytes]:
    """The file, piece by piece; the header comes alone, before the first line is read."""
    titles = [getattr(column, dialect.header) for column in columns]
    yield dialect.bom + _written(dialect, [titles])
    readers = [(column.read, dialect.cells[column.kind]) for column in columns]
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield _written(dialect, ([cell(read(line)) for read, cell in readers] for line in batch))


def _written(dialect: Dialect, rows: Iterable[Sequence[str]]) -> bytes:
    page = StringIO()
    csv.writer(page, delimiter=dialect.delimiter, lineterminator="\r\n").writerows(rows)
    return page.getvalue().encode()


def _text(value: Any) -> str:
    return safe(value) if value else ""


@lru_cache(maxsize=8192)
def _french_date(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


@lru_cache(maxsize=8192)
def _iso_date(day: date | None) -> str:
    return day.isoformat() if day else ""


@lru_cache(maxsize=8192)
def _comma(value: Decimal | None) -> str:
    return MASKED_FR if value is None else str(value).replace(".", ",")


def _number(masked: str) -> Cell:
    return lambda value: masked if value is None else str(value)


FRENCH = Dialect(
    delimiter=";",
    bom=BOM,
    header="title",
    cells={
        Kind.TEXT: _text,
        Kind.CODE: _text,
        Kind.DATE: _french_date,
        Kind.HOURS: _comma,
        Kind.COUNT: _number(MASKED_FR),
        Kind.STATE: STATES.__getitem__,
    },
)
"""What Excel opens well in France: semicolons, a byte order mark, decimal commas, DD/MM/YYYY."""

OPEN = Dialect(
    delimiter=",",
    bom=b"",
    header="key",
    cells={
        Kind.TEXT: _text,
        Kind.CODE: _text,
        Kind.DATE: _iso_date,
        Kind.HOURS: _number(MASKED),
        Kind.COUNT: _number(MASKED),
        Kind.STATE: str,
    },
)
"""What programs read: commas, UTF-8, decimal points, ISO 8601."""


@dataclass(frozen=True)
class Cover:
    """The first sheet of a workbook: what the data are, in (label, value) pairs."""

    title: str
    facts: Sequence[tuple[str, str]]


def write_xlsx(file: IO[bytes], cover: Cover, columns: Sequence[Column], lines: Iterable[Any], *, sheet: str) -> None:
    """A workbook in ``file``: README first, then the data, with real numbers and dates.

    ``constant_memory`` puts each finished row on disk. Text is stored as text, never as a formula,
    a link or a number.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(file, options) as book:
        _write_cover(book, cover)
        _write_data(book, columns, lines, sheet=sheet)


def _write_cover(book: Workbook, cover: Cover) -> None:
    page = book.add_worksheet("README")
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 90, book.add_format({"text_wrap": True, "valign": "top"}))
    bold = book.add_format({"bold": True, "valign": "top"})
    page.write_string(0, 0, cover.title, book.add_format({"bold": True, "font_size": 16}))
    for place, (label, value) in enumerate(cover.facts, start=2):
        page.write_string(place, 0, label, bold)
        page.write_string(place, 1, value)


def _write_data(book: Workbook, columns: Sequence[Column], lines: Iterable[Any], *, sheet: str) -> None:
    page = book.add_worksheet(sheet)
    page.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    cells = []
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.title, bold)
        cells.append((column.read, _writer(page, book, column.kind)))
    row = 0
    for row, line in enumerate(islice(lines, MAX_XLSX_LINES), start=1):
        for place, (read, write) in enumerate(cells):
            write(row, place, read(line))
    page.autofilter(0, 0, max(row, 1), len(columns) - 1)


def _writer(page: Any, book: Workbook, kind: Kind) -> Callable[[int, int, Any], Any]:
    """How a cell of ``kind`` is written in ``page``."""
    if kind == Kind.DATE:
        shape = book.add_format({"num_format": "dd/mm/yyyy"})
        return lambda row, place, value: value and page.write_datetime(row, place, _midnight(value), shape)
    if kind in {Kind.HOURS, Kind.COUNT}:
        shape = book.add_format({"num_format": "0.00" if kind == Kind.HOURS else "0"})
        return lambda row, place, value: (
            page.write_string(row, place, MASKED_FR) if value is None else page.write_number(row, place, value, shape)
        )
    if kind == Kind.STATE:
        return lambda row, place, value: page.write_string(row, place, STATES[value])
    return lambda row, place, value: value and page.write_string(row, place, value)


@lru_cache(maxsize=8192)
def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
