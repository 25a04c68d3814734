"""The periods people report on: quarters, years, or any two dates. Pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends after it starts")

    @property
    def after(self) -> date:
        """The day after the last one."""
        return self.last + timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, ``number`` from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter of ``day``."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def key(self) -> str:
        """``2026-Q4``."""
        return f"{self.year}-Q{self.number}"

    @property
    def period(self) -> Period:
        """Its first and last day."""
        following = self.moved(1)
        return Period(self._first, following._first - timedelta(days=1))

    @property
    def _first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    def moved(self, quarters: int) -> Quarter:
        """As many quarters later (earlier when negative)."""
        count = self.year * 4 + self.number - 1 + quarters
        return Quarter(count // 4, count % 4 + 1)


def whole_year(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def preset(key: str) -> Period | None:
    """The period of ``2026-Q4`` or ``2026``; None for anything else."""
    year, _dash, quarter = key.partition("-Q")
    if not (year.isascii() and year.isdecimal() and len(year) == 4 and int(year)):
        return None
    if not quarter:
        return whole_year(int(year)) if key == year else None
    return Quarter(int(year), int(quarter)).period if quarter in {"1", "2", "3", "4"} else None


def recent_quarters(today: date, count: int) -> list[Quarter]:
    """The last ``count`` quarters, the current one last."""
    return [Quarter.of(today).moved(-back) for back in range(count - 1, -1, -1)]
