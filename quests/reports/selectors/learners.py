"""The nominative lines: one selector for the screen, the CSV files and the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from quests.people.models import Employer, Financier, Territory
from quests.programme.models import Evidence, FundingAgreement, Programme
from quests.reports.durations import hours
from quests.reports.selectors.attribution import COMPLETED, Attributed, attributed
from quests.reports.selectors.filters import Filters
from quests.words import word

CHUNK = 2000
FIELDS = (
    "learner__last_name",
    "learner__first_name",
    "programme_id",
    "entered_at",
    "started_at",
    "completion__completed_at",
    "completion__snapshot",
    "workplace_id",
    "agreement_id",
    "seconds",
    "seconds_in_period",
)


class State(StrEnum):
    """How far a learner is."""

    ENTERED = "entered"
    STARTED = "started"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class LearnerLine:
    """A learner in a programme, as its funder may read it. Durations are whole seconds."""

    agreement: str
    financier: str
    last_name: str
    first_name: str
    employer: str
    siret: str
    idcc: str
    opco: str
    territory: str
    programme: str
    entered_on: date
    started_on: date | None
    completed_on: date | None
    seconds: int
    seconds_in_period: int
    seconds_foreseen: int

    @property
    def state(self) -> State:
        """Completed, started, or only entered."""
        if self.completed_on:
            return State.COMPLETED
        return State.STARTED if self.started_on else State.ENTERED

    @property
    def hours_credited(self) -> Decimal:
        """Credited since the entry (for a completion: as frozen that day)."""
        return hours(self.seconds)

    @property
    def hours_in_period(self) -> Decimal:
        """Credited during the period."""
        return hours(self.seconds_in_period)

    @property
    def hours_foreseen(self) -> Decimal:
        """Foreseen by the programme."""
        return hours(self.seconds_foreseen)


def enrolments(filters: Filters) -> Attributed:
    """The enrolments of the report, attributed; nothing is read yet."""
    return filters.during(filters.narrow(attributed()))


def with_seconds(found: Attributed, filters: Filters) -> Attributed:
    """``found`` with credited ``seconds``, in all and ``seconds_in_period``."""
    moment = Q(occurred_at__gte=filters.starts, occurred_at__lt=filters.ends)
    counted: Attributed = found.annotate(seconds=credited(), seconds_in_period=_evidenced(moment))
    return counted


def credited() -> Case:
    """Credited seconds of an enrolment: as frozen by its completion, or as evidenced so far."""
    frozen = When(COMPLETED, then=F("completion__credited_seconds"))
    return Case(frozen, default=_evidenced(Q()))


def count(filters: Filters) -> int:
    """How many lines the report has."""
    return enrolments(filters).count()


def page(filters: Filters, *, start: int, stop: int) -> list[LearnerLine]:
    """Lines ``start`` to ``stop`` of the report, in the order of the files."""
    return list(_lines(_raw(filters)[start:stop]))


def stream(filters: Filters) -> Iterator[LearnerLine]:
    """Every line of the report in constant memory: a server-side cursor where there is one."""
    with _one_reading():
        yield from _lines(_raw(filters).iterator(chunk_size=CHUNK))


def _raw(filters: Filters) -> QuerySet[Any, Any]:
    found = with_seconds(enrolments(filters), filters)
    return found.order_by("-entered_at", "-pk").values_list(*FIELDS)


def _evidenced(moment: Q) -> Coalesce:
    total = Evidence.objects.filter(moment, enrolment=OuterRef("pk")).order_by()
    summed = total.values("enrolment").annotate(total=Sum("seconds")).values("total")
    return Coalesce(Subquery(summed), Value(0), output_field=IntegerField())


def _one_reading() -> AbstractContextManager[Any]:
    """A cursor outside a transaction is copied whole before its first row (PostgreSQL).

    SQLite reads as it goes, and a transaction there would keep every writer waiting.
    """
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


def _lines(rows: QuerySet[Any, Any] | Iterator[Any]) -> Iterator[LearnerLine]:
    known = _Names.read()
    local = _Days(timezone.get_current_timezone())
    for chunk in _chunks(iter(rows)):
        known.meet({row[7] for row in chunk if row[6] is None})
        for row in chunk:
            yield _line(row, known, local)


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _line(row: Sequence[Any], known: _Names, local: _Days) -> LearnerLine:
    (last, first, programme, entered, started, completed, snapshot, at, agreement, done, here) = row
    where = snapshot or known.employers[at]
    title, foreseen = known.programmes[programme]
    reference, financier = known.agreements.get(agreement, ("", ""))
    return LearnerLine(
        agreement=snapshot["agreement"] if snapshot else reference,
        financier=financier,
        last_name=last,
        first_name=first,
        employer=where["employer"],
        siret=where["siret"],
        idcc=where["idcc"],
        opco=known.financiers.get(where["opco"], where["opco"]),
        territory=known.territories.get(where["territory"], where["territory"]),
        programme=title,
        entered_on=local(entered),
        started_on=started and local(started),
        completed_on=completed and local(completed),
        seconds=done,
        seconds_in_period=here,
        seconds_foreseen=foreseen,
    )


class _Days:
    """The day a moment falls on, where the academy is."""

    def __init__(self, zone: Any) -> None:
        self.zone: ZoneInfo = zone

    def __call__(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True)
class _Names:
    """The few names that many lines share, read once; employers as they are met."""

    programmes: dict[int, tuple[str, int]]
    agreements: dict[int, tuple[str, str]]
    financiers: dict[str, str]
    territories: dict[str, str]
    employers: dict[int, dict[str, str]]

    @classmethod
    def read(cls) -> _Names:
        agreements = FundingAgreement.objects.values_list("pk", "reference", "financier__name")
        programmes = Programme.objects.values_list("pk", "slug", "words", "minutes_foreseen")
        return cls(
            programmes={pk: (word(words, "title") or slug, foreseen * 60) for pk, slug, words, foreseen in programmes},
            agreements={pk: (reference, name) for pk, reference, name in agreements},
            financiers=dict(Financier.objects.values_list("code", "name")),
            territories=dict(Territory.objects.values_list("slug", "name")),
            employers={},
        )

    def meet(self, pks: set[int]) -> None:
        """Read the employers among ``pks`` that were not met yet, in the shape of a snapshot."""
        if new := pks - self.employers.keys():
            names = ("pk", "name", "siret", "idcc", "territory__slug", "opco__code")
            for pk, name, siret, idcc, place, opco in Employer.objects.filter(pk__in=new).values_list(*names):
                self.employers[pk] = {
                    "employer": name, "siret": siret, "idcc": idcc, "territory": place, "opco": opco or "",
                }  # fmt: skip
