"""For which employer, and under which agreement, an enrolment counts on a day.

Completed: the employer and the agreement of the completion, whatever happened since. Under way: as
a completion of that day would be written (``programme.selectors.employment_of``): the employment
entered through while it lasts, then the latest one open, or else again the one entered through; and
the agreement of that employer's OPCO.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from quests.people.models import Employer, Employment
from quests.programme.models import Enrolment, FundingAgreement

COMPLETED = Q(completion__isnull=False)


Attributed = QuerySet[Any, Any]
"""Enrolments with the three names below, which the model does not know."""


def attributed(day: date | None = None) -> Attributed:
    """Every enrolment with ``workplace_id``, ``workplace_opco`` and ``agreement_id`` on ``day``.

    Callers narrow this to what a person may see before they read it.
    """
    day = day or timezone.localdate()
    opco = Employer.objects.filter(pk=OuterRef("workplace_id")).order_by()
    return (
        Enrolment.objects.annotate(workplace_id=_workplace(day), entered_on=TruncDate("entered_at"))
        .annotate(workplace_opco=Subquery(opco.values("opco_id")[:1]))
        .annotate(agreement_id=_agreement(day))
    )


def _workplace(day: date) -> Case:
    lasting = Employment.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=day), person_id=OuterRef("learner_id"), started_on__lte=day
    ).values("employer_id")
    entered = lasting.filter(pk=OuterRef("employment_id"))
    latest = lasting.order_by("-started_on", "-pk")
    now = Coalesce(
        Subquery(entered[:1]), Subquery(latest[:1]), F("employment__employer_id"), output_field=BigIntegerField()
    )
    return Case(When(COMPLETED, then=F("completion__employer_id")), default=now, output_field=BigIntegerField())


def _agreement(day: date) -> Case:
    """In force on ``day``, or else on the day of entry: a report does not forget who was funded."""
    today = Q(starts_on__lte=day, ends_on__gte=day)
    entered = OuterRef("entered_on")
    at_entry = Q(starts_on__lte=entered, ends_on__gte=entered)
    found = (
        FundingAgreement.objects.filter(
            today | at_entry,
            programme_id=OuterRef("programme_id"),
            financier_id=OuterRef("workplace_opco"),
        )
        .order_by(Case(When(today, then=0), default=1), "-starts_on", "-pk")
        .values("pk")
    )
    return Case(
        When(COMPLETED, then=F("completion__agreement_id")), default=Subquery(found[:1]), output_field=BigIntegerField()
    )
