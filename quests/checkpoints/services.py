"""Checking in: one award per learner and checkpoint, on site or from afar alike."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quests import events
from quests.catalogue.models import QuestionVersion
from quests.catalogue.selectors import is_in_play
from quests.checkpoints.models import CheckIn, Checkpoint
from quests.checkpoints.selectors import check_in_of
from quests.errors import NotPlayable
from quests.ledger.scoring import points_for
from quests.ledger.services import Line, award
from quests.people.models import User
from quests.programme.services import record_evidence
from quests.questions import FormData, kind_named
from quests.refusals import parsed


def question_for(checkpoint: Checkpoint, mode: str) -> QuestionVersion:
    """The question that proves the visit: what is seen on site, or its remote twin."""
    onsite = mode == CheckIn.Mode.ONSITE
    question = checkpoint.onsite_question if onsite else checkpoint.remote_question
    if not checkpoint.in_play or question is None or question.current is None or not is_in_play(question):
        raise NotPlayable(_("This checkpoint is not in play at the moment."))
    return question.current


@transaction.atomic
def check_in(
    learner: User,
    *,
    checkpoint: Checkpoint,
    mode: str,
    data: FormData,
    client_id: UUID,
    at: datetime | None = None,
) -> CheckIn:
    """Record the visit and its points; visiting again returns the first visit unchanged.

    Raises ``AnswerRefused`` when ``data`` is no answer, ``NotPlayable`` when the checkpoint is out.
    """
    User.objects.select_for_update(no_key=True).values("pk").get(pk=learner.pk)
    if before := check_in_of(learner, checkpoint.pk):
        return before
    at = at or timezone.now()
    version = question_for(checkpoint, mode)
    answer = parsed(version.kind, version.key, data)
    verdict = kind_named(version.kind).mark(version.key, answer)
    points = points_for(checkpoint.points, verdict.fraction)
    visit = CheckIn.objects.create(
        learner=learner,
        checkpoint=checkpoint,
        mode=mode,
        client_id=client_id,
        question_version=version,
        answer=answer,
        outcome=verdict.outcome,
        points=points,
        checked_at=at,
    )
    source = f"checkpoint:{checkpoint.pk}"
    record_evidence(learner, source=source, kind="visited", seconds=checkpoint.seconds, at=at)
    award(learner, Line(source=source, points=points, pillar=checkpoint.pillar), at=at)
    if mode == CheckIn.Mode.REMOTE:  # what is seen on site cannot be asked again elsewhere
        events.publish(
            events.QuestionAnswered(
                learner_id=learner.pk,
                question_id=version.question_id,
                version_id=version.pk,
                fraction=verdict.fraction,
                confidence=None,
                at=at,
            )
        )
    events.publish(events.CheckedIn(learner_id=learner.pk, checkpoint_id=checkpoint.pk))
    return visit
