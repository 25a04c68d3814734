"""Rows of cells, wherever they come from, as items: the header is looked for, empty rows are skipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .decoding import MAX_ITEMS, counted
from .errors import Unreadable
from .item import Item
from .sheet_columns import Column, columns
from .sheet_formulas import unprotected
from .sheet_rows import item

_SEARCHED = 20
MAX_ROWS = MAX_ITEMS + _SEARCHED


def items_of(table: Iterable[Sequence[str]]) -> list[Item]:
    """Return the questions below the header (Unreadable without one, or with too many rows)."""
    places: dict[Column, int] | None = None
    found: list[Item] = []
    for line, row in enumerate(table, 1):
        if line > MAX_ROWS:
            raise Unreadable(f"The table has more than {MAX_ITEMS} rows: split it.")
        if places is None:
            places = columns(row)
            _check_header(places, line)
        elif any(cell.strip() for cell in row):
            found.append(item(_placed(places, row), line))
    _check_header(places, _SEARCHED)
    return counted(found)


def _check_header(places: object, line: int) -> None:
    if places is None and line >= _SEARCHED:
        raise Unreadable(
            "The row of column names is missing: it needs “prompt” and “option 1” at least. Start from the template."
        )


def _placed(places: dict[Column, int], row: Sequence[str]) -> dict[Column, str]:
    return {column: unprotected(row[index]) for column, index in places.items() if index < len(row)}
