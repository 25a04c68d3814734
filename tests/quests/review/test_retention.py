"""What stays after 30 and 90 days, against a table counted by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from quests.factories import UserFactory
from quests.models import ReviewAnswer, ReviewCard, ReviewRound, User
from quests.review.retention import Retention
from quests.review.selectors import academy_retention, retention_of

from .cards import days_ago, meet

pytestmark = pytest.mark.django_db
START = 200
# First answer in a quest, then (day, fraction) of each review.      30 days         90 days
TABLE: list[tuple[str, list[tuple[float, float]]]] = [
    ("right", [(2, 1), (11, 1), (40, 1), (95, 0)]),                #  right (day 40)  wrong (day 95)
    ("right", [(2, 0), (29.9, 1), (30, 0), (91, 1), (100, 0)]),    #  wrong (day 30)  right (day 91)
    ("right", [(89, 0.5)]),                                        #  half: not right nothing
    ("wrong", [(1, 0), (40, 1), (60, 0), (80, 1)]),                #  known on day 40: day 70 on → right; nothing
    ("right", [(5, 1)]),                                           #  nothing         nothing
    ("wrong", [(100, 0)]),                                         #  never known     never known
]  # fmt: skip


def reviewed(card: ReviewCard, day: float, fraction: float) -> None:
    """An answer ``day`` days after the start, as a round writes it."""
    at: datetime = days_ago(START) + timedelta(days=day)
    mine = ReviewRound.objects.create(learner=card.learner, started_at=at)
    ReviewAnswer.objects.create(
        learner=card.learner, round=mine, card=card, version=card.version, client_id=uuid4(), fraction=fraction,
        outcome="", due_before=at, gap_days=1, predicted=0.9, answered_at=at,
    )  # fmt: skip
    if fraction == 1 and card.first_right_at is None:
        card.first_right_at = at
        card.save()


def told(learner: User) -> None:
    """The whole table, as ``learner``'s life."""
    for outcome, reviews in TABLE:
        card = meet(learner, outcome=outcome, at=days_ago(START))
        for day, fraction in reviews:
            reviewed(card, day, fraction)


def test_the_table_counted_by_hand(receptionist: User, colleague: User) -> None:
    told(receptionist)
    assert retention_of(receptionist) == (
        Retention(days=30, right=2, asked=4),
        Retention(days=90, right=1, asked=2),
    )
    assert [row.asked for row in retention_of(colleague)] == [0, 0]


def test_everybody_together_from_five_people_on(receptionist: User) -> None:
    people = [receptionist, *UserFactory.create_batch(3)]
    for person in people:
        told(person)
    assert academy_retention() == ()
    told(UserFactory())
    assert academy_retention() == (
        Retention(days=30, right=10, asked=20),
        Retention(days=90, right=5, asked=10),
    )


def test_a_changed_fact_starts_its_count_again(receptionist: User) -> None:
    card = meet(receptionist, at=days_ago(START))
    reviewed(card, 50, 1)
    assert retention_of(receptionist)[0].asked == 1
    ReviewCard.objects.update(first_right_at=timezone.now())
    assert retention_of(receptionist)[0].asked == 0
