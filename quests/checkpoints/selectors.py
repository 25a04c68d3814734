"""Finding checkpoints and the visits to them."""

from __future__ import annotations

from django.db.models import QuerySet

from quests.catalogue.screens import QuestionScreen, reveal, shown_options
from quests.catalogue.selectors import is_in_play
from quests.checkpoints.models import CheckIn, Checkpoint
from quests.codes import normalised
from quests.people.models import User


def checkpoints_in_play() -> QuerySet[Checkpoint]:
    """Checkpoints a learner may do, with their questions' current versions."""
    return Checkpoint.objects.filter(in_play=True).select_related(
        "onsite_question__current", "remote_question__current", "territory"
    )


def is_open(checkpoint: Checkpoint) -> bool:
    """Whether the checkpoint can be done from afar: it is in play, and so is its remote twin."""
    twin = checkpoint.remote_question
    return checkpoint.in_play and twin is not None and is_in_play(twin)


def checkpoint_by_code(code: str) -> Checkpoint | None:
    """The checkpoint in play whose QR code holds ``code``."""
    return checkpoints_in_play().filter(code=code).first()


def checkpoint_by_typed_code(typed: str) -> Checkpoint | None:
    """The checkpoint in play whose human code was typed, with or without its dash."""
    signs = normalised(typed)
    return checkpoints_in_play().filter(human_code=f"{signs[:4]}-{signs[4:]}").first()


def check_in_of(learner: User, checkpoint_id: int) -> CheckIn | None:
    """The learner's visit to a checkpoint, if any."""
    return CheckIn.objects.filter(learner=learner, checkpoint_id=checkpoint_id).first()


def visit_screen(visit: CheckIn) -> QuestionScreen:
    """The question a visit was proved with, and its verdict."""
    version = visit.question_version
    shown = shown_options(version, f"{visit.learner_id}:{visit.checkpoint_id}")
    return reveal(version, answer=visit.answer, shown=shown)
