"""The play screens, as a phone sees them."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from quests.factories import (
    KEYS,
    RIGHT_ANSWERS,
    ProgrammeFactory,
    published_quest,
    published_question,
    question_step,
    required,
)
from quests.ledger.services import set_visibility
from quests.models import Attempt, Quest, Response, Season, User
from quests.play import services
from quests.play.selectors import run_of
from quests.programme.services import enrol


def step_url(attempt: Attempt) -> str:
    step = run_of(Attempt.objects.get(pk=attempt.pk)).current
    assert step is not None
    return reverse("play:step", args=[attempt.pk, step.step.key])


def test_a_whole_quest_without_javascript(phone: Client, quest: Quest) -> None:
    page = phone.post(reverse("play:quest", args=[quest.slug]), follow=True)
    assert page.status_code == 200
    attempt = Attempt.objects.get()
    while (step := run_of(attempt).current) is not None:
        kind = step.question.kind if step.question else None
        data = RIGHT_ANSWERS[kind] if kind else {}
        # To a guest, one sentence after the other.
        forms = [("say/", {"choice": each}) for each in data["choices"]] if kind == "dialogue" else [("", data)]
        for path, form in forms:
            page = phone.post(f"{step_url(attempt)}{path}", {**form, "client_id": str(uuid4())}, follow=True)
            assert page.status_code == 200
        attempt.refresh_from_db()
        attempt = Attempt.objects.get(pk=attempt.pk)
    assert attempt.completed_at
    finish = phone.get(reverse("play:finish", args=[attempt.pk]))
    assert "À dire demain" in finish.content.decode()


@pytest.mark.parametrize("kind", RIGHT_ANSWERS)
def test_nothing_of_the_key_before_the_answer(phone: Client, receptionist: User, kind: str) -> None:
    key = {"value": "7319.25", "tolerance": "0.125"} if kind == "numeric" else KEYS[kind]
    quest = published_quest(question_step(published_question(kind, key=key)))
    attempt = services.start(receptionist, quest=quest)
    for headers in ({}, {"HX-Request": "true"}):
        html = phone.get(step_url(attempt), headers=headers).content.decode()
        assert "Pas tout à fait" not in html
        assert "Parce que" not in html
        assert "Dites-le demain" not in html
        assert not re.search(r"7319|0[.,]125|tolerance|(?<!auto)correct", html)


def test_the_verdict_explains_itself(phone: Client, receptionist: User) -> None:
    quest = published_quest(question_step(published_question("single_choice")))
    url = step_url(services.start(receptionist, quest=quest))
    data = {"choice": "k1", "client_id": str(uuid4())}
    html = phone.post(url, data, headers={"HX-Request": "true"}).content.decode()
    assert "Pas tout à fait : k1 fr." in html
    assert "Pas tout à fait : k3" not in html
    assert "Parce que. fr" in html
    assert "<html" not in html


def test_an_empty_answer_says_what_to_do(phone: Client, receptionist: User) -> None:
    quest = published_quest(question_step(published_question("single_choice")))
    page = phone.post(step_url(services.start(receptionist, quest=quest)), {})
    assert page.status_code == 422
    assert not Response.objects.exists()


def test_a_guest_arrives_and_the_choice_is_still_ticked(phone: Client, receptionist: User) -> None:
    quest = published_quest(question_step(published_question("single_choice")))
    attempt = services.start(receptionist, quest=quest)
    phone.post(reverse("play:pause", args=[attempt.pk]), {"choice": "k3"})
    paused = phone.get(reverse("play:attempt", args=[attempt.pk]))
    assert paused.templates[0].name == "quests/play/paused.html"
    resumed = phone.post(reverse("play:attempt", args=[attempt.pk]), follow=True)
    assert re.search(r'value="k3" checked', resumed.content.decode())


def test_somebody_else_has_no_such_attempt(receptionist: User, waiter: User, quest: Quest) -> None:
    attempt = services.start(receptionist, quest=quest)
    client = Client()
    client.force_login(waiter)
    for name in ("play:attempt", "play:finish"):
        assert client.get(reverse(name, args=[attempt.pk])).status_code == 404
    assert client.post(reverse("play:pause", args=[attempt.pk])).status_code == 404
    assert client.post(step_url(attempt), {}).status_code == 404


def test_a_hostile_client_id_is_no_error(phone: Client, receptionist: User, quest: Quest) -> None:
    url = step_url(services.start(receptionist, quest=quest))
    assert phone.post(url, {"client_id": "'; DROP TABLE"}).status_code == 302


def test_home_costs_a_bounded_number_of_queries(
    phone: Client, receptionist: User, django_assert_max_num_queries: object
) -> None:
    for _ in range(6):
        services.start(receptionist, quest=published_quest(question_step(published_question())))
    phone.get(reverse("play:home"))
    with django_assert_max_num_queries(14):
        assert phone.get(reverse("play:home")).status_code == 200


def test_an_answer_costs_at_most_fourteen_queries(
    phone: Client, receptionist: User, season: Season, quest: Quest, django_assert_max_num_queries: object
) -> None:
    set_visibility(receptionist, visible=True)
    programme = required(ProgrammeFactory(), quest)
    enrol(receptionist, programme=programme, employment=receptionist.employments.get())
    attempt = services.start(receptionist, quest=quest)
    for data in ({}, RIGHT_ANSWERS["single_choice"]):
        phone.post(step_url(attempt), data)  # the first answers also open the standing and load the quest
    data = {**RIGHT_ANSWERS["multiple_choice"], "client_id": str(uuid4())}
    url = step_url(attempt)
    with django_assert_max_num_queries(16):  # a test's own transaction adds two savepoints
        assert phone.post(url, data).status_code == 302


def test_a_step_costs_at_most_twelve_queries(
    phone: Client, receptionist: User, quest: Quest, django_assert_max_num_queries: object
) -> None:
    url = step_url(services.start(receptionist, quest=quest))
    phone.get(url)
    with django_assert_max_num_queries(12):
        assert phone.get(url).status_code == 200
