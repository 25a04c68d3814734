"""A manager sees who is enrolled, started and completed at their own employer, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from quests.factories import EmploymentFactory, UserFactory
from quests.models import Employer, ManagerSeat, User
from quests.people import access
from quests.reports.selectors.team import TeamTotals, team_lines

from .conftest import moved


def names(person: User) -> list[str]:
    return [line.name for line in team_lines(access.employments_seen_by_manager(person))]


def test_the_manager_sees_the_team_and_never_the_waiter(
    manager: User, receptionist: User, colleague: User, waiter: User, train: Any
) -> None:
    for person in (receptionist, colleague, waiter):
        train(person, seconds=90, done=True)
    assert names(manager) == ["Samira Benali", "Jules Wattiez"]


def test_two_employers_two_roles(
    manager: User, receptionist: User, waiter: User, brasserie: Employer, train: Any
) -> None:
    """The hotel's manager, a learner elsewhere, sees nothing there until given a seat."""
    EmploymentFactory(person=manager, employer=brasserie)
    for person in (receptionist, waiter):
        train(person)
    assert names(manager) == ["Samira Benali"]
    ManagerSeat.objects.create(person=manager, employer=brasserie)
    assert names(manager) == ["Noé Invisible", "Samira Benali"]  # by employer, then by name
    assert names(receptionist) == names(waiter) == []


def test_a_completion_stays_where_it_was_earned(
    manager: User, receptionist: User, waiter: User, brasserie: Employer, train: Any, today: Any
) -> None:
    chef = UserFactory()
    ManagerSeat.objects.create(person=chef, employer=brasserie)
    train(receptionist, seconds=60, done=True)
    moved(receptionist, brasserie, today)
    assert names(manager) == ["Samira Benali"]
    assert names(chef) == []


def test_who_left_before_completing_is_no_longer_seen(
    manager: User, receptionist: User, brasserie: Employer, train: Any, today: Any
) -> None:
    chef = UserFactory()
    ManagerSeat.objects.create(person=chef, employer=brasserie)
    train(receptionist, seconds=60)
    receptionist.employments.update(ended_on=today - timedelta(days=1))
    assert names(manager) == []
    EmploymentFactory(person=receptionist, employer=brasserie, started_on=today)
    assert (names(manager), names(chef)) == ([], ["Samira Benali"])


def test_totals_round_once(manager: User, hotel: Employer, team_of: Any) -> None:
    for person in team_of(hotel, 3, started=3):
        person.enrolments.get().evidence.model.objects.create(
            enrolment=person.enrolments.get(), source="x", kind="read", seconds=20,
            occurred_at=person.enrolments.get().entered_at,
        )  # fmt: skip
    lines = team_lines(access.employments_seen_by_manager(manager))
    assert [line.minutes_credited for line in lines] == [10, 10, 10]
    assert TeamTotals.of(lines).minutes_credited == 31


def test_the_page_says_nothing_of_scores(
    manager: User, receptionist: User, train: Any, signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    receptionist.pseudonym = "Gaillette vive"
    receptionist.save()
    train(receptionist, seconds=4500, done=True)
    client = signed_in(manager)
    with django_assert_max_num_queries(20):
        page = client.get("/manage/").content.decode()
    assert "Samira Benali" in page
    assert "1\u00a0h\u00a015" in page
    assert "Gaillette" not in page
    assert ">Samira<" not in page
    assert "00:00" not in page


def test_queries_do_not_grow_with_the_team(
    manager: User, hotel: Employer, team_of: Any, signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    team_of(hotel, 12, started=8, done=5)
    client = signed_in(manager)
    with django_assert_max_num_queries(20):
        assert client.get("/manage/").status_code == 200


@pytest.mark.parametrize("path", ["/manage/", "/manage/?programme=1"])
def test_the_page_does_not_exist_for_others(path: str, receptionist: User, funder: User, signed_in: Any) -> None:
    for person in (receptionist, funder):
        assert signed_in(person).get(path).status_code == 404


def test_nobody_else_exports(receptionist: User, signed_in: Any) -> None:
    answer = signed_in(receptionist).post("/manage/export/", {"purpose": "team"})
    assert answer.status_code == 404


def test_signed_out(db: None) -> None:
    for path in ("/manage/", "/reports/", "/me/seen/"):
        assert Client().get(path)["Location"].startswith("/accounts/login/")


def test_a_programme_that_is_not_the_team_s(manager: User, waiter: User, train: Any, signed_in: Any) -> None:
    foreign = train(waiter).programme
    client = signed_in(manager)
    for wanted in (foreign.pk, "x", "9" * 30):
        assert client.get("/manage/", {"programme": wanted}).status_code == 404
