"""What the review screens show, gathered in a bounded number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from quests.catalogue.models import QuestionVersion
from quests.catalogue.screens import QuestionScreen, ask, reveal
from quests.ledger.rhythm import Rhythm
from quests.ledger.selectors import weekly_rhythm
from quests.people.models import User
from quests.questions import FormData
from quests.review import schedule, selectors
from quests.review.models import ReviewAnswer, ReviewCard, ReviewRound
from quests.review.retention import ENOUGH, Retention
from quests.review.services import ROUND
from quests.words import spoken, word

Bars = list[tuple[str, int]]


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A question that comes back, and why. ``days`` since it was seen; ``one_in``: see ``schedule.one_in``."""

    prompt: str
    pillar: str
    reason: schedule.Reason
    days: int
    one_in: int | None


@dataclass(frozen=True, kw_only=True)
class HomeScreen:
    """What is due and what will be. ``met`` says whether any question was ever met."""

    due: int
    coming: tuple[Coming, ...]
    round: ReviewRound | None
    met: bool
    next_at: datetime | None
    days: Bars
    weeks: Bars
    retention: tuple[Retention, ...]
    rhythm: Rhythm
    points: int
    most_points: int

    @property
    def enough(self) -> int:
        """How many answers make a share of retention worth showing."""
        return ENOUGH

    @property
    def more(self) -> int:
        """How many are due besides those of the next round."""
        return self.due - len(self.coming)


def home_of(learner: User) -> HomeScreen:
    """The review home of ``learner``."""
    now = timezone.now()
    queue = selectors.queue_of(learner, now=now)
    cards = selectors.cards_named([one.card for one in queue[:ROUND]], learner=learner, now=now)
    next_at = selectors.next_due(learner, now=now)
    forecast = selectors.forecast_of(learner, due=len(queue), now=now)
    return HomeScreen(
        due=len(queue),
        coming=tuple(_coming(card, now=now, version=card.question.current) for card in cards if card.question.current),
        round=selectors.round_under_way(learner, now=now),
        met=bool(queue) or next_at is not None,
        next_at=next_at,
        days=_bars(forecast.days, "D"),
        weeks=_bars(forecast.weeks, "j N"),
        retention=selectors.retention_of(learner),
        rhythm=weekly_rhythm(learner),
        points=len(selectors.paid_sources(learner, timezone.localdate(now))),
        most_points=selectors.DAILY_POINTS,
    )


def _bars(counts: tuple[tuple[date, int], ...], form: str) -> Bars:
    return [(date_format(day, form), count) for day, count in counts]


def _coming(card: ReviewCard, *, now: datetime, version: QuestionVersion) -> Coming:
    changed = not schedule.same_substance(card.substance, version.substance)
    chance = schedule.retrievability(selectors.memory_of(card), now)
    return Coming(
        prompt=word(version.words, "prompt"),
        pillar=version.pillar,
        reason=schedule.reason(changed=changed, outcome=card.last_outcome, confidence=card.last_confidence),
        days=(timezone.localdate(now) - timezone.localdate(card.last_at)).days,
        one_in=schedule.one_in(chance),
    )


@dataclass(frozen=True, kw_only=True)
class TurnScreen:
    """One question of a round. ``answer`` and ``comes_back`` once it is answered, ``coming`` before."""

    round: ReviewRound
    place: int
    question: QuestionScreen
    answer: ReviewAnswer | None
    coming: Coming | None
    comes_back: datetime | None

    @property
    def total(self) -> int:
        """How many questions the round has."""
        return len(self.round.items)

    @property
    def done(self) -> int:
        """How many are answered, this one included."""
        return self.place if self.answer else self.place - 1


def turn_of(mine: ReviewRound, place: int, *, draft: FormData | None = None) -> TurnScreen | None:
    """The screen of ``place`` in a round, from 1; None when it is not reached yet or does not exist."""
    answers = list(mine.answers.all())
    if not 1 <= place <= min(len(answers) + 1, len(mine.items)):
        return None
    item = mine.items[place - 1]
    card = ReviewCard.objects.get(pk=item["card"])
    version = QuestionVersion.objects.get(pk=item["version"])
    given = next((one for one in answers if one.card_id == card.pk), None)
    return TurnScreen(
        round=mine,
        place=place,
        question=_question(version, item, given, draft),
        answer=given,
        coming=None if given else _coming(card, now=timezone.now(), version=version),
        comes_back=card.due_at if given else None,
    )


def _question(
    version: QuestionVersion, item: Mapping[str, Any], given: ReviewAnswer | None, draft: FormData | None
) -> QuestionScreen:
    if given is not None:
        return reveal(version, answer=given.answer, shown=given.shown, seed=item["seed"])
    return replace(ask(version, seed=item["seed"], draft=draft), confidence=True)


@dataclass(frozen=True, kw_only=True)
class EndScreen:
    """A round that is over. ``answers``: prompt, outcome and when it comes back, in order."""

    round: ReviewRound
    answers: tuple[tuple[str, str, datetime], ...]
    points: int
    due: int
    next_at: datetime | None
    rhythm: Rhythm

    @property
    def right(self) -> int:
        """How many were right."""
        return sum(outcome == "right" for _prompt, outcome, _due in self.answers)

    @property
    def following(self) -> int:
        """How many questions the next round would have."""
        return min(self.due, ROUND)


def end_of(mine: ReviewRound) -> EndScreen:
    """What a round that is over brought, and what comes next."""
    now, learner = timezone.now(), mine.learner
    answers = list(mine.answers.select_related("card", "version").order_by("pk"))
    return EndScreen(
        round=mine,
        answers=tuple(
            (str(spoken(one.version.words).get("prompt", "")), one.outcome, one.card.due_at) for one in answers
        ),
        points=sum(one.points for one in answers),
        due=len(selectors.queue_of(learner, now=now)),
        next_at=selectors.next_due(learner, now=now),
        rhythm=weekly_rhythm(learner),
    )
