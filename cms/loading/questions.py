"""Questions of a pack as entries of the bank."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cms.kinds import KINDS
from cms.loading.entries import Entry
from cms.loading.pack import Pack, PackError
from cms.models import BankQuestion, Fact, Recording

Data = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """What questions lean on, by its name in the pack."""

    pictures: Mapping[str, Any]
    recordings: Mapping[str, Recording]
    facts: Mapping[str, Fact]


def question_entries(pack: Pack, shelf: Shelf) -> Iterator[Entry]:
    """Every question of the quests, of the checkpoints and of the bank, each slug once."""
    seen: dict[str, str] = {}
    for owner, pillar, data in pack.questions():
        slug = data["question"]
        if slug in seen:
            raise PackError(f"{owner}: the question {slug!r} is already in {seen[slug]}")
        seen[slug] = owner
        yield question_entry(pack, data, pillar=pillar, shelf=shelf)


def question_entry(pack: Pack, data: Data, *, pillar: str, shelf: Shelf) -> Entry:
    """One question in every language."""
    slug = data["question"]
    try:
        shared = _shared(pack, data, shelf) | {"pillar": pillar}
        values = {language: shared | _said(pack, data, words) for language, words in data["words"].items()}
    except KeyError as error:
        raise PackError(f"question {slug}: {error} is missing") from error
    return Entry(model=BankQuestion, key=pack.uid("question", slug), name=slug, values=values)


def _shared(pack: Pack, data: Data, shelf: Shelf) -> dict[str, Any]:
    """What is the same in every language."""
    facts = [(name, shelf.facts[name].pk) for name in data.get("facts", [])]
    return {
        "difficulty": data["difficulty"],
        "skill": data["skill"],
        "sites": ", ".join(data.get("sites", [])),
        "roles": data.get("roles", []),
        "tags": ", ".join(data.get("tags", [])),
        "facts": json.dumps([_block(pack, "fact", data, name, pk) for name, pk in facts]),
        "confidence": data.get("confidence", False),
        "source": data["source"],
        "review_by": data.get("review_by"),
        "picture": shelf.pictures.get(data.get("picture", "")),
        "recording": shelf.recordings[data["audio"]["file"]] if "audio" in data else None,
    }


def _said(pack: Pack, data: Data, words: Data) -> dict[str, Any]:
    """What is written in one language."""
    hints = enumerate(words.get("hints", []), start=1)
    return {
        "prompt": words["prompt"],
        "explanation": words["explanation"],
        "say": words.get("say", ""),
        "picture_alt": words.get("alt", ""),
        "hints": json.dumps([_block(pack, "hint", data, str(place), hint) for place, hint in hints]),
        "answer": json.dumps([_answer(pack, data, words)]),
    }


def _block(pack: Pack, kind: str, data: Data, name: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": pack.block(kind, data["question"], name), "value": value}


def _answer(pack: Pack, data: Data, words: Data) -> dict[str, Any]:
    kind, slug = data["type"], data["question"]
    value = KINDS[kind].stored(data, words, lambda id_: pack.block("option", slug, id_))
    return {"type": kind, "id": pack.block("answer", slug), "value": value}
