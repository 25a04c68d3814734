"""A spreadsheet of questions as XLSX: read without formulas nor macros, written with texts only."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import xlsxwriter

from .archives import entries, is_archive
from .decoding import check_size
from .errors import Unreadable
from .item import Item
from .sheet_columns import MAX_COLUMNS
from .sheet_rows import holds, losses, rows
from .sheet_table import MAX_ROWS, items_of

__all__ = ["holds", "losses", "read", "write"]

SHEET = "Questions"
_OLD = b"\xd0\xcf\x11\xe0"
_WIDTHS = {"prompt": 60, "title": 28, "feedback": 40}


def read(data: bytes) -> list[Item]:
    """Return the questions of the sheet “Questions”, or else of the first (Unreadable)."""
    check_size(data)
    if data.startswith(_OLD):
        raise Unreadable("This is an old or a locked workbook: save it as .xlsx, without a password.")
    if not is_archive(data):
        raise Unreadable("The file is not an XLSX workbook.")
    _check_parts(entries(data))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about looks and charts openpyxl does not keep
        return _items(data)


def _items(data: bytes) -> list[Item]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return items_of(_table(book))
        finally:
            book.close()
    except Unreadable:
        raise
    # A workbook is dozens of XML files: openpyxl raises whatever the broken one leads to.
    except Exception as error:
        raise Unreadable("The workbook is damaged: open it in your spreadsheet and save it again.") from error


def _check_parts(parts: dict[str, bytes]) -> None:
    if "xl/workbook.xml" not in parts:
        raise Unreadable("The file is not an XLSX workbook: save it as .xlsx.")
    for content in parts.values():
        plain = content.replace(b"\0", b"")  # UTF-16 as well
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise Unreadable("The workbook declares XML entities, which no spreadsheet does: it is refused.")


def _table(book: Any) -> Iterator[list[str]]:
    sheets = book.worksheets
    if not sheets:
        raise Unreadable("The workbook has no sheet.")
    sheet = next((sheet for sheet in sheets if sheet.title == SHEET), sheets[0])
    sheet.reset_dimensions()  # some programs write a wrong size, and rows would be missed
    for row in sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS):
        yield [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    """The value of a cell as its author would type it."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        percents = "%" in (cell.number_format or "")
        return _figure(value * 100 if percents else value)
    if isinstance(value, datetime | date | time):
        return value.isoformat().removesuffix("T00:00:00").removesuffix(":00").replace("T", " ")
    return str(value) if not isinstance(value, timedelta) else f"{value.total_seconds():.0f}"


def _figure(value: float) -> str:
    return f"{Decimal(f'{value:.12g}'):f}"


def write(items: Sequence[Item]) -> bytes:
    """Return the workbook of the items: texts only, header frozen."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "constant_memory": True,
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet(SHEET)
    table = rows(items)
    for index, name in enumerate(table[0]):
        sheet.set_column(index, index, _WIDTHS.get(name, 16))
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(table):
        for index, cell in enumerate(row):
            if cell:
                sheet.write_string(line, index, cell)
    book.close()
    return target.getvalue()
