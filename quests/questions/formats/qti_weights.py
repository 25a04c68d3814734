"""What every QTI interaction ends in: an item, and shares of the credit."""

from __future__ import annotations

from fractions import Fraction

from .drafts import Refused, simplest
from .item import Item, Option
from .qti_item import QtiItem


def begun(item: QtiItem, kind: str, prompt: str, options: list[Option], feedback: str) -> Item:
    """Return the item of a kind with all that every item has."""
    line = item.root.line
    return Item(kind=kind, title=item.title, prompt=prompt, options=tuple(options), feedback=feedback, line=line)


def by_points(points: dict[str, Fraction], *, single: bool) -> dict[str, Fraction]:
    """Return shares of the credit for points by value, the best of them (or all the good ones together) whole."""
    positive = [value for value in points.values() if value > 0]
    if not positive:
        raise Refused("No choice earns a point.")
    whole = max(positive) if single else sum(positive, Fraction(0))
    return {key: simplest(max(Fraction(-1), value / whole)) or Fraction(0) for key, value in points.items()}
