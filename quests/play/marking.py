"""What an answer is worth, by the kind of its step. A checkpoint records its own visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from quests.catalogue.models import QuestionVersion, StepKind, StepVersion
from quests.catalogue.screens import shown_options
from quests.checkpoints.models import CheckIn
from quests.checkpoints.selectors import check_in_of, is_open
from quests.checkpoints.services import check_in
from quests.errors import NotPlayable
from quests.ledger import scoring
from quests.ledger.services import Line
from quests.play.models import Attempt
from quests.play.selectors import opened_hints, pinned_version, said_so_far, step_seed
from quests.questions import FormData, kind_named
from quests.refusals import confidence_in, parsed


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One answer on its way to being marked."""

    attempt: Attempt
    step: StepVersion
    data: FormData
    client_id: UUID
    seconds: int | None = None
    at: datetime

    @property
    def source(self) -> str:
        """What the ledger and the evidence call the step."""
        return f"step:{self.step.step_id}"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What an answer is worth, before it is written.

    ``proves`` is the kind of evidence, empty when the evidence is written elsewhere; ``values``
    are the response's own fields.
    """

    outcome: str
    points: int
    lines: tuple[Line, ...] = ()
    proves: str = ""
    fraction: Fraction = Fraction(1)
    values: dict[str, Any] = field(default_factory=dict)


def _line(turn: Turn, points: int) -> Line:
    pillar = turn.attempt.quest_version.pillar
    return Line(source=turn.source, points=points, pillar=pillar)


def _mark_card(turn: Turn) -> Mark:
    points = turn.step.points
    return Mark(outcome="done", points=points, lines=(_line(turn, points),), proves="read")


def _mark_question(turn: Turn) -> Mark:
    version = pinned_version(turn.attempt, turn.step)
    answer = parsed(version.kind, version.key, _data(turn, version))
    verdict = kind_named(version.kind).mark(version.key, answer)
    hints = opened_hints(turn.attempt, turn.step)
    points = scoring.after_hints(scoring.points_for(version.points, verdict.fraction), hints)
    fraction = Decimal(verdict.fraction.numerator) / verdict.fraction.denominator
    return Mark(
        outcome=verdict.outcome,
        points=points,
        lines=(_line(turn, points),),
        proves="answered",
        fraction=verdict.fraction,
        values={
            "question_version": version,
            "answer": answer,
            "shown": shown_options(version, step_seed(turn.attempt, turn.step)),
            "fraction": round(fraction, 4),
            "confidence": confidence_in(turn.data) if version.confidence else None,
            "hints": hints,
        },
    )


def _data(turn: Turn, version: QuestionVersion) -> FormData:
    """What to mark: the form, but for a dialogue, whose choices were logged one by one."""
    if version.kind == "dialogue":
        return {"choices": said_so_far(turn.attempt, turn.step)}
    return turn.data


def _mark_checkpoint(turn: Turn) -> Mark:
    """Done by an earlier visit, else by answering the remote twin now; passed when closed.

    The visit writes its own ledger line and evidence, whichever way it came.
    """
    checkpoint = turn.step.checkpoint
    if checkpoint is None:
        raise NotPlayable(_("This step is not part of the quest."))
    visit = check_in_of(turn.attempt.learner, checkpoint.pk)
    if visit is None and not is_open(checkpoint):
        return Mark(outcome="closed", points=0)
    visit = visit or check_in(
        turn.attempt.learner,
        checkpoint=checkpoint,
        mode=CheckIn.Mode.REMOTE,
        data=turn.data,
        client_id=turn.client_id,
        at=turn.at,
    )
    return Mark(outcome=visit.outcome, points=visit.points)


MARKERS: dict[str, Callable[[Turn], Mark]] = {
    StepKind.CARD: _mark_card,
    StepKind.QUESTION: _mark_question,
    StepKind.DRAW: _mark_question,
    StepKind.CHECKPOINT: _mark_checkpoint,
}


def marked(turn: Turn) -> Mark:
    """What the answer is worth, by the kind of its step; raises ``AnswerRefused`` or ``NotPlayable``."""
    return MARKERS[turn.step.kind](turn)
