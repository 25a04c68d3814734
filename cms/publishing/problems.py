"""What must be true before something is published: one list for the form, the panel, the preview,
moderation and the publishing itself.

The rules bind the source language; a translation only brings words, and a missing word falls back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.blocks.pools import pool_draw
from cms.kinds import answer_key, feedback_words, kind_of, option_words
from quests.catalogue.models import Quest, Question
from quests.catalogue.pools import Draw, can_be_met
from quests.catalogue.selectors import candidates
from quests.questions import InvalidKey, kind_named

PROMPT_LENGTH = 250
"""Characters of a question in play; a draft may be longer."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One reason not to publish. ``code`` names the rule, ``field`` the form field to look at."""

    code: str
    message: str
    field: str = ""


def problems_of(instance: Any) -> list[Problem]:
    """Every reason not to publish ``instance``, empty when it is ready."""
    if not is_source(instance):
        return []
    rules = RULES.get(instance._meta.label, ())
    return [problem for rule in rules for problem in rule(instance)]


def is_source(instance: Any) -> bool:
    """Whether ``instance`` is written in the language others are translated from."""
    # What is just being created may have no locale yet: it will be the source's.
    return instance.locale_id is None or instance.locale.language_code == settings.LANGUAGE_CODE


# --- any compiled content ------------------------------------------------------------------------


def complete_stream(field: str) -> Callable[[Any], Iterator[Problem]]:
    """Every compulsory part of the blocks of ``field`` is there."""

    def rule(instance: Any) -> Iterator[Problem]:
        value = getattr(instance, field)
        for place, child in enumerate(value, start=1):
            try:
                child.block.clean(child.value)
            except ValidationError as error:
                where = f"{child.block.label} {place}"
                yield Problem(code="incomplete", field=field, message=f"{where}: {_first_words(error, child.block)}")

    return rule


def _first_words(error: Any, block: Any) -> str:
    """The first sentence inside a nest of block errors, after the label of its field."""
    for name, inner in (getattr(error, "block_errors", None) or {}).items():
        child = getattr(block, "child_block", None) or block.child_blocks[name]
        said = _first_words(inner, child)
        return said if isinstance(name, int) else f"{child.label} – {said}"
    own = getattr(error, "non_block_errors", None)
    messages = list(own) if own else error.messages
    return " ".join(messages) or _("This part is not complete.")


# --- questions -----------------------------------------------------------------------------------


def question_has_words(question: Any) -> Iterator[Problem]:
    """A prompt, an explanation, a source."""
    needed = {
        "prompt": _("Write the question."),
        "explanation": _("Write the explanation that is always shown after the answer."),
        "source": _("Say where the answer comes from."),
    }
    for field, message in needed.items():
        if not getattr(question, field).strip():
            yield Problem(code="missing_words", field=field, message=message)
    if len(question.prompt) > PROMPT_LENGTH:
        yield Problem(
            code="prompt_too_long",
            field="prompt",
            message=_("Shorten the question: %d characters at most, it is read on a phone.") % PROMPT_LENGTH,
        )
    if question.picture_id and not question.picture_alt.strip():
        yield Problem(code="missing_alt", field="picture_alt", message=_("Say what the picture shows."))


def question_can_be_marked(question: Any) -> Iterator[Problem]:
    """One answer block, whose key the game accepts."""
    if len(question.answer) != 1:
        yield Problem(code="no_answer", field="answer", message=_("Choose how it is answered."))
        return
    block = question.answer[0]
    faults = list(kind_of(block).faults(block.value))
    for code, message in faults:
        yield Problem(code=code, field="answer", message=message)
    try:
        kind_named(block.block_type).check_key(answer_key(block))
    except InvalidKey:
        if not faults:
            yield Problem(
                code="invalid_key",
                field="answer",
                message=_("This answer cannot be marked: check its numbers and its choices."),
            )


def question_has_its_picture(question: Any) -> Iterator[Problem]:
    """A question answered in its picture has one."""
    if len(question.answer) == 1 and kind_of(question.answer[0]).needs_picture and not question.picture_id:
        yield Problem(code="incomplete", field="picture", message=_("Choose the picture in which to find the spot."))


def question_explains_mistakes(question: Any) -> Iterator[Problem]:
    """Whatever a verdict may have to explain has its explanation."""
    if len(question.answer) != 1:
        return
    block = question.answer[0]
    try:
        needed = kind_named(block.block_type).feedback_ids(answer_key(block))
    except InvalidKey:
        return
    said = feedback_words(block)
    names = {option["id"]: option["text"] for option in option_words(block)} | kind_of(block).mistakes(block.value)
    for id_ in needed:
        if id_ not in said:
            what = names.get(id_, id_)
            yield Problem(
                code="missing_explanation",
                field="answer",
                message=_("Explain to whoever answers “%s”.") % what,
            )


# --- lessons and quests --------------------------------------------------------------------------


def has_any(field: str, code: str, message: Callable[[], str]) -> Callable[[Any], Iterator[Problem]]:
    """There is at least one block in ``field``."""

    def rule(instance: Any) -> Iterator[Problem]:
        if not len(getattr(instance, field)):
            yield Problem(code=code, field=field, message=message())

    return rule


def picture_is_described(page: Any) -> Iterator[Problem]:
    """A picture says what it shows."""
    if page.picture_id and not page.picture_alt.strip():
        yield Problem(code="missing_alt", field="picture_alt", message=_("Say what the picture shows."))


def quest_slug_is_free(page: Any) -> Iterator[Problem]:
    """Two quests never share an address in the game, even under different pillars."""
    if Quest.objects.filter(slug=page.slug).exclude(uid=page.translation_key).exists():
        yield Problem(
            code="slug_taken",
            field="slug",
            message=_("Another quest already has the address “%s”.") % page.slug,
        )


def quest_steps_can_be_played(page: Any) -> Iterator[Problem]:
    """Questions and lessons are published, checkpoints in play with their twin."""
    for place, step in enumerate(page.steps, start=1):
        check = STEP_RULES.get(step.block_type)
        if check and step.value and (why := check(step.value)):
            code, message = why
            yield Problem(code=code, field="steps", message=_("Step %d: ") % place + message)
    lessons = Counter(step.value.pk for step in page.steps if step.block_type == "module" and step.value)
    if any(times > 1 for times in lessons.values()):
        yield Problem(code="lesson_twice", field="steps", message=_("The same lesson is there twice."))


def _question_problem(question: Any) -> tuple[str, str] | None:
    published = Question.objects.filter(uid=question.translation_key, retired_at=None, current__isnull=False)
    if published.exists():
        return None
    return "question_unpublished", _("publish the question “%s” first.") % question


def _pool_problem(value: Any) -> tuple[str, str] | None:
    if can_be_met(Draw.read(pool_draw(value, pool="")), candidates()):
        return None
    return "pool_too_small", _("the bank holds too few questions for this pool: write more or ask for less.")


def _lesson_problem(page: Any) -> tuple[str, str] | None:
    return None if page.live else ("lesson_unpublished", _("publish the lesson “%s” first.") % page)


def _checkpoint_problem(place: Any) -> tuple[str, str] | None:
    if not (place.onsite_question_id and place.remote_question_id):
        return "no_remote_twin", _("the checkpoint “%s” has no remote twin.") % place
    if not place.in_play:
        return "checkpoint_out", _("the checkpoint “%s” is not in play.") % place
    return None


STEP_RULES: dict[str, Callable[[Any], tuple[str, str] | None]] = {
    "question": _question_problem,
    "module": _lesson_problem,
    "checkpoint": _checkpoint_problem,
    "pool": _pool_problem,
}

RULES: dict[str, tuple[Callable[[Any], Iterator[Problem]], ...]] = {
    "cms.BankQuestion": (
        question_has_words,
        complete_stream("answer"),
        question_can_be_marked,
        question_has_its_picture,
        question_explains_mistakes,
    ),
    "cms.ModulePage": (
        has_any("cards", "no_card", lambda: _("Add at least one card.")),
        complete_stream("cards"),
    ),
    "cms.QuestPage": (
        has_any("steps", "no_step", lambda: _("Add at least one step.")),
        complete_stream("steps"),
        picture_is_described,
        quest_slug_is_free,
        quest_steps_can_be_played,
    ),
}
