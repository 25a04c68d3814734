"""How much comes back in the next days and weeks, if nothing else happens. Pure: no Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAYS, WEEKS = 7, 4
SPAN = 7 * WEEKS


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """``days``: each of the next seven, today first. ``weeks``: four spans of seven days, today's first."""

    days: tuple[tuple[date, int], ...]
    weeks: tuple[tuple[date, int], ...]


def forecast(due: int, later: Mapping[date, int], *, today: date) -> Forecast:
    """The forecast of somebody with ``due`` cards now and ``later`` ones on the days to come."""
    counts = [due, *(later.get(today + timedelta(days=ahead), 0) for ahead in range(1, SPAN))]
    return Forecast(
        days=tuple((today + timedelta(days=ahead), counts[ahead]) for ahead in range(DAYS)),
        weeks=tuple((today + timedelta(weeks=week), sum(counts[7 * week : 7 * week + 7])) for week in range(WEEKS)),
    )
