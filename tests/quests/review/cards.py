"""What the review tests ask for again and again: something met some days ago, a round, an answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from uuid import uuid4

from django.utils import timezone

from quests.events import QuestionAnswered
from quests.factories import RIGHT_ANSWERS, WRONG_ANSWERS, published_question
from quests.models import Question, ReviewAnswer, ReviewCard, ReviewRound, User
from quests.review import services

SHARES = {"right": Fraction(1), "partial": Fraction(1, 2), "wrong": Fraction(0)}


def days_ago(days: float) -> datetime:
    """A moment in the past."""
    return timezone.now() - timedelta(days=days)


def meet(
    learner: User,
    question: Question | None = None,
    *,
    outcome: str = "right",
    at: datetime | None = None,
    confidence: int | None = None,
) -> ReviewCard:
    """The card of a question met three days ago, unless said otherwise."""
    question = question or published_question()
    services.meet(
        QuestionAnswered(
            learner_id=learner.pk,
            question_id=question.pk,
            version_id=question.current_id,
            fraction=SHARES[outcome],
            confidence=confidence,
            at=at or days_ago(3),
        )
    )
    return ReviewCard.objects.get(learner=learner, question=question)


def answer(mine: ReviewRound, place: int = 1, *, right: bool = True, **values: object) -> ReviewAnswer:
    """Answer a single choice of a round."""
    data = (RIGHT_ANSWERS if right else WRONG_ANSWERS)["single_choice"]
    sent = {"round_id": mine.pk, "place": place, "data": data, "client_id": uuid4(), **values}
    return services.answer(mine.learner, **sent)


def started(learner: User, at: datetime | None = None) -> ReviewRound:
    """A round that has something to ask."""
    mine = services.start(learner, at=at)
    assert mine is not None
    return mine
