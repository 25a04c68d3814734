"""A spreadsheet of questions as CSV: ``;``, ``,`` or tabs between cells when read, ``;`` and a BOM when written."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from .decoding import decoded, noted
from .errors import Unreadable
from .item import Item
from .sheet_columns import columns
from .sheet_rows import holds, losses, rows
from .sheet_table import items_of

__all__ = ["holds", "losses", "read", "write"]

_DELIMITERS = ";,\t"
_SEARCHED = 20


def read(data: bytes) -> list[Item]:
    """Return the questions of a CSV file (Unreadable)."""
    text, note = decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return noted(items_of(reader), note)
    except csv.Error as error:
        raise Unreadable("The file is not CSV that can be read: save it again from your spreadsheet.") from error


def write(items: Sequence[Item]) -> bytes:
    """Return the CSV file of the items; formulas are made harmless by a leading ``'``."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";", lineterminator="\r\n").writerows(rows(items))
    return target.getvalue().encode("utf-8-sig")


def _delimiter(text: str) -> str:
    """The one that makes a header of one of the first lines, else the one the first line has most of."""
    lines = text.lstrip()[:20_000].split("\n")[:_SEARCHED]
    found = (sign for line in lines for sign in _DELIMITERS if columns(line.split(sign)) is not None)
    return next(found, max(_DELIMITERS, key=lines[0].count))
