"""Entering a programme, proving what was done, completing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from quests.catalogue.models import QuestVersion
from quests.people.models import Employer, Employment, User
from quests.programme import selectors
from quests.programme.models import Completion, Enrolment, Programme


@transaction.atomic
def enrol(learner: User, *, programme: Programme, employment: Employment, at: datetime | None = None) -> Enrolment:
    """Enter ``learner`` into ``programme`` through ``employment``; entering twice is one entry."""
    enrolment, _created = Enrolment.objects.get_or_create(
        learner=learner,
        programme=programme,
        defaults={"employment": employment, "entered_at": at or timezone.now()},
    )
    return enrolment


@transaction.atomic
def enrol_in_open_programmes(learner: User, *, employment: Employment) -> None:
    """Enter a learner who just joined into every programme open today."""
    for programme in selectors.open_programmes(timezone.localdate()):
        enrol(learner, programme=programme, employment=employment)


# Every answer of everybody passes here: one statement, whatever the number of programmes, and a
# second one for the first activity of an enrolment.
FOLLOWED = """FROM quests_enrolment AS followed WHERE learner_id = %s
AND NOT EXISTS (SELECT 1 FROM quests_completion WHERE enrolment_id = followed.id)"""
EVIDENCE = f"""INSERT INTO quests_evidence
(enrolment_id, source, kind, quest_version_id, seconds, occurred_at)
SELECT id, %s, %s, %s, %s, %s {FOLLOWED}
ON CONFLICT (enrolment_id, source) DO NOTHING
RETURNING (SELECT started_at IS NULL FROM quests_enrolment WHERE id = enrolment_id)"""  # noqa: S608
STARTED = f"""UPDATE quests_enrolment SET started_at = %s
WHERE started_at IS NULL AND id IN (SELECT id {FOLLOWED})"""  # noqa: S608 (no word of anybody's is in it)


@transaction.atomic(savepoint=False)  # evidence and what it proves are written together or not at all
def record_evidence(
    learner: User,
    *,
    source: str,
    kind: str,
    seconds: int,
    quest_version: QuestVersion | None = None,
    at: datetime | None = None,
) -> None:
    """Credit an activity, once per ``source``, in each programme the learner is following.

    ``seconds`` is the estimate published with the version that was done.
    """
    moment = connection.ops.adapt_datetimefield_value(at or timezone.now())
    version_id = quest_version.pk if quest_version else None
    with connection.cursor() as cursor:
        cursor.execute(EVIDENCE, [source, kind, version_id, seconds, moment, learner.pk])
        if any(first for (first,) in cursor.fetchall()):
            cursor.execute(STARTED, [moment, learner.pk])


@transaction.atomic(savepoint=False)
def complete_programmes(learner: User, *, done_quests: set[int], at: datetime | None = None) -> list[Completion]:
    """Complete each followed programme whose required quests are all in ``done_quests``."""
    at = at or timezone.now()
    return [
        _complete(enrolment, at=at)
        for enrolment in selectors.open_enrolments(learner).select_related("programme", "learner", "employment")
        if (required := set(enrolment.programme.required.values_list("quest_id", flat=True)))
        and required <= done_quests
    ]


def _complete(enrolment: Enrolment, *, at: datetime) -> Completion:
    """Write the completion with the employer, OPCO and agreement of the day ``at``."""
    day = timezone.localdate(at)
    employment = selectors.employment_of(enrolment, day)
    employer = employment.employer
    agreement = selectors.agreement_for(enrolment.programme, employer, day)
    completion, _created = Completion.objects.get_or_create(
        enrolment=enrolment,
        defaults={
            "completed_at": at,
            "credited_seconds": selectors.credited_seconds(enrolment),
            "employer": employer,
            "opco": employer.opco,
            "agreement": agreement,
            "snapshot": _snapshot(employer, reference=agreement.reference if agreement else ""),
        },
    )
    return completion


def _snapshot(employer: Employer, *, reference: str) -> dict[str, Any]:
    """What a report of that day would print, kept even when the employer changes later."""
    return {
        "employer": employer.name,
        "siret": employer.siret,
        "idcc": employer.idcc,
        "sector": employer.sector,
        "territory": employer.territory.slug,
        "opco": employer.opco.code if employer.opco else "",
        "agreement": reference,
    }
