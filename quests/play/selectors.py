"""Where a learner is: runs through quests, screens, progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
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

    @property
    def seconds_left(self) -> int:
        """Estimated seconds of the steps still to do."""
        return sum(step.seconds for step in self.steps if step.step_id not in self.responses)

    def step(self, key: UUID) -> StepVersion | None:
        """The step with this key."""
        return next((step for step in self.steps if step.step.key == key), None)

    def sent(self, client_id: UUID) -> Response | None:
        """The response already recorded under the phone's ``client_id``."""
        same = (r for r in self.responses.values() if r.client_id == client_id)
        return next(same, None)

    def after(self, step: StepVersion) -> StepVersion | None:
        """The step that follows ``step``."""
        return next((other for other in self.steps if other.position > step.position), None)

    def number(self, step: StepVersion) -> int:
        """The place of ``step`` in this run, from 1."""
        return self.steps.index(step) + 1


def run_of(attempt: Attempt) -> Run:
    """The run of ``attempt``: two queries, whatever its length."""
    steps = attempt.quest_version.steps.select_related("step", "checkpoint").order_by("position")
    return Run(
        attempt=attempt,
        steps=tuple(step for step in steps if str(step.step.key) in attempt.pins),
        responses={response.step_id: response for response in attempt.responses.all()},
    )


def pinned_version(attempt: Attempt, step: StepVersion) -> QuestionVersion:
    """The question version this attempt shows at ``step``."""
    return QuestionVersion.objects.get(pk=attempt.pins[str(step.step.key)])


def step_seed(attempt: Attempt, step: StepVersion) -> str:
    """What shuffles the options of ``step`` in ``attempt``, and in no other."""
    return f"{attempt.seed}:{step.step_id}"


def attempts_of(learner: User) -> QuerySet[Attempt]:
    """The learner's own attempts, each with its quest and version."""
    return Attempt.objects.filter(learner=learner).select_related("quest", "quest_version")


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
