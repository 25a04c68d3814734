"""What a funder asked to see, already narrowed to what that funder may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from quests.people.access import funded_financiers
from quests.people.models import Employer, Financier, Territory, User
from quests.programme.models import FundingAgreement, Programme
from quests.reports.periods import Period
from quests.reports.selectors.attribution import Attributed


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Built by ``within``; ``financiers`` None means every line, funded or not (administrators)."""

    period: Period
    financiers: tuple[Financier, ...] | None
    employer: Employer | None = None
    territory: Territory | None = None
    programme: Programme | None = None

    @property
    def starts(self) -> datetime:
        """The first moment of the period."""
        return midnight(self.period.first)

    @property
    def ends(self) -> datetime:
        """The first moment after the period."""
        return midnight(self.period.after)

    def narrow(self, lines: Attributed) -> Attributed:
        """Those of the attributed ``lines`` that these filters keep, over any period."""
        if self.financiers is not None:
            lines = lines.filter(agreement_id__in=self._agreements())
        if self.employer:
            lines = lines.filter(workplace_id=self.employer.pk)
        if self.programme:
            lines = lines.filter(programme=self.programme)
        return lines.filter(_in(self.territory)) if self.territory else lines

    def during(self, lines: Attributed) -> Attributed:
        """Those in training at some moment of the period."""
        still = Q(completion__isnull=True) | Q(completion__completed_at__gte=self.starts)
        return lines.filter(still, entered_at__lt=self.ends)

    def as_record(self) -> dict[str, Any]:
        """For the audit line: names that stay, no row numbers of the database."""
        return {
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "financiers": None if self.financiers is None else [f.code for f in self.financiers],
            "employer": self.employer.siret if self.employer else "",
            "territory": self.territory.slug if self.territory else "",
            "programme": self.programme.slug if self.programme else "",
        }

    def _agreements(self) -> list[int]:
        """Few enough to be listed; as a subquery they would be looked up for every line."""
        found = FundingAgreement.objects.filter(financier__in=self.financiers or ())
        return list(found.values_list("pk", flat=True))


def _in(territory: Territory) -> Q:
    """The territory of that day for what is completed, today's for what is under way."""
    there = Employer.objects.filter(territory=territory).values("pk")
    return Q(completion__snapshot__territory=territory.slug) | Q(completion__isnull=True, workplace_id__in=there)


def within(person: User, *, period: Period, financier: Financier | None, **chosen: Any) -> Filters:
    """The filters of ``person``: their own financiers, or the one chosen among them.

    ``financier`` must come from ``access.funded_financiers``; administrators see every line.
    """
    if financier is None and person.is_superuser:
        return Filters(period=period, financiers=None, **chosen)
    own = funded_financiers(person)
    seen = own.filter(pk=financier.pk) if financier else own
    return Filters(period=period, financiers=tuple(seen), **chosen)


def employers_in_reach(financiers: QuerySet[Financier]) -> QuerySet[Employer]:
    """Employers that pay into ``financiers``, or had a completion paid by them."""
    paid = Q(completions__agreement__financier__in=financiers)
    return Employer.objects.filter(Q(opco__in=financiers) | paid).distinct()


def midnight(day: date) -> datetime:
    """The first moment of ``day`` where the academy is."""
    return timezone.make_aware(datetime.combine(day, time.min))
