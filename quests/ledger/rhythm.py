"""The weekly rhythm: counts weeks, never days, and a week off costs nothing. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """``weeks``: Mondays of the last eight weeks, oldest first, with whether something was done.

    ``total`` is the number of active weeks ever: it only ever grows.
    """

    weeks: tuple[tuple[date, bool], ...]
    total: int

    @property
    def this_week(self) -> bool:
        """Whether something was done in the current week."""
        return self.weeks[-1][1]


def monday(day: date) -> date:
    """The Monday of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def rhythm(active_days: Iterable[date], *, today: date, shown: int = 8) -> Rhythm:
    """The rhythm of somebody active on ``active_days``, seen from ``today``."""
    active = {monday(day) for day in active_days}
    mondays = [monday(today) - timedelta(weeks=back) for back in range(shown - 1, -1, -1)]
    return Rhythm(weeks=tuple((week, week in active) for week in mondays), total=len(active))
