"""A programme funded by AKTO and AFDAS, and people at every stage of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quests.factories import (
    EmploymentFactory,
    FundingAgreementFactory,
    ProgrammeFactory,
    UserFactory,
)
from quests.models import Completion, Employer, Enrolment, Evidence, FundingAgreement, Programme, User
from quests.people.selectors import employment_on
from quests.programme import services
from quests.reports.periods import Period
from quests.reports.selectors.filters import Filters, within


def at(day: date, hour: int = 10) -> datetime:
    """A moment of ``day``."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


@pytest.fixture
def today() -> date:
    """Today where the academy is."""
    return timezone.localdate()


@pytest.fixture
def programme(db: None) -> Programme:
    """Six hours foreseen."""
    return ProgrammeFactory(minutes_foreseen=360, starts_on=date(2020, 1, 1), ends_on=date(2099, 12, 31))


@pytest.fixture
def agreement(programme: Programme, hotel: Employer) -> FundingAgreement:
    """AKTO pays for the programme."""
    return FundingAgreementFactory(
        reference="ADEC-AKTO", programme=programme, financier=hotel.opco,
        starts_on=date(2020, 1, 1), ends_on=date(2099, 12, 31),
    )  # fmt: skip


@pytest.fixture
def other_agreement(programme: Programme, brasserie: Employer) -> FundingAgreement:
    """AFDAS pays for it too."""
    return FundingAgreementFactory(
        reference="ADEC-AFDAS", programme=programme, financier=brasserie.opco,
        starts_on=date(2020, 1, 1), ends_on=date(2099, 12, 31),
    )  # fmt: skip


Train = Callable[..., Enrolment]


@pytest.fixture
def train(programme: Programme, today: date) -> Train:
    """Enter a person; ``seconds`` of evidence start them; ``done`` completes them today."""

    def enter(person: User, *, seconds: int = 0, done: bool = False, entered: date | None = None) -> Enrolment:
        employment = employment_on(person, today)
        assert employment
        enrolment = services.enrol(person, programme=programme, employment=employment, at=at(entered or today, 0))
        if seconds:
            Enrolment.objects.filter(pk=enrolment.pk).update(started_at=at(today, 0))
            Evidence.objects.create(
                enrolment=enrolment, source="card:1", kind="read", seconds=seconds, occurred_at=at(today, 0)
            )
        if done:
            services._complete(enrolment, at=timezone.now())
        return Enrolment.objects.get(pk=enrolment.pk)

    return enter


@pytest.fixture
def team_of(train: Train) -> Callable[..., list[User]]:
    """``count`` more people at an employer, all entered; the first ``started``, ``done`` of them further."""

    def hire(employer: Employer, count: int, *, started: int = 0, done: int = 0) -> list[User]:
        people = [UserFactory() for _ in range(count)]
        for place, person in enumerate(people):
            EmploymentFactory(person=person, employer=employer)
            train(person, seconds=600 if place < max(started, done) else 0, done=place < done)
        return people

    return hire


@pytest.fixture
def this_year(today: date) -> Period:
    """A year around today."""
    return Period(today - timedelta(days=200), today + timedelta(days=100))


@pytest.fixture
def filters(funder: User, this_year: Period) -> Filters:
    """What AKTO's reader sees over a year."""
    return within(funder, period=this_year, financier=None)


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A client of a person who has just confirmed who they are."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
        return client

    return sign_in


def moved(person: User, employer: Employer, on: date) -> None:
    """``person`` left yesterday and works at ``employer`` from ``on``."""
    person.employments.filter(ended_on=None).update(ended_on=on - timedelta(days=1))
    EmploymentFactory(person=person, employer=employer, started_on=on)


__all__ = ["Completion", "at", "moved"]
