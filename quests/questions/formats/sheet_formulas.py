"""What a spreadsheet would run as a formula, made a text."""

from __future__ import annotations

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_FIGURE = re.compile(r"-?\d+(?:[.,]\d+)?")


def protected(cell: str) -> str:
    """Put ``'`` before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _FIGURE.fullmatch(cell) else cell


def unprotected(cell: str) -> str:
    """Take that ``'`` away, and leave any other."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
