"""What each person sees of the board: page, fragment, snapshot."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quests.factories import EmployerFactory, EmploymentFactory, SeasonFactory
from quests.leaderboard import services
from quests.ledger.services import Line, award
from quests.models import Employer, Season, User

from .conftest import Scorer


@pytest.fixture
def crowd(scorer: Scorer) -> list[User]:
    """Twelve visible players, 120 points down to 10."""
    return [scorer(points) for points in range(120, 0, -10)]


def names(response: Any) -> str:
    return response.content.decode()


def test_a_stranger_is_sent_to_sign_in(client: Client, season: Season) -> None:
    response = client.get("/board/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/")


def test_who_is_not_on_the_boards_sees_their_own_score_and_the_others(
    phone: Client, receptionist: User, crowd: list[User]
) -> None:
    award(receptionist, Line(source="test:mine", points=75))
    mine = names(phone.get("/board/"))
    assert ">75<" in mine
    assert 'value="show"' in mine
    assert 'class="board"' not in mine
    top = names(phone.get("/board/?tab=top"))
    assert crowd[0].pseudonym in top
    assert receptionist.display_name not in top


def test_who_is_hidden_is_seen_by_nobody(client: Client, scorer: Scorer, crowd: list[User]) -> None:
    hidden = scorer(98_765, visible=False)
    client.force_login(crowd[0])
    for tab in ("me", "top", "employers"):
        page = names(client.get(f"/board/?tab={tab}"))
        assert hidden.display_name not in page
        assert "765" not in page.replace(hidden.username, "")


def test_my_neighbours_and_my_rank(client: Client, crowd: list[User]) -> None:
    client.force_login(crowd[5])
    response = client.get("/board/")
    screen = response.context["screen"]
    assert [player.rank for player in screen.players] == [3, 4, 5, 6, 7, 8, 9]
    assert screen.me.learner_id == crowd[5].pk
    assert (screen.goal.name, screen.goal.points) == (crowd[4].pseudonym, 11)
    assert (screen.high, screen.low) == (100, 40)
    assert names(response).count('class="is-me"') == 2  # the line, and the script's template


def test_the_last_place_is_seen_by_its_owner_alone(client: Client, crowd: list[User]) -> None:
    for person in crowd[:-1]:
        client.force_login(person)
        for tab in ("me", "top"):
            assert crowd[-1].pseudonym not in names(client.get(f"/board/?tab={tab}"))
    client.force_login(crowd[-1])
    assert client.get("/board/").context["screen"].me.rank == 12


def test_nobody_pages_to_the_end(client: Client, crowd: list[User]) -> None:
    client.force_login(crowd[0])
    for query in ("?tab=top&page=2", "?tab=top&offset=10", "?tab=all"):
        assert len(client.get(f"/board/{query}").context["screen"].players) <= 10


def test_places_won_since_the_page_was_opened(client: Client, crowd: list[User]) -> None:
    client.force_login(crowd[5])
    page = client.get("/board/?fragment=1&was=9")
    assert page.context["screen"].me.change == 3
    assert client.get("/board/?fragment=1&was=abc").context["screen"].me.change == 0


def test_on_the_boards_without_a_point(phone: Client, receptionist: User, season: Season) -> None:
    services.appear(receptionist)
    assert phone.get("/board/").context["screen"].state == "waiting"


def test_an_employer_appears_with_five_active_people(phone: Client, hotel: Employer, scorer: Scorer) -> None:
    other = EmployerFactory(name="Autre maison")
    for points in range(1, 7):
        scorer(points, employer=other, visible=False)
    for points in (10, 20, 30, 40):
        scorer(points, employer=hotel, visible=False)
    four = phone.get("/board/?tab=employers").context["screen"]
    assert [line.row.name for line in four.houses] == ["Autre maison"]
    assert four.small_houses == (hotel.name,)


def test_five_active_people_are_enough(phone: Client, hotel: Employer, scorer: Scorer) -> None:
    for points in (10, 20, 30, 40, 50):
        scorer(points, employer=hotel, visible=False)
    page = phone.get("/board/?tab=employers")
    line = page.context["screen"].houses[0]
    assert (line.row.name, line.row.score, line.mine) == (hotel.name, 30, True)
    assert "÷" in names(page)


def test_the_last_employer_is_seen_by_its_staff_alone(
    phone: Client, client: Client, hotel: Employer, scorer: Scorer
) -> None:
    best = EmployerFactory(name="Première maison")
    outsider, *_colleagues = [scorer(90, employer=best, visible=False) for _ in range(5)]
    for _ in range(5):
        scorer(10, employer=hotel, visible=False)
    client.force_login(outsider)
    assert hotel.name not in names(client.get("/board/?tab=employers"))
    assert hotel.name not in names(client.get("/board/?format=json"))
    mine = phone.get("/board/?tab=employers").context["screen"]
    assert [(line.row.name, line.public) for line in mine.houses] == [(best.name, True), (hotel.name, False)]
    assert mine.private


def test_a_former_employee_counts_no_more(hotel: Employer, season: Season, scorer: Scorer, phone: Client) -> None:
    for _ in range(4):
        scorer(10, employer=hotel)
    gone = scorer(10)
    yesterday = timezone.localdate() - timedelta(days=1)
    EmploymentFactory(person=gone, employer=hotel, ended_on=yesterday)
    assert phone.get("/board/?tab=employers").context["screen"].houses == ()


def test_a_fragment_is_not_sent_twice(client: Client, crowd: list[User]) -> None:
    client.force_login(crowd[5])
    first = client.get("/board/?fragment=1")
    assert b"<html" not in first.content
    again = client.get("/board/?fragment=1", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    have = first.context["etag"]
    assert client.get(f"/board/?fragment=1&have={have}").status_code == 204
    award(crowd[6], Line(source="test:more", points=100))
    assert client.get("/board/?fragment=1", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_page_carries_the_etag_its_fragment_answers_to(client: Client, crowd: list[User]) -> None:
    client.force_login(crowd[5])
    etag = client.get("/board/").context["etag"]
    assert client.get("/board/?fragment=1", headers={"If-None-Match": f'"{etag}"'}).status_code == 304


def test_htmx_gets_the_fragment(client: Client, crowd: list[User]) -> None:
    client.force_login(crowd[5])
    assert b"<html" not in client.get("/board/", headers={"HX-Request": "true"}).content


def test_the_snapshot_for_polling(client: Client, crowd: list[User]) -> None:
    client.force_login(crowd[5])
    response = client.get("/board/?format=json")
    snapshot = response.json()
    assert snapshot["top"] == [[person.pseudonym, 120 - 10 * place] for place, person in enumerate(crowd[:10])]
    assert snapshot["players"] == 10
    assert client.get("/board/?format=json", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_nothing_is_kept_by_shared_phones(phone: Client, season: Season) -> None:
    for query in ("", "?fragment=1", "?format=json"):
        assert "no-store" in phone.get(f"/board/{query}")["Cache-Control"]


def test_another_season_by_its_name(phone: Client, season: Season) -> None:
    past = SeasonFactory(
        slug="passee", starts_at=timezone.now() - timedelta(days=90), ends_at=timezone.now() - timedelta(days=60)
    )
    response = phone.get("/board/passee/")
    assert response.context["season"] == past
    assert 'data-part="live"' not in names(response)
    assert phone.get("/board/").context["season"] == season
    assert phone.get("/board/nulle-part/").status_code == 404


def test_between_seasons_the_last_one_is_shown(phone: Client) -> None:
    assert "live-board" not in names(phone.get("/board/"))
    past = SeasonFactory(starts_at=timezone.now() - timedelta(days=9), ends_at=timezone.now() - timedelta(days=2))
    assert phone.get("/board/").context["season"] == past


@pytest.mark.parametrize("tab", ["me", "employers", "top"])
def test_the_page_costs_its_page(
    client: Client, crowd: list[User], tab: str, django_assert_max_num_queries: Any
) -> None:
    client.force_login(crowd[5])
    client.get("/board/")  # sites and settings are cached once
    with django_assert_max_num_queries(14):
        client.get(f"/board/?tab={tab}")


def test_only_the_methods_meant(phone: Client, season: Season) -> None:
    assert phone.post("/board/").status_code == 405
    assert phone.get("/board/visibility/").status_code == 405
