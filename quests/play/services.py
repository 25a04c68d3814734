"""Playing: start, answer, pause, resume. Every answer is one transaction."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quests import events
from quests.catalogue.models import Quest, StepVersion
from quests.catalogue.selectors import steps_of
from quests.errors import NotPlayable, StepNotReached
from quests.ledger import scoring
from quests.ledger.services import Line, award
from quests.people.models import User
from quests.play.marking import Mark, Turn, marked
from quests.play.models import Attempt, Response
from quests.play.pins import pins_for
from quests.play.selectors import (
    Run,
    attempts_of,
    done_quests,
    hints_of,
    opened_hints,
    pinned_version,
    run_of,
)
from quests.programme.services import complete_programmes, record_evidence
from quests.questions import FormData


@transaction.atomic
def start(learner: User, *, quest: Quest, at: datetime | None = None) -> Attempt:
    """The learner's attempt under way at ``quest``, or a new one on its current version."""
    if attempt := attempts_of(learner).filter(quest=quest, completed_at=None).first():
        return attempt
    if quest.retired_at or quest.current is None:
        raise NotPlayable(_("This quest is no longer in play."))
    seed, at = secrets.token_hex(16), at or timezone.now()
    attempt, _created = Attempt.objects.get_or_create(
        learner=learner,
        quest=quest,
        completed_at=None,
        defaults={
            "quest_version": quest.current,
            "seed": seed,
            "pins": pins_for(learner, steps_of(quest.current), seed=seed, at=at),
            "started_at": at,
        },
    )
    return attempt


@transaction.atomic
def submit_response(
    learner: User,
    *,
    attempt_id: UUID,
    step_key: UUID,
    data: FormData,
    client_id: UUID,
    seconds: int | None = None,
    at: datetime | None = None,
) -> Response:
    """Mark and record the answer to one step; the same step twice returns the first response.

    Raises ``AnswerRefused`` (nothing recorded), ``StepNotReached``, ``NotPlayable``, or
    ``Attempt.DoesNotExist`` when ``learner`` has no such attempt. One answer at a time: the attempt
    is locked. ``seconds``: how long the step was on the screen, None when nobody measured it.
    """
    attempt = attempts_of(learner).select_for_update(of=("self",)).get(pk=attempt_id)
    run = run_of(attempt)
    step = _step_of(run, step_key)
    if before := run.responses.get(step.step_id) or run.sent(client_id):
        return before
    if step != run.current:
        raise StepNotReached(_("Another step comes first."))
    turn = Turn(attempt=attempt, step=step, data=data, client_id=client_id, seconds=seconds, at=at or timezone.now())
    return _record(turn, marked(turn), run=run)


def _step_of(run: Run, key: UUID) -> StepVersion:
    step = run.step(key)
    if step is None:
        raise NotPlayable(_("This step is not part of the quest."))
    return step


def _record(turn: Turn, mark: Mark, *, run: Run) -> Response:
    """Write what a marked answer proves, earns and says; the last step ends the attempt."""
    attempt, last = turn.attempt, run.done + 1 == len(run.steps)
    finish = _finish(run, mark) if last else []
    if mark.proves:
        _prove(turn, kind=mark.proves)
    # Late: the board's rows are everybody's, and stay locked from here to the end of the transaction.
    won = award(attempt.learner, *mark.lines, *finish, at=turn.at)
    response = Response.objects.create(
        attempt=attempt,
        step_id=turn.step.step_id,
        client_id=turn.client_id,
        outcome=mark.outcome,
        points=mark.points if won >= {line.source for line in mark.lines} else 0,
        seconds=turn.seconds,
        language=(get_language() or settings.LANGUAGE_CODE)[:2],
        answered_at=turn.at,
        **mark.values,
    )
    _tell(turn, mark)
    _close(attempt, at=turn.at, perfect=len(finish) > 1) if last else _forget_draft(attempt)
    return response


def _tell(turn: Turn, mark: Mark) -> None:
    """Say that a question was answered, to whoever follows what people know."""
    version = mark.values.get("question_version")
    if version is not None:
        events.publish(
            events.QuestionAnswered(
                learner_id=turn.attempt.learner_id,
                question_id=version.question_id,
                version_id=version.pk,
                fraction=mark.fraction,
                confidence=mark.values["confidence"],
                at=turn.at,
            )
        )


@transaction.atomic
def read_hint(learner: User, *, attempt_id: UUID, step_key: UUID) -> int:
    """Open the next hint of the step under way; how many are open now.

    Raises ``StepNotReached`` or ``Attempt.DoesNotExist``.
    """
    attempt = attempts_of(learner).select_for_update(of=("self",)).get(pk=attempt_id)
    step = run_of(attempt).current
    if step is None or step.step.key != step_key or not step.asks:
        raise StepNotReached(_("Another step comes first."))
    opened = min(opened_hints(attempt, step) + 1, len(hints_of(pinned_version(attempt, step))))
    attempt.hints = attempt.hints | {str(step_key): opened}
    Attempt.objects.filter(pk=attempt.pk).update(hints=attempt.hints)
    return opened


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


def _prove(turn: Turn, *, kind: str) -> None:
    """Credit the step's estimated seconds."""
    record_evidence(
        turn.attempt.learner,
        source=turn.source,
        kind=kind,
        seconds=turn.step.seconds,
        quest_version=turn.attempt.quest_version,
        at=turn.at,
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
