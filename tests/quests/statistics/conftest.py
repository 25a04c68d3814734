"""Learners who answered: rows as play writes them, without playing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from quests.factories import UserFactory, published_quest, published_question, question_step
from quests.models import Question, User
from quests.play.models import Attempt, Response

Answers = Callable[..., Response]
RIGHT, WRONG = "k2", "k1"


@pytest.fixture
def questions(db: None) -> list[Question]:
    """Four questions in play: k2 is right, k1 and k3 are wrong."""
    return [published_question() for _ in range(4)]


@pytest.fixture
def answered(questions: list[Question]) -> Answers:
    """Writes one answer of a learner, in an attempt of its own."""
    quest = published_quest(*(question_step(question) for question in questions))
    steps = {step.question_id: step.step for step in quest.current.steps.all()}
    start = timezone.now() - timedelta(days=10)
    clock = iter(range(1_000_000))

    def write(learner: User, question: Question, choice: str = RIGHT, **values: Any) -> Response:
        at = start + timedelta(seconds=next(clock))
        attempt = Attempt.objects.create(
            learner=learner, quest=quest, quest_version=quest.current, seed="s", started_at=at, completed_at=at
        )
        right = choice == RIGHT
        said = {"question_version": question.current, "fraction": int(right), "answered_at": at}
        said["answer"] = {"choice": choice}
        said |= {"client_id": uuid4(), "outcome": "right" if right else "wrong", "points": 0}
        return Response.objects.create(attempt=attempt, step=steps[question.pk], **{**said, **values})

    return write


@pytest.fixture
def crowd(db: None) -> Callable[..., list[User]]:
    """So many learners of one trade."""
    return UserFactory.create_batch
