"""When a question comes back, and why. Pure: no Django.

The memory model is FSRS 6 (the ``fsrs`` library, its published default parameters): each answer
moves a card's stability, the days after which 9 people in 10 still remember.

What an answer says of a memory (its *rating*):

=======================  =====================  ================================================
answer                   rating                 why
=======================  =====================  ================================================
wrong                    Again                  forgotten, or never known
half right               Hard                   part of it is there
right, "I guess"         Hard                   luck is not memory
right                    Good
right, "certain"         Easy, from the second  the first time says what was known before, not
                         answer on              what is remembered
=======================  =====================  ================================================

A day is the smallest step: nobody is asked the same thing twice in a shift, and answering again at
once brings nothing. A season (120 days) is the longest. No chance is thrown in (no "fuzzing"): the
same answers give the same dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, cast

from fsrs import Card, Rating, Scheduler, State

from quests.questions import Outcome

PARAMETERS = "fsrs6-default-1"
"""Names the parameters and steps below; stored with each card. Change one, change it."""

DAY = timedelta(days=1)
SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(DAY,),
    relearning_steps=(DAY,),
    maximum_interval=120,
    enable_fuzzing=False,
)
GUESSED, CERTAIN = 1, 3

Reason = Literal["changed", "missed", "partial", "unsure", "faded"]


@dataclass(frozen=True, kw_only=True)
class Memory:
    """A card between two answers. Moments are aware; ``state`` as ``fsrs.State`` numbers them."""

    stability: float
    difficulty: float
    state: int
    due_at: datetime
    last_at: datetime
    reps: int
    lapses: int
    first_right_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Met:
    """One answer: ``confidence`` 1 (guessed) to 3 (certain), None when not said."""

    outcome: Outcome
    confidence: int | None
    at: datetime


def rating(outcome: Outcome, confidence: int | None, *, reps: int) -> Rating:
    """What the answer says of the memory; ``reps`` counts the answers before it."""
    if outcome == "wrong":
        return Rating.Again
    if outcome == "partial" or confidence == GUESSED:
        return Rating.Hard
    return Rating.Easy if confidence == CERTAIN and reps >= 1 else Rating.Good


def first(met: Met) -> Memory:
    """The memory of something answered for the first time."""
    return _after(Card(card_id=0, due=met.at), met, reps=0, lapses=0, first_right_at=None)


def again(memory: Memory, met: Met) -> Memory:
    """The memory after one more answer; it is always due later than the answer."""
    known = memory.first_right_at is not None and memory.state == State.Review
    lapses = memory.lapses + (known and met.outcome == "wrong")
    return _after(_card(memory), met, reps=memory.reps, lapses=lapses, first_right_at=memory.first_right_at)


def retrievability(memory: Memory, at: datetime) -> float:
    """The chance to remember at ``at``, 0 to 1; days are counted whole."""
    return float(SCHEDULER.get_card_retrievability(_card(memory), at))


def _after(card: Card, met: Met, *, reps: int, lapses: int, first_right_at: datetime | None) -> Memory:
    said = rating(met.outcome, met.confidence, reps=reps)
    after, _log = SCHEDULER.review_card(card, said, met.at.astimezone(UTC))
    return Memory(
        stability=cast(float, after.stability),  # None only before the first answer
        difficulty=cast(float, after.difficulty),
        state=int(after.state),
        due_at=after.due,
        last_at=met.at,
        reps=reps + 1,
        lapses=lapses,
        first_right_at=first_right_at or (met.at if met.outcome == "right" else None),
    )


def _card(memory: Memory) -> Card:
    return Card(
        card_id=0,  # without one, the library sleeps to make it
        state=State(memory.state),
        step=None if memory.state == State.Review else 0,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=memory.last_at.astimezone(UTC),
    )


def same_substance(one: str, other: str) -> bool:
    """Whether there is the same thing to know; a version from before substances were kept is."""
    return one == other or not one or not other


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A card that is due, as far as its turn depends on it."""

    card: int
    changed: bool
    chance: float
    due_at: datetime


def in_turn(waiting: Iterable[Waiting]) -> list[Waiting]:
    """What changed first, then what is most likely forgotten, then what has waited longest."""
    return sorted(waiting, key=lambda one: (not one.changed, one.chance, one.due_at, one.card))


def reason(*, changed: bool, outcome: str, confidence: int | None) -> Reason:
    """Why a card comes back; the last answer tells, unless the fact itself moved."""
    if changed:
        return "changed"
    if outcome == "wrong":
        return "missed"
    if outcome == "partial":
        return "partial"
    return "unsure" if confidence == GUESSED else "faded"


def one_in(chance: float) -> int | None:
    """N of "about 1 chance in N that it has faded"; None when it has more likely faded than not.

    ``chance`` is that of remembering. N stops at 100: a forecast is not finer than that.
    """
    faded = 1 - chance
    if faded >= 0.5:
        return None
    return min(100, round(1 / faded)) if faded else 100
