"""Entering the boards is a choice, leaving is immediate, minors stay off."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from quests import events
from quests.errors import QuestError, TooManyRequests
from quests.factories import UserFactory
from quests.leaderboard import selectors, services
from quests.leaderboard.pseudonyms import Adjective, Noun, Parts
from quests.ledger.services import Line, award
from quests.models import ScoreBucket, Season, Standing, User

from .conftest import Scorer


def test_appearing_gives_a_name_and_a_place(receptionist: User, season: Season) -> None:
    award(receptionist, Line(source="test:1", points=10))
    services.appear(receptionist)
    receptionist.refresh_from_db()
    assert receptionist.on_boards
    assert receptionist.pseudonym
    assert [player.name for player in selectors.top(season.pk)] == [receptionist.pseudonym]


def test_leaving_is_immediate_and_keeps_the_name(receptionist: User, season: Season) -> None:
    award(receptionist, Line(source="test:1", points=10))
    services.appear(receptionist)
    name = receptionist.pseudonym
    services.leave(receptionist)
    assert selectors.top(season.pk) == ()
    assert sum(ScoreBucket.objects.values_list("learners", flat=True)) == 0
    services.appear(receptionist)
    assert receptionist.pseudonym == name


def test_minors_are_refused_kindly(season: Season) -> None:
    young = UserFactory(is_minor=True)
    with pytest.raises(QuestError) as refusal:
        services.appear(young)
    assert refusal.value.code == "minor"
    young.refresh_from_db()
    assert (young.on_boards, young.pseudonym) == (False, "")


def test_names_are_unique_even_from_a_single_pair(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    one = Parts(nouns=(Noun(word="Gaillette", gender="f"),), adjectives=(Adjective(m="vif", f="vive"),))
    monkeypatch.setattr(services, "_parts", lambda _path: one)
    people = [UserFactory() for _ in range(12)]
    for person in people:
        services.appear(person)
    names = {person.pseudonym for person in people}
    assert len(names) == 12
    assert "Gaillette vive" in names


def test_a_name_can_be_drawn_again_once_a_day(receptionist: User, season: Season) -> None:
    services.appear(receptionist)
    first = receptionist.pseudonym
    services.redraw(receptionist)
    second = receptionist.pseudonym
    assert second
    with pytest.raises(TooManyRequests):
        services.redraw(receptionist)
    receptionist.refresh_from_db()
    assert receptionist.pseudonym == second
    assert first


def test_a_new_name_is_news(receptionist: User, django_capture_on_commit_callbacks: object) -> None:
    heard: list[events.BoardVisibilityChanged] = []
    services.appear(receptionist)
    events.subscribe(events.BoardVisibilityChanged, heard.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            services.redraw(receptionist)
    finally:
        events._subscribers[events.BoardVisibilityChanged].remove(heard.append)
    assert [event.learner_id for event in heard] == [receptionist.pk]


@pytest.mark.parametrize("suffix", ["toml", "json"])
def test_a_destination_brings_its_words(suffix: str, tmp_path: Path) -> None:
    texts = {
        "toml": '[pseudonyms]\nnouns = [{word="Chicon", gender="m"}]\nadjectives = [{m="doré", f="dorée"}]\n',
        "json": '{"nouns": [{"word": "Chicon", "gender": "m"}], "adjectives": [{"m": "doré", "f": "dorée"}]}',
    }
    path = tmp_path / f"parts.{suffix}"
    path.write_text(texts[suffix], encoding="utf-8")
    assert services._parts(path).nouns[0].word == "Chicon"


def test_the_button_on_the_page(phone: Client, receptionist: User, season: Season, scorer: Scorer) -> None:
    scorer(50)
    award(receptionist, Line(source="test:1", points=70))
    page = phone.post("/board/visibility/", {"choice": "show"}, follow=True)
    assert page.redirect_chain == [("/board/", 302)]
    receptionist.refresh_from_db()
    assert receptionist.pseudonym in page.content.decode()
    phone.post("/board/visibility/", {"choice": "hide"})
    assert not Standing.objects.get(learner=receptionist).visible


def test_a_minor_is_told_why(client: Client, season: Season) -> None:
    young = UserFactory(is_minor=True)
    client.force_login(young)
    assert 'value="show"' not in client.get("/board/").content.decode()
    page = client.post("/board/visibility/", {"choice": "show"}, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["warning"]
    assert not User.objects.get(pk=young.pk).on_boards


def test_a_choice_that_does_not_exist(phone: Client) -> None:
    assert phone.post("/board/visibility/", {"choice": "everybody"}).status_code == 400
