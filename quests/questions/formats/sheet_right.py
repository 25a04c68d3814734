"""The column “right answer” of many spreadsheets: numbers or letters of answers, or the words of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from .drafts import Refused, shown
from .item import Option
from .sheet_columns import folded

_PLACE = re.compile(r"\d{1,2}|[a-z]")
_BETWEEN = re.compile(r"[\s,;/&+]+")


def marked(options: Sequence[tuple[int, Option]], cell: str) -> list[Option]:
    """Return the options, each with its place, sharing the credit as the cell says (Refused)."""
    right = _same_words(options, cell) or _places(cell)
    if not right or not right <= {place for place, _ in options}:
        raise Refused(f"“right answer” holds {shown(cell)}: write the number or the letter of each right answer.")
    return [replace(option, fraction=Fraction(place in right, len(right))) for place, option in options]


def _same_words(options: Sequence[tuple[int, Option]], cell: str) -> set[int]:
    return {place for place, option in options if option.text and folded(option.text) == folded(cell)}


def _places(cell: str) -> set[int]:
    parts = [part for part in _BETWEEN.split(cell.strip().casefold().rstrip(".)")) if part not in {"", "et", "and"}]
    if not all(_PLACE.fullmatch(part) for part in parts):
        return set()
    return {int(part) if part.isdigit() else ord(part) - ord("a") + 1 for part in parts}
