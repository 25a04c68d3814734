"""Reading enrolments and evidence."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet, Sum

from quests.people.models import Employer, Employment, User
from quests.people.selectors import employment_on
from quests.programme.models import Enrolment, Evidence, FundingAgreement, Programme


def open_programmes(day: date) -> QuerySet[Programme]:
    """Programmes a learner may enter on ``day``."""
    return Programme.objects.filter(starts_on__lte=day, ends_on__gte=day)


def open_enrolments(learner: User) -> QuerySet[Enrolment]:
    """The learner's enrolments that are not completed yet."""
    return Enrolment.objects.filter(learner=learner, completion=None)


def employment_of(enrolment: Enrolment, day: date) -> Employment:
    """Where the learner works on ``day`` for this enrolment.

    The employment entered through while it lasts; then the latest open one; then, for somebody who
    works nowhere, the one entered through.
    """
    entered = enrolment.employment
    if entered.started_on <= day and (entered.ended_on is None or entered.ended_on >= day):
        return entered
    return employment_on(enrolment.learner, day) or entered


def credited_seconds(enrolment: Enrolment) -> int:
    """Estimated seconds of the activities really done."""
    return enrolment.evidence.aggregate(sum=Sum("seconds"))["sum"] or 0


def credited_seconds_of(learner: User) -> int:
    """Credited seconds of ``learner`` over all programmes."""
    evidence = Evidence.objects.filter(enrolment__learner=learner)
    return evidence.aggregate(sum=Sum("seconds"))["sum"] or 0


def agreement_for(programme: Programme, employer: Employer, day: date) -> FundingAgreement | None:
    """The agreement that funds ``programme`` for ``employer`` on ``day``, by the employer's OPCO."""
    return (
        FundingAgreement.objects.filter(
            Q(programme=programme, financier=employer.opco),
            starts_on__lte=day,
            ends_on__gte=day,
        )
        .order_by("-starts_on")
        .first()
        if employer.opco_id
        else None
    )
