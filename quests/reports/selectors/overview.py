"""The figures of a funder's report: small cells are masked before they leave this module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncQuarter
from django.utils import timezone

from quests.people.models import Employer
from quests.reports.durations import hours
from quests.reports.masking import SMALLEST, masked
from quests.reports.periods import Quarter, recent_quarters
from quests.reports.selectors.attribution import attributed
from quests.reports.selectors.filters import Filters
from quests.reports.selectors.learners import enrolments, with_seconds

SMALL_HOUSE = 11
QUARTERS = 4


@dataclass(frozen=True, slots=True)
class EmployerLine:
    """One establishment; ``None`` stands for a masked figure."""

    employer: str
    siret: str
    territory: str
    opco: str
    in_training: int | None
    started: int | None
    completed: int | None
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The totals of the report; ``None`` stands for a masked figure."""

    establishments: int
    small_houses: int
    in_training: int | None
    entered: int | None
    started: int | None
    completed: int | None
    hours: Decimal | None
    hours_foreseen: Decimal | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures, one line per establishment by name, completions of the last quarters."""

    figures: Figures
    employers: list[EmployerLine]
    quarters: list[tuple[Quarter, int | None]]


def overview(filters: Filters) -> Overview:
    """The report, masked."""
    counts = _counts(filters)
    houses = Employer.objects.select_related("territory", "opco").in_bulk([row["workplace_id"] for row in counts])
    counts.sort(key=lambda row: (houses[row["workplace_id"]].name.casefold(), row["workplace_id"]))
    nested = [(row["in_training"], row["started"], row["completed"]) for row in counts]
    rows, totals = masked(nested)
    lines = [
        _employer_line(houses[row["workplace_id"]], cells, row["seconds"])
        for row, cells in zip(counts, rows, strict=True)
    ]
    figures = _figures(counts, totals, list(houses.values()))
    return Overview(figures=figures, employers=lines, quarters=_quarters(filters))


def _counts(filters: Filters) -> list[dict[str, Any]]:
    """Per workplace: learners in training, started and completed in the period, seconds."""
    completed = Q(completion__completed_at__lt=filters.ends)
    started = completed | Q(started_at__lt=filters.ends)
    entered = Q(entered_at__gte=filters.starts)
    found = with_seconds(enrolments(filters), filters).order_by()
    return list(
        found.values("workplace_id").annotate(
            in_training=Count("pk"),
            started=Count("pk", filter=started),
            completed=Count("pk", filter=completed),
            entered=Count("pk", filter=entered),
            seconds=Sum("seconds_in_period"),
            foreseen=Sum(F("programme__minutes_foreseen") * 60),
        )
    )


def _employer_line(house: Employer, cells: tuple[int | None, ...], seconds: int) -> EmployerLine:
    in_training, started, completed = cells
    return EmployerLine(
        employer=house.name,
        siret=house.siret,
        territory=house.territory.name,
        opco=house.opco.name if house.opco else "",
        in_training=in_training,
        started=started,
        completed=completed,
        hours=None if in_training is None else hours(seconds),
    )


def _figures(counts: list[dict[str, Any]], totals: tuple[int | None, ...], houses: list[Employer]) -> Figures:
    in_training, started, completed = totals or (0, 0, 0)
    shown = in_training is not None
    return Figures(
        establishments=len(houses),
        small_houses=sum(1 for h in houses if h.headcount is not None and h.headcount < SMALL_HOUSE),
        in_training=in_training,
        entered=_large(sum(row["entered"] for row in counts)) if totals else 0,
        started=started,
        completed=completed,
        hours=hours(sum(row["seconds"] for row in counts)) if shown else None,
        hours_foreseen=hours(sum(row["foreseen"] for row in counts)) if shown else None,
    )


def _large(figure: int) -> int | None:
    return figure if figure >= SMALLEST else None


def _quarters(filters: Filters) -> list[tuple[Quarter, int | None]]:
    """Completions of the last quarters, whatever the period; masked within each calendar year."""
    wanted = recent_quarters(timezone.localdate(), QUARTERS)
    found = filters.narrow(attributed()).filter(completion__isnull=False).order_by()
    counts = (
        found.annotate(quarter=TruncQuarter("completion__completed_at")).values_list("quarter").annotate(Count("pk"))
    )
    done = {Quarter.of(_day(first)): number for first, number in counts}
    cells: list[tuple[Quarter, int | None]] = []
    for _year, quarters in groupby(wanted, key=lambda quarter: quarter.year):
        year = list(quarters)
        rows, _total = masked([(done.get(quarter, 0),) for quarter in year])
        cells += [(quarter, row[0]) for quarter, row in zip(year, rows, strict=True)]
    return cells


def _day(first: datetime | date) -> date:
    return timezone.localdate(first) if isinstance(first, datetime) else first
