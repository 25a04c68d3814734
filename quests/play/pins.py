"""Which question version each step of a new attempt shows: fixed at its start, for its whole life."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from quests.catalogue.models import StepKind, StepVersion
from quests.catalogue.pools import Candidate, Draw, drawn
from quests.catalogue.selectors import candidates, is_in_play
from quests.checkpoints.selectors import is_open
from quests.people.models import User
from quests.play.models import Response

Pins = dict[str, int | None]


def pins_for(learner: User, steps: Sequence[StepVersion], *, seed: str, at: datetime) -> Pins:
    """The question version of each step by its key; steps out of play are left out."""
    pins: Pins = {
        str(step.step.key): step.question.current_id if step.question else None
        for step in steps
        if step.kind != StepKind.DRAW
        and (step.question is None or is_in_play(step.question))
        and (step.checkpoint is None or is_open(step.checkpoint))
    }
    drawing = [step for step in steps if step.kind == StepKind.DRAW]
    if drawing:
        taken = {step.question_id for step in steps if step.question_id}
        pins |= _draws(learner, drawing, taken=taken, seed=seed, at=at)
    return pins


def _draws(learner: User, steps: list[StepVersion], *, taken: set[int], seed: str, at: datetime) -> Pins:
    """The steps of a pool draw together; no question comes twice in one attempt."""
    bank = [each for each in candidates() if each.question not in taken]
    pins: Pins = {}
    for pool in dict.fromkeys(step.draw["pool"] for step in steps):
        group = [step for step in steps if step.draw["pool"] == pool]
        draw = Draw.read(group[0].draw)
        recent = _seen(learner, since=at - timedelta(days=draw.unseen_days))
        chosen = drawn(draw, bank, seed=f"{seed}:{pool}", recent=recent)
        bank = [each for each in bank if each not in chosen]
        pins |= _pinned(group, chosen)
    return pins


def _pinned(group: list[StepVersion], chosen: list[Candidate]) -> Pins:
    # Fewer questions than steps: the last steps are left out.
    return {str(step.step.key): each.id for step, each in zip(group, chosen, strict=False)}


def _seen(learner: User, *, since: datetime) -> frozenset[int]:
    """Questions the learner answered since then."""
    answers = Response.objects.filter(attempt__learner=learner, answered_at__gte=since, question_version__isnull=False)
    return frozenset(answers.values_list("question_version__question_id", flat=True))
