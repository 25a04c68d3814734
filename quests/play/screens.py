"""What the play screens show, gathered in a bounded number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from quests.catalogue.models import Quest, QuestVersion, StepKind, StepVersion
from quests.catalogue.screens import QuestionScreen, ask, reveal
from quests.checkpoints.models import CheckIn, Checkpoint
from quests.checkpoints.selectors import check_in_of, is_open, visit_screen
from quests.checkpoints.services import question_for
from quests.ledger import selectors as ledger
from quests.ledger.models import Badge, Season, Standing
from quests.ledger.rhythm import Rhythm
from quests.people.models import User
from quests.play.models import Attempt, Response
from quests.play.selectors import (
    QuestProgress,
    Run,
    hints_of,
    opened_hints,
    pinned_version,
    progress_of,
    run_of,
    said_so_far,
    step_seed,
)
from quests.programme.selectors import credited_seconds_of
from quests.questions import FormData
from quests.words import spoken


@dataclass(frozen=True, kw_only=True)
class HomeScreen:
    """My quests and my next goal. ``minutes`` are credited minutes."""

    next: QuestProgress | None
    quests: tuple[QuestProgress, ...]
    lamps: int
    points: int
    minutes: int
    season: Season | None
    standing: Standing | None
    rhythm: Rhythm


def home_of(learner: User) -> HomeScreen:
    """The home screen of ``learner``."""
    season = ledger.current_season()
    quests = progress_of(learner, season=season)
    goal = _next_goal(quests, trade=learner.trade)
    return HomeScreen(
        next=goal,
        quests=tuple(quest for quest in quests if quest is not goal),
        lamps=sum(quest.completed for quest in quests),
        points=ledger.total_points(learner),
        minutes=credited_seconds_of(learner) // 60,
        season=season,
        standing=ledger.standing_of(learner, season),
        rhythm=ledger.weekly_rhythm(learner),
    )


def _next_goal(quests: list[QuestProgress], *, trade: str) -> QuestProgress | None:
    """What is under way, else what is new: for my trade first, then in the trainers' order."""
    under_way = [quest for quest in quests if quest.started]
    if under_way:
        return max(under_way, key=lambda quest: quest.attempt.started_at if quest.attempt else 0)
    fresh = [quest for quest in quests if not quest.completed]
    return min(fresh, key=lambda q: trade not in (q.version.roles or [trade]), default=None)


@dataclass(frozen=True, kw_only=True)
class CoverScreen:
    """A quest before it starts."""

    quest: Quest
    version: QuestVersion
    words: Mapping[str, Any]
    steps: int
    progress: QuestProgress | None


def cover_of(learner: User, quest: Quest) -> CoverScreen | None:
    """The cover of ``quest``; None when it was never published."""
    version = quest.current
    if version is None:
        return None
    rows = progress_of(learner, season=ledger.current_season())
    return CoverScreen(
        quest=quest,
        version=version,
        words=spoken(version.words),
        steps=version.steps.count(),
        progress=next((row for row in rows if row.quest == quest), None),
    )


@dataclass(frozen=True, kw_only=True)
class StepScreen:
    """One step of a run; ``card`` for cards, ``question`` for questions and checkpoints.

    ``hints`` are those opened so far, ``more_hints`` how many are left.
    """

    run: Run
    step: StepVersion
    number: int
    quest: Mapping[str, Any]
    card: Mapping[str, Any]
    response: Response | None
    question: QuestionScreen | None = None
    checkpoint: Checkpoint | None = None
    place: Mapping[str, Any] | None = None
    visit: CheckIn | None = None
    hints: tuple[str, ...] = ()
    more_hints: int = 0

    @property
    def total(self) -> int:
        """How many steps the run has."""
        return len(self.run.steps)

    @property
    def last(self) -> bool:
        """Whether this is the last step."""
        return self.number == self.total


def step_screen(attempt: Attempt, key: UUID, *, draft: FormData | None = None) -> StepScreen | None:
    """The screen of step ``key``; None when it is unknown or not reached yet."""
    run = run_of(attempt)
    step = run.step(key)
    if step is None or (step.step_id not in run.responses and step != run.current):
        return None
    if draft is None and attempt.draft.get("step") == str(key):
        draft = attempt.draft["data"]
    response = run.responses.get(step.step_id)
    return StepScreen(
        run=run,
        step=step,
        number=run.number(step),
        quest=spoken(attempt.quest_version.words),
        card=spoken(step.words),
        response=response,
        **_asked(attempt, step, response, draft),
    )


def replay_of(attempt: Attempt) -> list[StepScreen]:
    """Every question answered in ``attempt``, exactly as it was shown and marked."""
    run = run_of(attempt)
    screens = (step_screen(attempt, step.step.key) for step in run.steps if step.kind != StepKind.CARD)
    return [screen for screen in screens if screen is not None and screen.response is not None]


def _asked(attempt: Attempt, step: StepVersion, response: Response | None, draft: FormData | None) -> dict[str, Any]:
    if step.asks:
        return _hints(attempt, step) | {"question": _question(attempt, step, response, draft)}
    if step.kind == StepKind.CHECKPOINT and step.checkpoint is not None:
        return _checkpoint(attempt, step, step.checkpoint, draft)
    return {}


def _question(attempt: Attempt, step: StepVersion, response: Response | None, draft: FormData | None) -> QuestionScreen:
    version, seed = pinned_version(attempt, step), step_seed(attempt, step)
    if response is not None:
        return reveal(version, answer=response.answer, shown=response.shown, seed=seed)
    if version.kind == "dialogue":
        draft = {"choices": said_so_far(attempt, step)}
    return ask(version, seed=seed, draft=draft)


def _hints(attempt: Attempt, step: StepVersion) -> dict[str, Any]:
    """The hints opened so far, and how many are left."""
    hints, opened = hints_of(pinned_version(attempt, step)), opened_hints(attempt, step)
    return {"hints": tuple(hints[:opened]), "more_hints": max(0, len(hints) - opened)}


def _checkpoint(attempt: Attempt, step: StepVersion, checkpoint: Checkpoint, draft: FormData | None) -> dict[str, Any]:
    visit = check_in_of(attempt.learner, checkpoint.pk)
    return {
        "checkpoint": checkpoint,
        "place": spoken(checkpoint.words),
        "visit": visit,
        "question": visit_screen(visit) if visit else _twin(checkpoint, seed=step_seed(attempt, step), draft=draft),
    }


def _twin(checkpoint: Checkpoint, *, seed: str, draft: FormData | None) -> QuestionScreen | None:
    if not is_open(checkpoint):
        return None
    return ask(question_for(checkpoint, CheckIn.Mode.REMOTE), seed=seed, draft=draft)


@dataclass(frozen=True, kw_only=True)
class FinishScreen:
    """The end of a quest. ``minutes`` is what this quest credits."""

    attempt: Attempt
    words: Mapping[str, Any]
    points: int
    minutes: int
    right: int
    asked: int
    new_badges: tuple[Badge, ...]
    next: QuestProgress | None


def finish_of(attempt: Attempt) -> FinishScreen:
    """What the learner earned with ``attempt`` and where to go next."""
    run, learner = run_of(attempt), attempt.learner
    rows = progress_of(learner, season=ledger.current_season())
    answered = [response for response in run.responses.values() if response.outcome != "done"]
    return FinishScreen(
        attempt=attempt,
        words=spoken(attempt.quest_version.words),
        points=_earned(attempt, run),
        minutes=round(sum(step.seconds for step in run.steps) / 60),
        right=sum(response.outcome == "right" for response in answered),
        asked=len(answered),
        new_badges=ledger.badges_since(learner, attempt.started_at),
        next=_next_goal([row for row in rows if row.quest != attempt.quest], trade=learner.trade),
    )


def _earned(attempt: Attempt, run: Run) -> int:
    """Points of the steps, and those of finishing when this attempt was the first to finish."""
    sources = [f"{kind}:{attempt.quest_id}" for kind in ("quest", "perfect")]
    bonus = ledger.points_between(
        attempt.learner, sources=sources, since=attempt.started_at, until=attempt.completed_at
    )
    return sum(response.points for response in run.responses.values()) + bonus
