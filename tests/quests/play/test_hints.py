"""Hints: opened one by one, charged only on what is earned."""

from __future__ import annotations

from fractions import Fraction
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from quests.factories import published_quest, published_question, question_spec, question_step
from quests.ledger.scoring import after_hints, points_for
from quests.models import Attempt, Response, User
from quests.play import services
from quests.play.selectors import run_of

HINTS = ["Pensez au nord.", "Cela commence par L."]


@pytest.fixture
def attempt(receptionist: User) -> Attempt:
    """One question with two hints, worth 10 points."""
    words = {"fr": {**question_spec().words["fr"], "hints": HINTS}}
    question = published_question(words=words)
    return services.start(receptionist, quest=published_quest(question_step(question)))


def url(attempt: Attempt, what: str = "") -> str:
    """The address of the only step."""
    return f"/play/attempts/{attempt.pk}/steps/{run_of(attempt).steps[0].step.key}/{what}"


def answered(attempt: Attempt, choice: str) -> Response:
    """The response to ``choice``."""
    key = run_of(attempt).steps[0].step.key
    return services.submit_response(
        attempt.learner, attempt_id=attempt.pk, step_key=key, data={"choice": [choice]}, client_id=uuid4()
    )


@pytest.mark.django_db
def test_hints_open_one_by_one_and_keep_what_was_chosen(client: Client, attempt: Attempt) -> None:
    client.force_login(attempt.learner)
    assert HINTS[0] not in client.get(url(attempt)).content.decode()
    page = client.post(url(attempt, "hint/"), {"choice": "k1"}).content.decode()
    assert HINTS[0] in page
    assert HINTS[1] not in page
    assert 'value="k1" checked' in page
    client.post(url(attempt, "hint/"))
    page = client.post(url(attempt, "hint/")).content.decode()
    assert HINTS[1] in page
    attempt.refresh_from_db()
    assert list(attempt.hints.values()) == [2]


@pytest.mark.django_db
def test_a_hint_costs_a_fifth_of_a_right_answer_and_nothing_else(attempt: Attempt) -> None:
    services.read_hint(attempt.learner, attempt_id=attempt.pk, step_key=run_of(attempt).steps[0].step.key)
    response = answered(attempt, "k2")
    assert (response.points, response.hints) == (8, 1)


@pytest.mark.django_db
def test_a_wrong_answer_pays_for_no_hint(attempt: Attempt) -> None:
    services.read_hint(attempt.learner, attempt_id=attempt.pk, step_key=run_of(attempt).steps[0].step.key)
    assert answered(attempt, "k1").points == 0


@pytest.mark.django_db
def test_somebody_elses_hints_stay_closed(client: Client, attempt: Attempt, waiter: User) -> None:
    client.force_login(waiter)
    assert client.post(url(attempt, "hint/")).status_code == 404
    attempt.refresh_from_db()
    assert attempt.hints == {}


@given(st.integers(0, 60), st.fractions(0, 1), st.integers(0, 6))
def test_hints_never_take_more_than_there_is(worth: int, fraction: Fraction, hints: int) -> None:
    points = points_for(worth, fraction)
    left = after_hints(points, hints)
    assert 0 <= left <= points
    assert bool(left) == bool(points)
    assert after_hints(points, hints + 1) <= left
