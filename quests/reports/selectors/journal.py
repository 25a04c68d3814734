"""Who took what out: for the financier's people, and for the learner whose lines were in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from quests.people.access import funded_financiers
from quests.people.models import Employer, Employment, Financier, User
from quests.programme.models import Enrolment, FundingAgreement
from quests.reports.models import ExportRecord

LEARNERS, EMPLOYERS, TEAM = "learners", "employers", "team"
"""The reports; lines of ``EMPLOYERS`` name nobody."""
MOST = 50


def exports_seen_by(person: User) -> QuerySet[ExportRecord]:
    """The exports of the financiers ``person`` reads for; every export for administrators."""
    found = ExportRecord.objects.select_related("person")
    if person.is_superuser:
        return found
    financiers = funded_financiers(person)
    return found.filter(person__funder_seats__financier__in=financiers, report__in=(LEARNERS, EMPLOYERS)).distinct()


@dataclass(frozen=True, slots=True)
class TakenOut:
    """One export that held a line of the learner. ``by`` names an organisation, not a person."""

    on: date
    by: str
    purpose: str


def exports_including(learner: User) -> list[TakenOut]:
    """The latest exports that held ``learner``'s name, the newest first."""
    enrolments = list(
        Enrolment.objects.filter(learner=learner).select_related(
            "programme", "employment__employer__opco", "employment__employer__territory",
            "completion__employer", "completion__agreement__financier",
        )
    )  # fmt: skip
    if not enrolments:
        return []
    history = _History.of(learner)
    names = dict(Financier.objects.values_list("code", "name"))
    since = min(enrolment.entered_at for enrolment in enrolments)
    records = ExportRecord.objects.filter(exported_at__gte=since, report__in=(LEARNERS, TEAM))
    taken = []
    for record in records.iterator(chunk_size=500):
        if any(history.held(record, enrolment) for enrolment in enrolments):
            taken.append(_taken(record, names, history))
            if len(taken) == MOST:
                break
    return taken


def _taken(record: ExportRecord, names: dict[str, str], history: _History) -> TakenOut:
    if record.report == TEAM:
        wanted = record.filters["employers"]
        by = [job.employer.name for job in history.jobs if job.employer.siret in wanted][:1]
    else:
        by = [names.get(code, code) for code in record.filters["financiers"] or ()]
    return TakenOut(timezone.localdate(record.exported_at), ", ".join(by), record.purpose)


@dataclass(frozen=True)
class _Facts:
    """For whom an enrolment counted on the day of an export."""

    employer: str  # SIRET
    territory: str  # slug
    financier: str  # code of who paid, empty for nobody
    still_there: bool


@dataclass(frozen=True)
class _History:
    """Where a learner worked and which agreements there are, read once for every export."""

    jobs: list[Employment]
    agreements: list[FundingAgreement]

    @classmethod
    def of(cls, learner: User) -> _History:
        jobs = Employment.objects.filter(person=learner).order_by("-started_on", "-pk")
        agreements = FundingAgreement.objects.filter(programme__enrolments__learner=learner)
        return cls(
            list(jobs.select_related("employer__opco", "employer__territory")),
            list(agreements.distinct()),
        )

    def held(self, record: ExportRecord, enrolment: Enrolment) -> bool:
        """Whether the file of ``record`` held a line of ``enrolment``."""
        if enrolment.entered_at > record.exported_at:
            return False
        filters, facts = record.filters, self._facts(enrolment, record)
        if filters["programme"] not in {"", enrolment.programme.slug}:
            return False
        if record.report == TEAM:
            return facts.still_there and facts.employer in filters["employers"]
        return self._reported(filters, facts) and self._during(filters, enrolment, record)

    @staticmethod
    def _reported(filters: dict[str, Any], facts: _Facts) -> bool:
        return (
            (filters["financiers"] is None or facts.financier in filters["financiers"])
            and filters["employer"] in {"", facts.employer}
            and filters["territory"] in {"", facts.territory}
        )

    @staticmethod
    def _during(filters: dict[str, Any], enrolment: Enrolment, record: ExportRecord) -> bool:
        if timezone.localdate(enrolment.entered_at) > date.fromisoformat(filters["to"]):
            return False
        done = _completion(enrolment, record)
        first = date.fromisoformat(filters["from"])
        return done is None or timezone.localdate(done.completed_at) >= first

    def _facts(self, enrolment: Enrolment, record: ExportRecord) -> _Facts:
        done = _completion(enrolment, record)
        if done is not None:
            paid = done.agreement.financier.code if done.agreement else ""
            return _Facts(done.employer.siret, done.snapshot["territory"], paid, still_there=True)
        day = timezone.localdate(record.exported_at)
        job = next((job for job in self.jobs if _open(job, day)), None)
        employer = (job or enrolment.employment).employer
        paid = self._paid(enrolment, employer, day)
        return _Facts(employer.siret, employer.territory.slug, paid, still_there=job is not None)

    def _paid(self, enrolment: Enrolment, employer: Employer, day: date) -> str:
        entered = timezone.localdate(enrolment.entered_at)
        funded = any(
            agreement.programme_id == enrolment.programme_id
            and agreement.financier_id == employer.opco_id
            and any(agreement.starts_on <= on <= agreement.ends_on for on in (day, entered))
            for agreement in self.agreements
        )
        return employer.opco.code if funded and employer.opco else ""


def _completion(enrolment: Enrolment, record: ExportRecord) -> Any:
    """The completion, if there was one when ``record`` was written."""
    done = getattr(enrolment, "completion", None)
    return done if done and done.completed_at <= record.exported_at else None


def _open(job: Employment, day: date) -> bool:
    return job.started_on <= day and (job.ended_on is None or job.ended_on >= day)


def siret_of(employers: Iterable[Employer]) -> list[str]:
    """For the audit line of a team's file."""
    return sorted(employer.siret for employer in employers)
