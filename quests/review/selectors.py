"""What a learner has to review, and how much of it stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone

from quests.catalogue.selectors import questions_in_play
from quests.ledger.models import ScoreEntry
from quests.people.models import User
from quests.review import retention, schedule
from quests.review.forecast import SPAN, Forecast, forecast
from quests.review.models import ReviewAnswer, ReviewCard, ReviewRound
from quests.review.retention import Retention
from quests.review.schedule import Memory, Waiting

TOO_LONG = ("dialogue",)
"""Kinds of questions that do not fit "three questions in a minute"."""
DAILY_POINTS = 5

Cards = QuerySet[Any, Any]
"""Cards with their annotations."""


def tonight(now: datetime) -> datetime:
    """The end of the local day of ``now``. A card belongs to a day: its hour does not matter."""
    return timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=1), time.min))


def this_morning(now: datetime) -> datetime:
    """The start of the local day of ``now``."""
    return timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))


def cards_in_play(learner: User, *, now: datetime) -> Cards:
    """The learner's cards whose question may be asked, each with ``changed``: what it asks has moved."""
    known = "question__current__substance"
    moved = ~Q(**{known: F("substance")}) & ~Q(substance="") & ~Q(**{known: ""})
    playable = questions_in_play(timezone.localdate(now)).exclude(kind__in=TOO_LONG)
    cards = ReviewCard.objects.filter(learner=learner, question__in=playable.values("pk"))
    return cards.annotate(changed=ExpressionWrapper(moved, output_field=BooleanField()))


def queue_of(learner: User, *, now: datetime) -> list[Waiting]:
    """What is due today, in the order it will be asked; one query."""
    due = cards_in_play(learner, now=now).filter(Q(due_at__lt=tonight(now)) | Q(changed=True))
    rows = due.values_list("pk", "changed", "stability", "difficulty", "state", "due_at", "last_at")
    return schedule.in_turn(_waiting(row, now=now) for row in rows)


def _waiting(row: tuple[Any, ...], *, now: datetime) -> Waiting:
    pk, changed, stability, difficulty, state, due_at, last_at = row
    memory = Memory(
        stability=stability,
        difficulty=difficulty,
        state=state,
        due_at=due_at,
        last_at=last_at,
        reps=1,
        lapses=0,
        first_right_at=None,
    )
    return Waiting(card=pk, changed=changed, chance=schedule.retrievability(memory, now), due_at=due_at)


def memory_of(card: ReviewCard) -> Memory:
    """The card as the schedule knows it."""
    return Memory(**{name: getattr(card, name) for name in Memory.__dataclass_fields__})


def cards_named(pks: Iterable[int], *, learner: User, now: datetime) -> list[ReviewCard]:
    """These cards of the learner with what is asked now, in the order given."""
    cards = cards_in_play(learner, now=now).select_related("question__current").in_bulk(list(pks))
    return [cards[pk] for pk in pks if pk in cards]


def next_due(learner: User, *, now: datetime) -> datetime | None:
    """When something comes back after today; None when nothing does."""
    found: datetime | None = _later(learner, now=now).aggregate(first=Min("due_at"))["first"]
    return found


def forecast_of(learner: User, *, due: int, now: datetime) -> Forecast:
    """The next four weeks; ``due`` cards are waiting today already."""
    today = timezone.localdate(now)
    until = tonight(now) + timedelta(days=SPAN)
    days = _later(learner, now=now).filter(due_at__lt=until).values_list(TruncDate("due_at"))
    later: dict[date, int] = dict(days.annotate(cards=Count("pk")).order_by())
    return forecast(due, later, today=today)


def _later(learner: User, *, now: datetime) -> Cards:
    return cards_in_play(learner, now=now).filter(due_at__gte=tonight(now), changed=False)


def rounds_of(learner: User) -> QuerySet[ReviewRound]:
    """The learner's own rounds."""
    return ReviewRound.objects.filter(learner=learner)


def round_under_way(learner: User, *, now: datetime) -> ReviewRound | None:
    """Today's round that is not over; yesterday's is left, its cards are in the queue again."""
    open_rounds = rounds_of(learner).filter(completed_at=None, started_at__gte=this_morning(now))
    return open_rounds.order_by("-started_at").first()


def daily_sources(day: date) -> list[str]:
    """The ledger's names of the points of one day: there are no more than these."""
    return [f"review:{day.isoformat()}:{number}" for number in range(1, DAILY_POINTS + 1)]


def paid_sources(learner: User, day: date) -> set[str]:
    """Which of the day's points the learner has earned."""
    paid = ScoreEntry.objects.filter(learner=learner, source__in=daily_sources(day))
    return set(paid.values_list("source", flat=True))


def retention_of(learner: User) -> tuple[Retention, ...]:
    """What one learner still knew 30 and 90 days after the first right answer, as rounds tell it."""
    return tuple(_retention(days, ReviewAnswer.objects.filter(learner=learner))[0] for days in retention.SPANS)


def academy_retention() -> tuple[Retention, ...]:
    """The same for everybody together; a figure about fewer than five people is left out."""
    found = [_retention(days, ReviewAnswer.objects.all()) for days in retention.SPANS]
    return retention.masked(tuple(row for row, _people in found), people={row.days: n for row, n in found})


def _retention(days: int, answers: QuerySet[ReviewAnswer, Any]) -> tuple[Retention, int]:
    """Of each card known once, the first answer at least ``days`` later; and how many people answered."""
    late = answers.filter(answered_at__gte=F("card__first_right_at") + timedelta(days=days))
    place = Window(RowNumber(), partition_by="card_id", order_by=["answered_at", "pk"])
    first = late.annotate(place=place).filter(place=1)
    counts = first.aggregate(
        asked=Count("pk"), right=Count("pk", filter=Q(fraction=1)), people=Count("learner", distinct=True)
    )
    return Retention(days=days, right=counts["right"], asked=counts["asked"]), counts["people"]
