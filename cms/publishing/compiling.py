"""Publishing compiles: from live content to immutable versions of the game.

Compiling the same content again changes nothing, so it is always safe to compile once more.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings

from cms.publishing.languages import live_source
from cms.publishing.problems import problems_of
from cms.publishing.questions import question_spec
from cms.publishing.quests import quest_spec
from quests.catalogue.services import (
    publish_quest,
    publish_question,
    retire_quest,
    retire_question,
)

logger = logging.getLogger(__name__)
_paused: ContextVar[bool] = ContextVar("compiling_paused", default=False)


@contextmanager
def paused() -> Iterator[None]:
    """Publish many things without compiling each: whoever pauses compiles at the end."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def compile_question(question: Any) -> None:
    """Compile the question ``question`` belongs to; retire it when its source is not live."""
    if _paused.get():
        return
    source = live_source(question)
    if source is None:
        retire_question(question.translation_key)
        return
    publish_question(question_spec(source))
    recompile_quests(step="question", pk_of=question)


def compile_fact(fact: Any) -> None:
    """Compile every live question that rests on ``fact``."""
    if _paused.get():
        return
    from cms.models import BankQuestion  # noqa: PLC0415 (models load first)

    sources = BankQuestion.objects.filter(live=True, locale__language_code=settings.LANGUAGE_CODE)
    for question in sources:
        if fact.pk in question.fact_ids:
            publish_question(question_spec(question))


def compile_quest(page: Any) -> None:
    """Compile the quest ``page`` belongs to; retire it when its source is not live."""
    if _paused.get():
        return
    source = live_source(page)
    if source is None:
        retire_quest(page.translation_key)
    else:
        publish_quest(quest_spec(source))


def compile_lesson(page: Any) -> None:
    """Compile every quest that borrows the cards of ``page``."""
    if not _paused.get():
        recompile_quests(step="module", pk_of=page)


def compile_checkpoint(checkpoint: Any) -> None:
    """Compile every quest that sends learners to ``checkpoint``."""
    if not _paused.get():
        recompile_quests(step="checkpoint", pk_of=checkpoint)


def recompile_quests(*, step: str, pk_of: Any) -> None:
    """Compile the live quests with a ``step`` made of ``pk_of``, in any of its translations.

    A quest that would not be publishable today keeps the version it has.
    """
    ids = _same_things(pk_of)
    for page in live_quests():
        raw = page.steps.raw_data
        if not any(block["type"] == step and block["value"] in ids for block in raw):
            continue
        if problems := problems_of(page):
            logger.warning("quest %s keeps its version: %s", page.slug, problems[0].code)
        else:
            publish_quest(quest_spec(page))


def live_quests() -> Any:
    """Published quest pages of the source language."""
    from cms.models import QuestPage  # noqa: PLC0415 (models load first)

    return QuestPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)


def _same_things(thing: Any) -> set[Any]:
    if not hasattr(thing, "translation_key"):
        return {thing.pk}
    same = type(thing).objects.filter(translation_key=thing.translation_key)
    return set(same.values_list("pk", flat=True))
