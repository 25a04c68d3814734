"""How much is still known after a month and a season, honestly. Pure: no Django."""

from __future__ import annotations

import math
from dataclasses import dataclass

SPANS = (30, 90)
"""Days after the first right answer."""
ENOUGH = 10
"""Fewer answers say nothing: the interval would span half the scale."""
FEWEST_PEOPLE = 5
"""A figure about fewer people would be about somebody."""
Z = 1.959963984540054
"""The normal quantile of a 95 % interval."""


def wilson(right: int, asked: int) -> tuple[float, float]:
    """The 95 % interval of a share, 0 to 1 (Wilson 1927); (0, 1) when nothing was asked.

    Raises ``ValueError`` when ``right`` is not between 0 and ``asked``.
    """
    if not 0 <= right <= asked:
        raise ValueError(f"{right} of {asked} is no share")
    if not asked:
        return 0.0, 1.0
    share, square = right / asked, Z * Z
    middle = (share + square / (2 * asked)) / (1 + square / asked)
    half = Z / (1 + square / asked) * math.sqrt(share * (1 - share) / asked + square / (4 * asked * asked))
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, kw_only=True)
class Retention:
    """Of ``asked`` cards known once, how many were still ``right`` at least ``days`` days later."""

    days: int
    right: int
    asked: int

    @property
    def enough(self) -> bool:
        """Whether the share means anything."""
        return self.asked >= ENOUGH

    @property
    def share(self) -> int:
        """Per cent, rounded; 0 when nothing was asked."""
        return round(100 * self.right / self.asked) if self.asked else 0

    @property
    def interval(self) -> tuple[int, int]:
        """The 95 % interval in per cent, rounded outwards."""
        low, high = wilson(self.right, self.asked)
        return math.floor(round(100 * low, 6)), math.ceil(round(100 * high, 6))


def masked(rows: tuple[Retention, ...], *, people: dict[int, int]) -> tuple[Retention, ...]:
    """The rows about at least ``FEWEST_PEOPLE`` people; ``people`` counts them by days."""
    return tuple(row for row in rows if people.get(row.days, 0) >= FEWEST_PEOPLE)
