"""What the pages and the files of a report are made of, ready to be rendered or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import override

from quests.people.models import Employer, JoinCode
from quests.qr import qr_svg
from quests.reports.columns import EMPLOYERS, LEARNERS, TEAM, Column
from quests.reports.masking import SMALLEST
from quests.reports.periods import Quarter
from quests.reports.selectors import journal, learners
from quests.reports.selectors.filters import Filters
from quests.reports.selectors.overview import QUARTERS, overview
from quests.reports.selectors.team import TeamLine, TeamTotals
from quests.reports.writers import Cover

BAR, GAP, TALLEST, HEAD = 56, 16, 140, 26


@dataclass(frozen=True)
class Report:
    """A report about to become a file: ``lines`` is called once, after the audit line."""

    name: str
    file_name: str
    columns: Sequence[Column]
    rows: int
    filters: dict[str, Any]
    cover: Cover
    lines: Callable[[], Iterable[Any]]


def learners_report(filters: Filters) -> Report:
    """The nominative list, with the words of the reader's language in French, as every file."""
    rows = learners.count(filters)
    facts = [
        *_facts(filters, rows),
        ("Heures créditées", "Durée estimée des activités réellement faites, jamais le temps de connexion."),
        ("Achevé", "Employeur, OPCO et convention du jour de l’achèvement, même s’ils ont changé depuis."),
        ("En cours", "Employeur d’aujourd’hui et convention de son OPCO."),
        ("Confidentialité", "Données nominatives, réservées au financeur des apprenants cités."),
    ]
    cover = Cover("Apprenants en formation", facts)
    return Report(
        name=journal.LEARNERS, file_name="apprenants", columns=LEARNERS, rows=rows,
        filters=filters.as_record(), cover=cover, lines=lambda: _in_french(learners.stream(filters)),
    )  # fmt: skip


def employers_report(filters: Filters) -> Report:
    """The figures per establishment, masked as on the screen."""
    found = overview(filters).employers
    facts = [
        *_facts(filters, len(found)),
        ("En formation", "Apprenants entrés avant la fin de la période et pas encore achevés à son début."),
        ("Masqué", f"Effectif inférieur à {SMALLEST}, ou qui permettrait d’en déduire un par différence."),
    ]
    return Report(
        name=journal.EMPLOYERS, file_name="etablissements", columns=EMPLOYERS, rows=len(found),
        filters=filters.as_record(), cover=Cover("Établissements", facts), lines=lambda: found,
    )  # fmt: skip


def team_report(lines: list[TeamLine], *, employers: Iterable[Employer], programme: str) -> Report:
    """The manager's own file; ``programme`` is a slug, empty for all."""
    record = {"employers": journal.siret_of(employers), "programme": programme}
    return Report(
        name=journal.TEAM, file_name="equipe", columns=TEAM, rows=len(lines),
        filters=record, cover=Cover("Équipe", []), lines=lambda: lines,
    )  # fmt: skip


REPORTS = {journal.LEARNERS: learners_report, journal.EMPLOYERS: employers_report}


def _in_french(lines: Iterator[Any]) -> Iterator[Any]:
    """The titles of programmes in French: a file does not change with its reader."""
    with override(settings.LANGUAGE_CODE):
        first = next(lines, None)
    if first is not None:
        yield first
        yield from lines


def _facts(filters: Filters, rows: int) -> list[tuple[str, str]]:
    payers = filters.financiers
    return [
        ("Période", f"du {filters.period.first:%d/%m/%Y} au {filters.period.last:%d/%m/%Y}"),
        ("Financeur", "tous" if payers is None else ", ".join(payer.name for payer in payers)),
        ("Établissement", filters.employer.name if filters.employer else "tous"),
        ("Territoire", filters.territory.name if filters.territory else "tous"),
        ("Programme", str(filters.programme) if filters.programme else "tous"),
        ("Lignes", str(rows)),
        ("Situation au", f"{timezone.localdate():%d/%m/%Y}"),
    ]


@dataclass(frozen=True)
class Lines:
    """The nominative lines, as a paginator wants them: counted, then one page of them."""

    filters: Filters

    def count(self) -> int:
        """How many lines there are."""
        return learners.count(self.filters)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, place: slice) -> list[learners.LearnerLine]:
        return learners.page(self.filters, start=place.start, stop=place.stop)


@dataclass(frozen=True)
class Team:
    """One employer as its manager sees it."""

    employer: str
    lines: list[TeamLine]
    totals: TeamTotals


def teams(lines: list[TeamLine], employers: Iterable[Employer] = ()) -> list[Team]:
    """``lines`` by employer; those of ``employers`` without any line come too."""
    names = {employer.pk: employer.name for employer in employers}
    found = {pk: list(own) for pk, own in groupby(lines, key=lambda line: line.employer_id)}
    names |= {pk: own[0].employer for pk, own in found.items()}
    shown = [(name, found.get(pk, [])) for pk, name in names.items()]
    return [Team(name, own, TeamTotals.of(own)) for name, own in shown]


@dataclass(frozen=True)
class Poster:
    """A join code, with what a camera needs."""

    join_code: JoinCode
    url: str
    qr: SafeString


def poster(join_code: JoinCode) -> Poster:
    """The code, its address and its QR drawing."""
    url = f"{settings.SITE_URL}{reverse('join_code', args=[join_code.code])}"
    return Poster(join_code, url, qr_svg(url))


@dataclass(frozen=True)
class Bar:
    """One quarter of the chart; ``value`` None is masked."""

    quarter: Quarter
    value: int | None
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Where its words are centred."""
        return self.x + BAR // 2

    @property
    def above(self) -> int:
        """Where its figure stands."""
        return self.y - 8


def chart(quarters: Sequence[tuple[Quarter, int | None]]) -> list[Bar]:
    """Bars of the same scale; a masked one has no height."""
    highest = max((value or 0 for _quarter, value in quarters), default=0) or 1
    return [
        _bar(place, quarter, value, round(TALLEST * (value or 0) / highest))
        for place, (quarter, value) in enumerate(quarters)
    ]


def chart_width() -> int:
    """How wide the drawing is, in its own units."""
    return QUARTERS * (BAR + GAP) - GAP


def _bar(place: int, quarter: Quarter, value: int | None, height: int) -> Bar:
    return Bar(quarter, value, place * (BAR + GAP), HEAD + TALLEST - height, height)
