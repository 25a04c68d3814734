"""The gate: each role, two employers, and what each may see of the other's people."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from quests.factories import UserFactory
from quests.models import Employment, ManagerSeat
from quests.people import access
from quests.people.access import RoleName
from quests.people.services import create_join_code

pytestmark = pytest.mark.django_db
ROLES = ("receptionist", "colleague", "waiter", "manager", "funder", "trainer", "administrator", "stranger")


@pytest.fixture
def trainer(db):
    """Who writes the quests."""
    person = UserFactory()
    person.groups.add(Group.objects.get_or_create(name="Trainers")[0])
    return person


@pytest.fixture
def administrator(db):
    """Who keeps the house."""
    return UserFactory(is_superuser=True)


@pytest.fixture
def stranger():
    """Nobody signed in."""
    return AnonymousUser()


@pytest.fixture
def two_houses(hotel, brasserie, receptionist, colleague, waiter, manager):
    """Both employers with their people and a join code each."""
    create_join_code(hotel)
    create_join_code(brasserie)
    return {"hotel": hotel, "brasserie": brasserie}


@pytest.mark.parametrize("role", ROLES)
def test_only_its_manager_sees_a_house(two_houses, request, role):
    person = request.getfixturevalue(role)
    seen = {two_houses["hotel"]} if role == "manager" else set()
    assert set(access.managed_employers(person)) == seen
    assert {code.employer for code in access.join_codes_seen_by_manager(person)} == seen
    assert {e.employer for e in access.employments_seen_by_manager(person)} == seen


def test_a_manager_sees_the_team_and_nobody_else(two_houses, manager, receptionist, colleague, waiter):
    seen = {e.person for e in access.employments_seen_by_manager(manager).select_related("person")}
    assert seen == {manager, receptionist, colleague}
    assert waiter not in seen


def test_a_colleague_elsewhere_is_seen_for_the_time_here_only(two_houses, manager, receptionist, brasserie):
    elsewhere = Employment.objects.create(person=receptionist, employer=brasserie, started_on="2026-01-01")
    assert elsewhere not in access.employments_seen_by_manager(manager)


@pytest.mark.parametrize("role", ROLES)
def test_only_funders_and_administrators_read_reports(two_houses, request, role):
    person = request.getfixturevalue(role)
    assert access.may_read_reports(person) == (role in {"funder", "administrator"})


def test_a_funder_reads_one_financier(two_houses, funder, hotel):
    assert list(access.funded_financiers(funder)) == [hotel.opco]


def test_an_administrator_reads_every_financier(two_houses, administrator, hotel, brasserie):
    assert set(access.funded_financiers(administrator)) == {hotel.opco, brasserie.opco}


@pytest.mark.parametrize("role", ["receptionist", "waiter"])
def test_one_s_own_employments_are_one_s_own(two_houses, request, role):
    person = request.getfixturevalue(role)
    assert {e.person_id for e in access.own_employments(person)} == {person.pk}


def test_a_stranger_has_none(two_houses, stranger):
    assert not access.own_employments(stranger).exists()
    assert access.roles_of(stranger) == ()


def test_a_closed_account_sees_nothing(two_houses, manager, funder, administrator, trainer):
    for person in (manager, funder, administrator, trainer):
        person.is_active = False
        assert access.roles_of(person) == ()
        assert not access.managed_employers(person).exists()
        assert not access.may_read_reports(person)
        assert not access.is_trainer(person)


def test_a_lost_seat_is_lost_at_once(two_houses, manager):
    ManagerSeat.objects.filter(person=manager).delete()
    assert not access.managed_employers(manager).exists()


def test_roles_come_the_most_powerful_first(two_houses, manager, funder):
    ManagerSeat.objects.create(person=funder, employer=two_houses["hotel"])
    assert access.roles_of(funder) == (RoleName.FUNDER, RoleName.MANAGER, RoleName.LEARNER)
