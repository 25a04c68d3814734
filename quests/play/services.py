"""Playing: start, answer, pause, resume. Every answer is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quests import events
from quests.catalogue.models import Quest, StepKind, StepVersion
from quests.catalogue.screens import shown_options
from quests.catalogue.selectors import steps_of
from quests.checkpoints.models import CheckIn
from quests.checkpoints.selectors import check_in_of
from quests.checkpoints.services import check_in
from quests.errors import NotPlayable, StepNotReached
from quests.ledger import scoring
from quests.ledger.services import Line, award
from quests.people.models import User
from quests.play.models import Attempt, Response
from quests.play.selectors import (
    Run,
    attempts_of,
    done_quests,
    pinned_version,
    run_of,
    step_seed,
)
from quests.programme.services import complete_programmes, record_evidence
from quests.questions import FormData, kind_named
from quests.refusals import parsed


@transaction.atomic
def start(learner: User, *, quest: Quest, at: datetime | None = None) -> Attempt:
    """The learner's attempt under way at ``quest``, or a new one on its current version."""
    if attempt := attempts_of(learner).filter(quest=quest, completed_at=None).first():
        return attempt
    if quest.retired_at or quest.current is None:
        raise NotPlayable(_("This quest is no longer in play."))
    attempt, _created = Attempt.objects.get_or_create(
        learner=learner,
        quest=quest,
        completed_at=None,
        defaults={
            "quest_version": quest.current,
            "seed": secrets.token_hex(16),
            "pins": _pins(steps_of(quest.current)),
            "started_at": at or timezone.now(),
        },
    )
    return attempt


def _pins(steps: list[StepVersion]) -> dict[str, int | None]:
    """The question version each step will show; steps out of play are left out."""
    return {
        str(step.step.key): step.question.current_id if step.question else None
        for step in steps
        if (step.question is None or step.question.retired_at is None)
        and (step.checkpoint is None or step.checkpoint.in_play)
    }


@transaction.atomic
def submit_response(
    learner: User,
    *,
    attempt_id: UUID,
    step_key: UUID,
    data: FormData,
    client_id: UUID,
    at: datetime | None = None,
) -> Response:
    """Mark and record the answer to one step; the same step twice returns the first response.

    Raises ``AnswerRefused`` (nothing recorded), ``StepNotReached``, ``NotPlayable``, or
    ``Attempt.DoesNotExist`` when ``learner`` has no such attempt. One answer at a time: the attempt
    is locked.
    """
    attempt = attempts_of(learner).select_for_update(of=("self",)).get(pk=attempt_id)
    run = run_of(attempt)
    step = run.step(step_key)
    if step is None:
        raise NotPlayable(_("This step is not part of the quest."))
    if before := run.responses.get(step.step_id) or run.sent(client_id):
        return before
    if step != run.current:
        raise StepNotReached(_("Another step comes first."))
    at = at or timezone.now()
    mark = MARKERS[step.kind](Turn(attempt=attempt, step=step, data=data, client_id=client_id, at=at))
    last = run.done + 1 == len(run.steps)
    finish = _finish(run, mark) if last else []
    if mark.proves:
        _prove(attempt, step, kind=mark.proves, at=at)
    # Late: the board's rows are everybody's, and stay locked from here to the end of the transaction.
    won = award(learner, *mark.lines, *finish, at=at)
    response = Response.objects.create(
        attempt=attempt,
        step_id=step.step_id,
        client_id=client_id,
        outcome=mark.outcome,
        points=mark.points if won >= {line.source for line in mark.lines} else 0,
        answered_at=at,
        **mark.values,
    )
    _close(attempt, at=at, perfect=len(finish) > 1) if last else _forget_draft(attempt)
    return response


@transaction.atomic
def pause(attempt: Attempt, *, step_key: UUID, draft: FormData) -> None:
    """Freeze the attempt as it is on the screen: a guest has arrived."""
    Attempt.objects.filter(pk=attempt.pk, completed_at=None).update(
        paused_at=timezone.now(), draft={"step": str(step_key), "data": dict(draft)}
    )


@transaction.atomic
def resume(attempt: Attempt) -> None:
    """Take the attempt up again where it was frozen; the draft stays until the step is done."""
    Attempt.objects.filter(pk=attempt.pk).update(paused_at=None)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One answer on its way to being marked."""

    attempt: Attempt
    step: StepVersion
    data: FormData
    client_id: UUID
    at: datetime


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
    values: dict[str, Any] = field(default_factory=dict)


def _source(step: StepVersion) -> str:
    """What the ledger and the evidence call a step."""
    return f"step:{step.step_id}"


def _line(turn: Turn, points: int) -> Line:
    pillar = turn.attempt.quest_version.pillar
    return Line(source=_source(turn.step), points=points, pillar=pillar)


def _mark_card(turn: Turn) -> Mark:
    points = turn.step.points
    return Mark(outcome="done", points=points, lines=(_line(turn, points),), proves="read")


def _mark_question(turn: Turn) -> Mark:
    version = pinned_version(turn.attempt, turn.step)
    answer = parsed(version.kind, version.key, turn.data)
    verdict = kind_named(version.kind).mark(version.key, answer)
    points = scoring.points_for(version.points, verdict.fraction)
    fraction = Decimal(verdict.fraction.numerator) / verdict.fraction.denominator
    return Mark(
        outcome=verdict.outcome,
        points=points,
        lines=(_line(turn, points),),
        proves="answered",
        values={
            "question_version": version,
            "answer": answer,
            "shown": shown_options(version, step_seed(turn.attempt, turn.step)),
            "fraction": round(fraction, 4),
        },
    )


def _mark_checkpoint(turn: Turn) -> Mark:
    """Done by an earlier visit, else by answering the remote twin now; passed when closed.

    The visit writes its own ledger line and evidence, whichever way it came.
    """
    checkpoint = turn.step.checkpoint
    if checkpoint is None:
        raise NotPlayable(_("This step is not part of the quest."))
    visit = check_in_of(turn.attempt.learner, checkpoint.pk)
    if visit is None and not checkpoint.in_play:
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
    StepKind.CHECKPOINT: _mark_checkpoint,
}


def _prove(attempt: Attempt, step: StepVersion, *, kind: str, at: datetime) -> None:
    """Credit the step's estimated seconds."""
    record_evidence(
        attempt.learner,
        source=_source(step),
        kind=kind,
        seconds=step.seconds,
        quest_version=attempt.quest_version,
        at=at,
    )


def _finish(run: Run, last: Mark) -> list[Line]:
    """The lines of finishing: the quest, and the bonus of a perfect first attempt."""
    quest, pillar = run.attempt.quest_id, run.attempt.quest_version.pillar
    lines = [Line(source=f"quest:{quest}", points=scoring.QUEST_POINTS, pillar=pillar)]
    outcomes = {last.outcome, *(response.outcome for response in run.responses.values())}
    if not outcomes & {"wrong", "partial"} and not _finished_before(run.attempt):
        lines.append(Line(source=f"perfect:{quest}", points=scoring.PERFECT_POINTS))
    return lines


def _finished_before(attempt: Attempt) -> bool:
    return attempt.quest_id in done_quests(attempt.learner)


def _close(attempt: Attempt, *, at: datetime, perfect: bool) -> None:
    """End the attempt and complete the programmes it was the last quest of."""
    learner = attempt.learner
    Attempt.objects.filter(pk=attempt.pk).update(completed_at=at, paused_at=None, draft={})
    complete_programmes(learner, done_quests=done_quests(learner), at=at)
    events.publish(
        events.QuestCompleted(learner_id=learner.pk, attempt_id=attempt.pk, quest_id=attempt.quest_id, perfect=perfect)
    )


def _forget_draft(attempt: Attempt) -> None:
    if attempt.draft:
        Attempt.objects.filter(pk=attempt.pk).update(draft={})
