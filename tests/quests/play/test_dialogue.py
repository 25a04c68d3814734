"""A conversation with a guest: said choice by choice, each logged once, paid at its end."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from quests.errors import AnswerRefused, NotPlayable, StepNotReached
from quests.factories import (
    KEYS,
    RIGHT_ANSWERS,
    card_step,
    published_quest,
    published_question,
    question_step,
    talk_words,
)
from quests.models import Attempt, DialogueTurn, Response, User
from quests.play import services
from quests.play.dialogue import say
from quests.play.selectors import run_of

HTMX = {"HX-Request": "true"}
SCENES = {id_: scene["says"] for id_, scene in talk_words("fr")["scenes"].items()}
CHOICES = {choice["id"]: choice["text"] for choice in talk_words("fr")["options"]}


@pytest.fixture
def attempt(receptionist: User) -> Attempt:
    """At the first words of the guests; a card follows."""
    quest = published_quest(question_step(published_question("dialogue")), card_step())
    return services.start(receptionist, quest=quest)


def key_of(attempt: Attempt) -> UUID:
    """The step of the conversation."""
    return run_of(attempt).steps[0].step.key


def told(attempt: Attempt, *choices: str) -> Response | None:
    """Say these choices one after the other."""
    response = None
    for choice in choices:
        response = say(
            attempt.learner, attempt_id=attempt.pk, step_key=key_of(attempt), choice=choice, client_id=uuid4()
        )
    return response


def logged() -> list[tuple[int, str, str]]:
    """Every turn: number, scene, choice."""
    return list(DialogueTurn.objects.values_list("number", "scene", "choice"))


def address(attempt: Attempt, name: str = "play:say") -> str:
    return reverse(name, args=[attempt.pk, key_of(attempt)])


def posted(phone: Client, attempt: Attempt, choice: str, **values: Any) -> str:
    """What the phone shows after this choice."""
    data = {"choice": choice, "client_id": str(uuid4())} | values
    return phone.post(address(attempt), data, headers=HTMX).content.decode()


def number_on(html: str) -> str:
    """The turn the form on the screen is about."""
    (number,) = re.findall(r'name="number" value="(\d+)"', html)
    return str(number)


# --- the log ---------------------------------------------------------------------------------


def test_every_choice_is_logged_once_and_the_last_one_ends_the_step(attempt: Attempt) -> None:
    assert told(attempt, "k1", "k5", "k1") is None
    assert not Response.objects.exists()
    response = told(attempt, "k3")
    assert logged() == [(1, "s1", "k1"), (2, "s2", "k5"), (3, "s1", "k1"), (4, "s2", "k3")]
    assert response is not None
    assert response.answer == {"choices": ["k1", "k5", "k1", "k3"]}
    assert (response.outcome, response.points, response.question_version.kind) == ("right", 10, "dialogue")


@pytest.mark.parametrize(
    ("path", "outcome", "points"),
    [(["k1", "k3"], "right", 10), (["k1", "k4"], "partial", 5), (["k2"], "wrong", 0)],
)
def test_the_ending_decides_what_it_earns(attempt: Attempt, path: list[str], outcome: str, points: int) -> None:
    response = told(attempt, *path)
    assert response is not None
    assert (response.outcome, response.points) == (outcome, points)


def test_the_same_turn_twice_is_said_once(attempt: Attempt) -> None:
    same = {"attempt_id": attempt.pk, "step_key": key_of(attempt)}
    sent = uuid4()
    for number, client_id in ((1, sent), (1, sent), (1, uuid4()), (2, sent), (None, sent)):
        assert say(attempt.learner, **same, number=number, choice="k1", client_id=client_id) is None
    assert logged() == [(1, "s1", "k1")]


def test_the_last_turn_twice_is_one_response(attempt: Attempt) -> None:
    told(attempt, "k1")
    first = told(attempt, "k3")
    assert told(attempt, "k3") == told(attempt, "k5") == first
    assert (len(logged()), Response.objects.count()) == (2, 1)


def test_what_was_said_in_another_window_stays_said(attempt: Attempt) -> None:
    told(attempt, "k1")
    late = {"attempt_id": attempt.pk, "step_key": key_of(attempt), "client_id": uuid4()}
    assert say(attempt.learner, **late, number=1, choice="k2") is None
    assert logged() == [(1, "s1", "k1")]


def test_a_turn_cannot_be_skipped(attempt: Attempt) -> None:
    ahead = {"attempt_id": attempt.pk, "step_key": key_of(attempt), "client_id": uuid4()}
    with pytest.raises(StepNotReached):
        say(attempt.learner, **ahead, number=2, choice="k3")
    assert logged() == []


@pytest.mark.parametrize("choice", ["k3", "s2", "", "nothing"])
def test_only_what_is_offered_there_may_be_said(attempt: Attempt, choice: str) -> None:
    with pytest.raises(AnswerRefused):
        told(attempt, choice)
    assert logged() == []


def test_nobody_goes_round_for_ever(attempt: Attempt) -> None:
    told(attempt, *["k1", "k5"] * 14, "k1")
    with pytest.raises(AnswerRefused) as refusal:
        told(attempt, "k5")
    assert refusal.value.code == "no_time"
    response = told(attempt, "k4")
    assert response is not None
    assert len(response.answer["choices"]) == 30


@pytest.mark.parametrize("step", [card_step, lambda: question_step(published_question())])
def test_other_steps_are_no_conversation(receptionist: User, step: Any) -> None:
    attempt = services.start(receptionist, quest=published_quest(step()))
    with pytest.raises(NotPlayable):
        told(attempt, "k1")
    with pytest.raises(NotPlayable):
        say(receptionist, attempt_id=attempt.pk, step_key=uuid4(), choice="k1", client_id=uuid4())


def test_a_conversation_waits_for_its_step(receptionist: User) -> None:
    quest = published_quest(card_step(), question_step(published_question("dialogue")))
    attempt = services.start(receptionist, quest=quest)
    with pytest.raises(StepNotReached):
        say(
            receptionist,
            attempt_id=attempt.pk,
            step_key=run_of(attempt).steps[1].step.key,
            choice="k1",
            client_id=uuid4(),
        )


@pytest.mark.parametrize("said", [[], ["k1"]])
def test_a_forged_path_is_worth_nothing(phone: Client, attempt: Attempt, said: list[str]) -> None:
    told(attempt, *said)
    for forged in (RIGHT_ANSWERS["dialogue"], {"choices": "k1,k3"}):
        page = phone.post(address(attempt, "play:step"), {**forged, "client_id": str(uuid4())})
        assert page.status_code == 422
    assert not Response.objects.exists()
    assert len(logged()) == len(said)


# --- the screen ------------------------------------------------------------------------------


def seen(html: str) -> tuple[set[str], set[str]]:
    """The scenes and choices whose words are somewhere in the page."""
    scenes = {id_ for id_, words in SCENES.items() if words in html or f"Traduction fr de {id_}" in html}
    choices = {id_ for id_, words in CHOICES.items() if words in html or f"Traduction fr de {id_}" in html}
    return scenes, choices


def test_nothing_of_what_was_not_reached_is_sent(phone: Client, attempt: Attempt) -> None:
    for headers in ({}, HTMX):
        html = phone.get(address(attempt, "play:step"), headers=headers).content.decode()
        assert seen(html) == ({"s1"}, {"k1", "k2"})
        assert '<meter min="0" max="100" value="50"' in html
    html = posted(phone, attempt, "k1", number=number_on(html))
    assert seen(html) == ({"s1", "s2"}, {"k1", "k3", "k4", "k5"})
    assert not re.search(r"Geste fr s[345]|Pas tout à fait|Parce que|Dites-le demain|s[345]\b", html)
    moods = {choice["mood"] for scene in KEYS["dialogue"]["scenes"].values() for choice in scene.get("choices", ())}
    assert moods == {20, -30, 0, -10}
    assert "+20" in html
    assert not re.search("[−-](30|10)\\b", html)


def test_the_whole_conversation_with_htmx(phone: Client, attempt: Attempt) -> None:
    html = phone.get(address(attempt, "play:step")).content.decode()
    assert address(attempt) in html
    assert 'id="talk-now"' not in html
    html = posted(phone, attempt, "k1", number=number_on(html))
    assert 'id="talk-now" tabindex="-1" autofocus' in html
    html = posted(phone, attempt, "k4", number=number_on(html))
    assert 'id="verdict"' in html
    assert "Pas tout à fait : k4 fr." in html
    assert html.count("Pas tout à fait") == 1
    assert CHOICES["k3"] in html
    assert "Parce que. fr" in html
    assert seen(html)[0] == {"s1", "s2", "s4"}
    assert not re.search(r'name="(choice|number)"', html)


def test_the_whole_conversation_without_javascript(phone: Client, attempt: Attempt) -> None:
    page = phone.get(address(attempt, "play:step"))
    for choice in RIGHT_ANSWERS["dialogue"]["choices"]:
        number = number_on(page.content.decode())
        data = {"choice": choice, "number": number, "client_id": page.context["client_id"]}
        page = phone.post(address(attempt), data, follow=True)
        assert page.redirect_chain[0][0] == address(attempt, "play:step")
    assert 'id="verdict"' in page.content.decode()
    assert Response.objects.get().outcome == "right"


def test_two_windows_show_the_same_conversation(phone: Client, attempt: Attempt) -> None:
    first = phone.get(address(attempt, "play:step")).content.decode()
    posted(phone, attempt, "k1", number=number_on(first))
    html = posted(phone, attempt, "k2", number=number_on(first))
    assert number_on(html) == "2"
    assert seen(html)[0] == {"s1", "s2"}
    assert logged() == [(1, "s1", "k1")]


@pytest.mark.parametrize("number", ["7", "999", "-1", "x", ""])
def test_a_strange_number_breaks_nothing(phone: Client, attempt: Attempt, number: str) -> None:
    data = {"choice": "k1", "number": number, "client_id": "'; DROP"}
    assert phone.post(address(attempt), data).status_code == 302
    assert len(logged()) == (0 if number in {"7", "999"} else 1)


def test_a_refused_choice_says_so_and_shows_the_conversation(phone: Client, attempt: Attempt) -> None:
    page = phone.post(address(attempt), {"choice": "k4"})
    html = page.content.decode()
    assert page.status_code == 422
    assert 'role="alert"' in html
    assert seen(html) == ({"s1"}, {"k1", "k2"})


def test_a_guest_at_the_desk_and_the_conversation_waits(phone: Client, attempt: Attempt) -> None:
    told(attempt, "k1")
    phone.post(reverse("play:pause", args=[attempt.pk]), {"number": "2", "client_id": str(uuid4())})
    paused = phone.get(reverse("play:attempt", args=[attempt.pk]))
    assert paused.templates[0].name == "quests/play/paused.html"
    resumed = phone.post(reverse("play:attempt", args=[attempt.pk]), follow=True).content.decode()
    assert number_on(resumed) == "2"
    assert seen(resumed) == ({"s1", "s2"}, {"k1", "k3", "k4", "k5"})


def test_somebody_else_has_no_such_conversation(attempt: Attempt, waiter: User) -> None:
    client = Client()
    client.force_login(waiter)
    assert client.post(address(attempt), {"choice": "k1"}).status_code == 404
    assert logged() == []


def test_the_guest_speaks_english_and_the_screen_french(phone: Client, attempt: Attempt) -> None:
    html = phone.get(address(attempt, "play:step")).content.decode()
    assert f'lang="en">{SCENES["s1"]}' in html
    assert f'lang="en">{CHOICES["k1"]}' in html
    assert "Traduction fr de s1" in html
    assert "Geste fr s1." in html
    phone.cookies["django_language"] = "en"
    html = phone.get(address(attempt, "play:step")).content.decode()
    assert SCENES["s1"] in html
    assert "Traduction" not in html


def test_the_conversation_is_there_to_be_read_again(phone: Client, receptionist: User) -> None:
    quest = published_quest(question_step(published_question("dialogue")))
    attempt = services.start(receptionist, quest=quest)
    told(attempt, "k2")
    html = phone.get(reverse("play:replay", args=[attempt.pk])).content.decode()
    assert seen(html)[0] == {"s1", "s5"}
    assert 'id="1mood"' in html
    assert not re.search(r'name="(choice|number)"', html)


def test_the_length_of_a_conversation_costs_no_query(
    phone: Client, attempt: Attempt, django_assert_max_num_queries: Any
) -> None:
    told(attempt, *["k1", "k5"] * 10)
    phone.get(address(attempt, "play:step"))
    with django_assert_max_num_queries(12):
        phone.get(address(attempt, "play:step"))
    with django_assert_max_num_queries(20):
        posted(phone, attempt, "k1")
