"""What an employer's manager sees of the team, and nothing else.

The page of the manager, its file and the learner's own ``/me/seen/`` all read this selector:
what a learner is shown is what is seen.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from quests.people.models import Employer, Employment
from quests.programme.models import Programme
from quests.reports.durations import hours, minutes
from quests.reports.selectors.attribution import COMPLETED, Attributed, attributed
from quests.reports.selectors.learners import State, credited
from quests.words import word


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A colleague in a programme: days, never times; no score, no answer, no rank."""

    employer_id: int
    employer: str
    last_name: str
    first_name: str
    programme: str
    entered_on: date
    started_on: date | None
    completed_on: date | None
    seconds: int

    @property
    def name(self) -> str:
        """The civil name."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def state(self) -> State:
        """Completed, started, or only entered."""
        if self.completed_on:
            return State.COMPLETED
        return State.STARTED if self.started_on else State.ENTERED

    @property
    def minutes_credited(self) -> int:
        """Credited minutes, rounded once."""
        return minutes(self.seconds)

    @property
    def hours_credited(self) -> Any:
        """The same in decimal hours."""
        return hours(self.seconds)


@dataclass(frozen=True, slots=True)
class TeamTotals:
    """How many of the lines are entered, started, completed, and their credited time."""

    entered: int
    started: int
    completed: int
    seconds: int

    @classmethod
    def of(cls, lines: list[TeamLine]) -> TeamTotals:
        """The totals of ``lines``."""
        return cls(
            entered=len(lines),
            started=sum(1 for line in lines if line.state != State.ENTERED),
            completed=sum(1 for line in lines if line.state == State.COMPLETED),
            seconds=sum(line.seconds for line in lines),
        )

    @property
    def minutes_credited(self) -> int:
        """Credited minutes, rounded after adding up."""
        return minutes(self.seconds)


def team_lines(
    employments: QuerySet[Employment],
    *,
    employer: Employer | None = None,
    programme: Programme | None = None,
) -> list[TeamLine]:
    """The lines of ``employments``, which come from ``people.access``, by name.

    A line belongs to one employer. Under way, it shows only while the person works there; a
    completion stays with the employer of that day.
    """
    found = _seen(employments)
    if employer:
        found = found.filter(workplace_id=employer.pk)
    if programme:
        found = found.filter(programme=programme)
    return sorted((_line(row) for row in _rows(found)), key=_by_name)


def team_programmes(employments: QuerySet[Employment]) -> QuerySet[Programme]:
    """Programmes in which somebody of ``employments`` is enrolled."""
    return Programme.objects.filter(enrolments__in=_seen(employments).values("pk")).distinct()


def _seen(employments: QuerySet[Employment]) -> Attributed:
    today = timezone.localdate()
    there = employments.order_by().filter(person_id=OuterRef("learner_id"), employer_id=OuterRef("workplace_id"))
    still_there = there.filter(Q(ended_on=None) | Q(ended_on__gte=today), started_on__lte=today)
    return attributed().filter((COMPLETED & Q(Exists(there))) | (Q(completion__isnull=True) & Q(Exists(still_there))))


def _rows(found: Attributed) -> QuerySet[Any, Any]:
    employer = Employer.objects.filter(pk=OuterRef("workplace_id")).order_by()
    rows: QuerySet[Any, Any] = (
        found.annotate(workplace=Subquery(employer.values("name")[:1]), seconds=credited())
        .order_by()
        .values_list(
            "workplace_id",
            "workplace",
            "learner__last_name",
            "learner__first_name",
            "programme__words",
            "programme__slug",
            "entered_at",
            "started_at",
            "completion__completed_at",
            "seconds",
        )
    )
    return rows


def _line(row: tuple[Any, ...]) -> TeamLine:
    employer_id, employer, last, first, words, slug, entered, started, completed, seconds = row
    return TeamLine(
        employer_id=employer_id,
        employer=employer,
        last_name=last,
        first_name=first,
        programme=word(words, "title") or slug,
        entered_on=timezone.localdate(entered),
        started_on=_day(started),
        completed_on=_day(completed),
        seconds=seconds,
    )


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _by_name(line: TeamLine) -> tuple[str, ...]:
    parts = (line.employer, line.last_name, line.first_name, line.programme)
    return tuple(_folded(part) for part in parts)


def _folded(text: str) -> str:
    """Without accents or case: Élodie comes before Fatima."""
    bare = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in bare if not unicodedata.combining(sign)).casefold()
