"""From a question of the bank to an item of a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from cms.interchange.answers import ANSWERS
from cms.interchange.labels import labels_of
from cms.models import BankQuestion
from quests.questions import formats
from quests.questions.formats import Item

TITLE_LENGTH = 60


def bank(labels: Iterable[str] = (), *, language: str = "") -> list[BankQuestion]:
    """The questions that have every one of ``labels`` (``pillar:history``, or a plain tag)."""
    wanted = {label.replace("=", ":", 1) for label in labels}
    return [question for question in _all(language) if wanted <= set(labels_of(question))]


def _all(language: str) -> QuerySet[BankQuestion]:
    return BankQuestion.objects.filter(locale__language_code=language or settings.LANGUAGE_CODE).order_by("pk")


def item_of(question: Any) -> Item:
    """The item of ``question``; refused when no file could hold its kind."""
    title = question.prompt[:TITLE_LENGTH]
    if len(question.answer) != 1:
        return Item(kind="", title=title, prompt=question.prompt).refused("It has no way to answer yet.")
    block = question.answer[0]
    kind = block.block_type
    if kind not in ANSWERS:
        return Item(kind=kind, title=title, prompt=question.prompt).refused(f"No file holds the kind {kind}.")
    item = Item(
        kind=kind,
        title=title,
        prompt=question.prompt,
        feedback=question.explanation,
        hints=tuple(hint.value for hint in question.hints),
        tags=labels_of(question),
    )
    return ANSWERS[kind].write(item, block.value)


@dataclass(frozen=True, kw_only=True)
class Export:
    """A file and what it does not hold: ``losses`` are (title of the question, sentences)."""

    content: bytes
    written: int
    losses: list[tuple[str, tuple[str, ...]]]


def exported(questions: Iterable[BankQuestion], *, format: str) -> Export:
    """The file of ``questions``; those it cannot hold are left out and named."""
    items = [item_of(question) for question in questions]
    kept, losses = [], []
    for item in items:
        lost = (*item.messages, *(() if item.status == "refused" else formats.losses(item, format)))
        if lost:
            losses.append((item.title, lost))
        if formats.holds(item, format):
            kept.append(replace(item, status="ok", messages=()))
    return Export(content=formats.write(kept, format), written=len(kept), losses=losses)
