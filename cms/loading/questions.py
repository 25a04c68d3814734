"""Questions of a pack as entries of the bank."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cms.loading.entries import Entry
from cms.loading.pack import Pack, PackError
from cms.models import BankQuestion

Data = Mapping[str, Any]
CHOICES = ("single_choice", "multiple_choice")


def question_entries(pack: Pack) -> Iterator[Entry]:
    """Every question of the quests and of the checkpoints, each slug once."""
    seen: dict[str, str] = {}
    for owner, pillar, data in _all(pack):
        slug = data["question"]
        if slug in seen:
            raise PackError(f"{owner}: the question {slug!r} is already in {seen[slug]}")
        seen[slug] = owner
        yield question_entry(pack, data, pillar=pillar)


def _all(pack: Pack) -> Iterator[tuple[str, str, Data]]:
    for quest in pack.quests:
        for step in quest["steps"]:
            if step["kind"] == "question":
                yield quest["slug"], quest["pillar"], step
    for place in pack.checkpoints:
        for side in ("onsite", "remote"):
            yield place["slug"], place["pillar"], place[side]


def question_entry(pack: Pack, data: Data, *, pillar: str) -> Entry:
    """One question in every language."""
    slug = data["question"]
    shared = {
        "difficulty": data["difficulty"],
        "skill": data["skill"],
        "pillar": pillar,
        "sites": ", ".join(data.get("sites", [])),
        "source": data["source"],
        "review_by": data.get("review_by"),
    }
    try:
        values = {
            language: shared
            | {
                "prompt": words["prompt"],
                "explanation": words["explanation"],
                "say": words.get("say", ""),
                "answer": json.dumps([_answer(pack, data, words)]),
            }
            for language, words in data["words"].items()
        }
    except KeyError as error:
        raise PackError(f"question {slug}: {error} is missing") from error
    return Entry(model=BankQuestion, key=pack.uid("question", slug), name=slug, values=values)


def _answer(pack: Pack, data: Data, words: Data) -> dict[str, Any]:
    kind, slug = data["type"], data["question"]
    value = {
        "single_choice": _options,
        "multiple_choice": _options,
        "true_false": _true_false,
        "numeric": _numeric,
        "ordering": _ordering,
    }[kind](pack, data, words)
    return {"type": kind, "id": pack.block("answer", slug), "value": value}


def _item(pack: Pack, data: Data, id_: str, value: Data) -> dict[str, Any]:
    return {"type": "item", "id": pack.block("option", data["question"], id_), "value": value}


def _options(pack: Pack, data: Data, words: Data) -> dict[str, Any]:
    right = data["correct"] if isinstance(data["correct"], list) else [data["correct"]]
    said = words.get("feedback", {})
    return {
        "options": [
            _item(
                pack,
                data,
                id_,
                {
                    "text": words["options"][id_],
                    "correct": id_ in right,
                    "explanation": said.get(id_, ""),
                },
            )
            for id_ in data["options"]
        ]
    }


def _true_false(pack: Pack, data: Data, words: Data) -> dict[str, Any]:
    wrong = "false" if data["correct"] else "true"
    return {
        "correct": "true" if data["correct"] else "false",
        "explanation": words["feedback"][wrong],
    }


def _numeric(pack: Pack, data: Data, words: Data) -> dict[str, Any]:
    return {
        "value": data["value"],
        "tolerance": data.get("tolerance", "0"),
        "near": data.get("near"),
        "unit": words.get("unit", ""),
        "low": words["feedback"]["low"],
        "high": words["feedback"]["high"],
    }


def _ordering(pack: Pack, data: Data, words: Data) -> dict[str, Any]:
    items = [_item(pack, data, id_, {"text": words["options"][id_]}) for id_ in data["correct"]]
    return {"items": items, "explanation": words["feedback"]["order"]}
