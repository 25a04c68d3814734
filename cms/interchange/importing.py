"""Reading a file of questions, and putting its good items into the bank as drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from wagtail.models import Locale

from cms.interchange.incoming import Draft, fitted, save_draft
from cms.models import BankQuestion
from quests.questions import formats
from quests.questions.formats import Item

ALREADY_THERE = "The bank already has this question: no second draft is made."


@dataclass(frozen=True, kw_only=True)
class Row:
    """One item of a file and what becomes of it; ``question`` once it is in the bank."""

    item: Item
    question: BankQuestion | None = None


def drafts_of(content: bytes, *, name: str = "", format: str = "") -> list[Draft]:
    """Every item of a file as the bank would hold it; raises ``formats.Unreadable`` or ValueError."""
    chosen = format or formats.detect(name, content)
    return [fitted(item) for item in formats.read(content, chosen)]


def rehearse(drafts: Sequence[Draft], *, language: str = "") -> list[Row]:
    """What importing would do, without doing it; before the database is there, nothing is in the bank."""
    try:
        known = _known(drafts, language)
    except DatabaseError:
        known = set()
    return [Row(item=_noted(draft, known)) for draft in drafts]


def import_drafts(drafts: Sequence[Draft], *, author: Any = None, language: str = "") -> list[Row]:
    """Put each good item into the bank, unpublished; a bad one stops none of the others."""
    locale = _locale(language)
    known = _known(drafts, locale.language_code)
    return [_import(draft, known, author=author, locale=locale) for draft in drafts]


@transaction.atomic
def _import(draft: Draft, known: set[tuple[str, str]], *, author: Any, locale: Locale) -> Row:
    item = _noted(draft, known)
    question = save_draft(draft, author=author, locale=locale)
    if question is not None:
        known.add((item.kind, question.prompt))
    return Row(item=item, question=question)


def _noted(draft: Draft, known: set[tuple[str, str]]) -> Item:
    if draft.values is not None and (draft.item.kind, draft.values["prompt"]) in known:
        return replace(draft.item, messages=(*draft.item.messages, ALREADY_THERE))
    return draft.item


def _known(drafts: Sequence[Draft], language: str) -> set[tuple[str, str]]:
    """Kind and prompt of what the bank has already."""
    prompts = {draft.values["prompt"] for draft in drafts if draft.values is not None}
    code = language or settings.LANGUAGE_CODE
    found = BankQuestion.objects.filter(locale__language_code=code, prompt__in=prompts)
    return set(found.values_list("kind", "prompt"))


def _locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language or settings.LANGUAGE_CODE)[0]
