"""News of the game, in the past tense, told after the transaction commits.

``publish`` waits for COMMIT and is robust: a subscriber that fails is logged and never undoes what
happened nor silences the others. The wiring is in ``quests/apps.py``.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened and was committed."""


@dataclass(frozen=True, kw_only=True)
class LearnerJoined(Event):
    """A person began to work for (or learn through) an employer."""

    learner_id: int
    employment_id: int


@dataclass(frozen=True, kw_only=True)
class PointsAwarded(Event):
    """A ledger line was written; ``season_id`` is None outside seasons."""

    learner_id: int
    season_id: int | None
    points: int


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(Event):
    """A learner answered a question for the first time in an attempt, or at a checkpoint.

    ``fraction`` is the share of the credit, 0 to 1; ``confidence`` 1 to 3, None when not said.
    """

    learner_id: int
    question_id: int
    version_id: int
    fraction: Fraction
    confidence: int | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class QuestCompleted(Event):
    """A learner did the last step of a quest; ``perfect`` when every answer was right."""

    learner_id: int
    attempt_id: UUID
    quest_id: int
    perfect: bool


@dataclass(frozen=True, kw_only=True)
class CheckedIn(Event):
    """A learner checked in at a checkpoint, on site or from afar."""

    learner_id: int
    checkpoint_id: int


@dataclass(frozen=True, kw_only=True)
class BoardVisibilityChanged(Event):
    """A learner chose to appear on, or to leave, the boards."""

    learner_id: int


E = TypeVar("E", bound=Event)
_subscribers: dict[type[Event], list[Callable[[Any], object]]] = defaultdict(list)


def subscribe(event_type: type[E], handler: Callable[[E], object]) -> None:
    """Call ``handler`` with every ``event_type`` from now on (once, however often subscribed)."""
    if handler not in _subscribers[event_type]:
        _subscribers[event_type].append(handler)


def publish(event: Event) -> None:
    """Tell ``event`` to its subscribers once the current transaction has committed."""
    for handler in _subscribers[type(event)]:
        transaction.on_commit(partial(_tell, handler, event))


def _tell(handler: Callable[[Any], object], event: Event) -> None:
    try:
        handler(event)
    except Exception:
        logger.exception("subscriber failed", extra={"event_type": type(event).__name__})
