"""What a new attempt shows: questions in play, drawn ones, and never the same twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from quests.catalogue.models import Question
from quests.catalogue.specs import StepSpec
from quests.factories import (
    CheckpointFactory,
    card_step,
    checkpoint_step,
    published_quest,
    published_question,
    question_step,
)
from quests.models import Attempt, User
from quests.play import services
from quests.play.selectors import run_of

pytestmark = pytest.mark.django_db
YESTERDAY = date.today() - timedelta(days=1)


def draws(count: int, **draw: Any) -> list[StepSpec]:
    """The steps of one pool."""
    data = {"pool": "p", "count": count, "where": {}, "at_least": [], "unseen_days": 7, **draw}
    return [StepSpec(key=uuid4(), kind="draw", seconds=40, points=10, draw=data) for _ in range(count)]


def pinned(attempt: Attempt) -> set[int]:
    """The versions the attempt asks."""
    return {version for version in attempt.pins.values() if version}


def test_a_pool_draws_for_each_attempt_and_keeps_its_draw(receptionist: User) -> None:
    for _ in range(6):
        published_question()
    quest = published_quest(*draws(3))
    attempt = services.start(receptionist, quest=quest)
    assert len(pinned(attempt)) == 3
    assert pinned(services.start(receptionist, quest=quest)) == pinned(attempt)


def test_what_was_answered_this_week_is_not_drawn_again(receptionist: User) -> None:
    questions = [published_question() for _ in range(4)]
    first = published_quest(*(question_step(question) for question in questions[:2]))
    attempt = services.start(receptionist, quest=first)
    for step in run_of(attempt).steps:
        services.submit_response(
            receptionist, attempt_id=attempt.pk, step_key=step.step.key, data={"choice": ["k2"]}, client_id=uuid4()
        )
    drawn = services.start(receptionist, quest=published_quest(*draws(2)))
    assert pinned(drawn) == {question.current_id for question in questions[2:]}


def test_a_question_of_the_quest_itself_is_not_drawn(receptionist: User) -> None:
    fixed, other = published_question(), published_question()
    attempt = services.start(receptionist, quest=published_quest(question_step(fixed), *draws(2)))
    assert list(attempt.pins.values()) == [fixed.current_id, other.current_id]


def test_a_dialogue_never_comes_by_surprise(receptionist: User) -> None:
    question = published_question()
    Question.objects.filter(pk=question.pk).update(kind="dialogue")
    published_question()
    attempt = services.start(receptionist, quest=published_quest(*draws(2)))
    assert question.current_id not in pinned(attempt)


def test_a_fact_past_its_day_takes_its_question_out_of_new_attempts(receptionist: User, taxi_driver: User) -> None:
    question = published_question(review_by=date.today())
    quest = published_quest(card_step(), question_step(question))
    before = services.start(receptionist, quest=quest)
    question.current.review_by = YESTERDAY
    question.current.save()
    after = services.start(taxi_driver, quest=quest)
    assert len(run_of(before).steps) == 2
    assert len(run_of(after).steps) == 1


def test_a_twin_past_its_day_closes_the_checkpoint_from_afar(receptionist: User) -> None:
    place = CheckpointFactory(remote_question=published_question(review_by=YESTERDAY))
    attempt = services.start(receptionist, quest=published_quest(card_step(), checkpoint_step(place)))
    assert len(run_of(attempt).steps) == 1
