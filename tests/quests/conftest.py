"""The cast: a hotel, its people, and those who must not see them."""

from __future__ import annotations

import pytest
from django.test import Client

from quests.factories import (
    EmployerFactory,
    EmploymentFactory,
    FinancierFactory,
    SeasonFactory,
    UserFactory,
    published_quest,
)
from quests.models import Employer, FunderSeat, ManagerSeat, Quest, Season, User


@pytest.fixture
def hotel(db: None) -> Employer:
    """A large hotel paying into AKTO."""
    return EmployerFactory(name="Hôtel du Carreau")


@pytest.fixture
def brasserie(db: None) -> Employer:
    """Another employer, of another OPCO."""
    opco = FinancierFactory(code="afdas", name="AFDAS")
    return EmployerFactory(name="Brasserie du 9-9", sector="restaurant", opco=opco)


def _works_at(employer: Employer, name: str, **values: str) -> User:
    person = UserFactory(display_name=name, **values)
    EmploymentFactory(person=person, employer=employer)
    return person


@pytest.fixture
def receptionist(hotel: Employer) -> User:
    """Samira, at the hotel's desk."""
    return _works_at(hotel, "Samira", first_name="Samira", last_name="Benali", trade="reception")


@pytest.fixture
def colleague(hotel: Employer) -> User:
    """Her colleague at the same hotel."""
    return _works_at(hotel, "Jules", first_name="Jules", last_name="Wattiez")


@pytest.fixture
def taxi_driver(db: None) -> User:
    """A taxi driver alone."""
    opco = FinancierFactory(code="opco-ep", name="OPCO EP")
    taxis = EmployerFactory(name="Taxi du Bassin", sector="taxi", idcc="2219", opco=opco)
    return _works_at(taxis, "Ludo", trade="taxi")


@pytest.fixture
def waiter(brasserie: Employer) -> User:
    """A waiter elsewhere, who must never be seen from the hotel."""
    return _works_at(brasserie, "Noé", first_name="Noé", last_name="Invisible", trade="service")


@pytest.fixture
def manager(hotel: Employer) -> User:
    """Who manages the hotel."""
    person = _works_at(hotel, "Hélène")
    ManagerSeat.objects.create(person=person, employer=hotel)
    return person


@pytest.fixture
def funder(hotel: Employer) -> User:
    """Who reads AKTO's reports."""
    person = UserFactory(display_name="Inès")
    FunderSeat.objects.create(person=person, financier=hotel.opco)
    return person


@pytest.fixture
def season(db: None) -> Season:
    """A season that runs now."""
    return SeasonFactory()


@pytest.fixture
def quest(db: None) -> Quest:
    """A quest in play: a card, then a question of each kind."""
    return published_quest()


@pytest.fixture
def phone(receptionist: User) -> Client:
    """The receptionist's phone, signed in."""
    client = Client()
    client.force_login(receptionist)
    return client
