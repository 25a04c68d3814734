"""From an item of a file to a draft of the bank.

Nothing is guessed: what our questions cannot hold is named on the item, and the draft keeps the rest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from cms.interchange.answers import ANSWERS
from cms.interchange.labels import read_labels
from cms.models import BankQuestion
from quests.questions.formats import Item
from quests.questions.formats.markup import plain

PROMPT_LENGTH = 1000
"""What a draft may hold; publishing asks for a prompt that fits a phone."""
HINTS, HINT_LENGTH = 3, 200
MARKUP_LOST = "The formatting of the text (bold, lists, links) is dropped: only the words are kept."


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An item as the bank would hold it. ``values``: fields of ``BankQuestion``, None when refused."""

    item: Item
    values: Mapping[str, Any] | None


def fitted(item: Item) -> Draft:
    """The draft of ``item``, its losses named; refused when the bank has no such kind."""
    if item.status == "refused":
        return Draft(item=item, values=None)
    if item.kind not in ANSWERS:
        return Draft(item=item.refused(f"The academy has no question of the kind {item.kind}."), values=None)
    item = _plain(item)
    if len(item.hints) > HINTS or any(len(hint) > HINT_LENGTH for hint in item.hints):
        item = item.approximated(f"Only the first {HINTS} hints are kept, {HINT_LENGTH} characters of each.")
    if len(item.prompt) > PROMPT_LENGTH:
        return Draft(item=item.refused(f"The question is longer than {PROMPT_LENGTH} characters."), values=None)
    item, answer = ANSWERS[item.kind].read(item)
    if answer is None:
        return Draft(item=item, values=None)
    return Draft(item=item, values=_values(item, answer))


def _values(item: Item, answer: dict[str, Any]) -> dict[str, Any]:
    tags, fields = read_labels([*item.category.split("/"), *item.tags])
    return {
        "prompt": ANSWERS[item.kind].prompt(item),
        "explanation": item.feedback,
        "answer": _stream(item.kind, [answer]),
        "hints": _stream("hint", [hint[:HINT_LENGTH] for hint in item.hints[:HINTS]]),
        "tags": ", ".join(tags)[:300],
        **fields,
    }


def _stream(kind: str, values: list[Any]) -> str:
    """Blocks of one kind, as a stream field stores them."""
    return json.dumps([{"type": kind, "id": str(uuid4()), "value": value} for value in values])


def _plain(item: Item) -> Item:
    """The item without markup: our questions are words."""
    said = replace(
        item,
        prompt=plain(item.prompt),
        feedback=plain(item.feedback),
        hints=tuple(map(plain, item.hints)),
        options=tuple(
            replace(option, text=plain(option.text), feedback=plain(option.feedback), match=plain(option.match))
            for option in item.options
        ),
    )
    return said if said == item else said.approximated(MARKUP_LOST)


def save_draft(draft: Draft, *, author: Any, locale: Any) -> BankQuestion | None:
    """Put the draft into the bank, unpublished; None when it was refused or is there already."""
    if draft.values is None:
        return None
    same = BankQuestion.objects.filter(locale=locale, prompt=draft.values["prompt"], kind=draft.item.kind)
    if same.exists():
        return None
    question = BankQuestion(locale=locale, live=False, kind=draft.item.kind, **draft.values)
    question.save()
    question.save_revision(user=author, clean=False)
    return question
