"""Where a learner is: runs through quests, screens, progress."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from quests.catalogue.models import Quest, QuestionVersion, QuestVersion, StepVersion
from quests.catalogue.selectors import quests_in_play
from quests.ledger.models import Season
from quests.people.models import User
from quests.play.models import Attempt, Response
from quests.words import spoken


@dataclass(frozen=True, kw_only=True)
class Run:
    """An attempt with its steps in order and the responses given so far, by step id."""

    attempt: Attempt
    steps: tuple[StepVersion, ...]
    responses: Mapping[int, Response]

    @cached_property
    def current(self) -> StepVersion | None:
        """The first step not done yet; None when the quest is done."""
        return next((step for step in self.steps if step.step_id not in self.responses), None)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return len(self.responses)

    def step(self, key: UUID) -> StepVersion | None:
        """The step with this key."""
        return next((step for step in self.steps if step.step.key == key), None)

    def sent(self, client_id: UUID) -> Response | None:
        """The response already recorded under the phone's ``client_id``."""
        same = (r for r in self.responses.values() if r.client_id == client_id)
        return next(same, None)

    def number(self, step: StepVersion) -> int:
        """The place of ``step`` in this run, from 1."""
        return self.steps.index(step) + 1


def run_of(attempt: Attempt) -> Run:
    """The run of ``attempt``: one query, whatever its length, once the process knows the version."""
    version = attempt.quest_version
    steps = _steps_of(version.pk, version.published_at)
    return Run(
        attempt=attempt,
        steps=tuple(copy(step) for step in steps if str(step.step.key) in attempt.pins),
        responses={response.step_id: response for response in attempt.responses.all()},
    )


def pinned_version(attempt: Attempt, step: StepVersion) -> QuestionVersion:
    """The question version this attempt shows at ``step``."""
    return copy(_question_version(attempt.pins[str(step.step.key)], attempt.quest_version.published_at))


# Versions never change, so each process keeps those in play. ``published_at`` is there for ids that
# come back: after a rollback, or in another database. Callers get copies: what they look up from
# one (its checkpoint, say) does change, and must not be kept.
@lru_cache(maxsize=128)
def _steps_of(version_id: int, published_at: datetime) -> tuple[StepVersion, ...]:
    steps = StepVersion.objects.filter(quest_version=version_id).select_related("step")
    return tuple(steps.order_by("position"))


@lru_cache(maxsize=512)
def _question_version(version_id: int, published_at: datetime) -> QuestionVersion:
    return QuestionVersion.objects.get(pk=version_id)


def said_so_far(attempt: Attempt, step: StepVersion) -> list[str]:
    """The choices made in the dialogue of ``step``, in order."""
    turns = attempt.turns.filter(step_id=step.step_id).order_by("number")
    return list(turns.values_list("choice", flat=True))


def hints_of(version: QuestionVersion) -> list[str]:
    """The hints of a question in the reader's language, the vaguest first."""
    return list(spoken(version.words).get("hints", ()))


def opened_hints(attempt: Attempt, step: StepVersion) -> int:
    """How many hints of ``step`` the learner has opened."""
    return int(attempt.hints.get(str(step.step.key), 0))


def step_seed(attempt: Attempt, step: StepVersion) -> str:
    """What shuffles the options of ``step`` in ``attempt``, and in no other."""
    return f"{attempt.seed}:{step.step_id}"


def attempts_of(learner: User) -> QuerySet[Attempt]:
    """The learner's own attempts, each with its version."""
    return learner.attempts.select_related("quest_version")


@dataclass(frozen=True, kw_only=True)
class QuestProgress:
    """One row of the home screen. ``done`` and ``total`` count steps."""

    quest: Quest
    version: QuestVersion
    words: Mapping[str, Any]
    attempt: Attempt | None
    done: int
    total: int
    completed: bool

    @property
    def started(self) -> bool:
        """Whether an attempt is under way."""
        return self.attempt is not None and self.attempt.completed_at is None

    @property
    def seconds_left(self) -> int:
        """Estimated seconds left, in proportion to the steps left."""
        left = 1 - self.done / self.total if self.total else 1
        return round(self.version.seconds * left)


def progress_of(learner: User, *, season: Season | None) -> list[QuestProgress]:
    """Every quest in play with the learner's progress, in three queries."""
    quests = quests_in_play(season=season.slug if season else "").annotate(steps_count=Count("current__steps"))
    attempts = attempts_of(learner).annotate(done_count=Count("responses")).order_by("started_at")
    completed = {attempt.quest_id for attempt in attempts if attempt.completed_at}
    latest = {attempt.quest_id: attempt for attempt in attempts}
    return [_progress(quest, latest.get(quest.pk), quest.pk in completed) for quest in quests]


def _progress(quest: Any, attempt: Any, completed: bool) -> QuestProgress:
    under_way = attempt is not None and attempt.completed_at is None
    version = attempt.quest_version if under_way else quest.current
    return QuestProgress(
        quest=quest,
        version=version,
        words=spoken(version.words),
        attempt=attempt,
        done=attempt.done_count if under_way else 0,
        total=len(attempt.pins) if under_way else quest.steps_count,
        completed=completed,
    )


def done_quests(learner: User) -> set[int]:
    """Ids of the quests ``learner`` completed at least once."""
    done = Attempt.objects.filter(learner=learner, completed_at__isnull=False)
    return set(done.values_list("quest_id", flat=True))
