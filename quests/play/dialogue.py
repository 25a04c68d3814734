"""A dialogue with a visitor: every choice is logged, and the guest's last word ends the step."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quests.catalogue.models import StepVersion
from quests.errors import AnswerRefused, NotPlayable, StepNotReached
from quests.people.models import User
from quests.play.models import Attempt, DialogueTurn, Response
from quests.play.selectors import Run, attempts_of, pinned_version, run_of, said_so_far
from quests.play.services import submit_response
from quests.questions import InvalidAnswer
from quests.questions.dialogue import talk, where
from quests.refusals import refused


@transaction.atomic
def say(
    learner: User,
    *,
    attempt_id: UUID,
    step_key: UUID,
    choice: str,
    client_id: UUID,
    number: int | None = None,
    seconds: int | None = None,
    at: datetime | None = None,
) -> Response | None:
    """Log the ``number``-th choice of the scene, the next one when None; the step's response once the guest has left.

    The same turn twice, or an earlier one, changes nothing: what was said is said. Raises
    ``AnswerRefused`` when ``choice`` is not offered there, ``StepNotReached``, ``NotPlayable`` or
    ``Attempt.DoesNotExist``. ``seconds`` is the whole dialogue's, kept with its response.
    """
    attempt = attempts_of(learner).select_for_update(of=("self",)).get(pk=attempt_id)
    run = run_of(attempt)
    step = run.step(step_key)
    if step is None:
        raise NotPlayable(_("This step is not part of the quest."))
    if before := run.responses.get(step.step_id) or run.sent(client_id):
        return before
    said = _said(attempt, run, step, number=number)
    turn = DialogueTurn(attempt=attempt, step_id=step.step_id, choice=choice, client_id=client_id)
    if (number is not None and number <= len(said)) or attempt.turns.filter(client_id=client_id).exists():
        return None
    if not _logged(turn, pinned_version(attempt, step).key, said, at=at or timezone.now()):
        return None
    return submit_response(
        learner, attempt_id=attempt_id, step_key=step_key, data={}, client_id=client_id, seconds=seconds, at=at
    )


def _said(attempt: Attempt, run: Run, step: StepVersion, *, number: int | None) -> list[str]:
    """What was said before the ``number``-th choice, or more; the conversation must be under way."""
    if step != run.current:
        raise StepNotReached(_("Another step comes first."))
    if not step.asks or pinned_version(attempt, step).kind != "dialogue":
        raise NotPlayable(_("This step is no conversation."))
    said = said_so_far(attempt, step)
    if number is not None and number > len(said) + 1:
        raise StepNotReached(_("The conversation is not there yet."))
    return said


def _logged(turn: DialogueTurn, key: object, said: list[str], *, at: datetime) -> bool:
    """Write the turn; whether it was the last one."""
    try:
        before, after = talk(key, said), where(key, [*said, turn.choice])
    except InvalidAnswer as error:
        raise refused(error) from error
    if turn.choice not in before.offered:
        message = _("Your guest has to go soon: choose what brings the conversation to its end.")
        raise AnswerRefused(message, code="no_time")
    turn.number, turn.scene, turn.chosen_at = len(said) + 1, before.places[-1].scene, at
    turn.save(force_insert=True)
    return after.ending is not None
