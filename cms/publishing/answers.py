"""From an answer block to what the game marks: the key, the options, the explanations.

Option ids are block ids: random, stable when the text or the order changes, the same in every
language, and silent about which one is right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quests.questions.decimals import plain

Block = Any


def answer_key(block: Block) -> dict[str, Any]:
    """The answer key of ``block``, in the shape its kind expects; may still be incomplete."""
    return KEYS[block.block_type](block.value)


def option_words(block: Block) -> list[dict[str, str]]:
    """``[{"id", "text"}]``, in an order that says nothing of the key."""
    options = [{"id": item.id, "text": item.value["text"]} for item in _items(block)]
    return sorted(options, key=lambda option: option["id"])


def feedback_words(block: Block) -> dict[str, str]:
    """Explanations by the id a verdict asks for, without the empty ones."""
    said = FEEDBACK[block.block_type](block.value)
    return {id_: text.strip() for id_, text in said.items() if text and text.strip()}


def _items(block: Block) -> Any:
    for name in ("options", "items"):
        # Item access: a StructValue is a dict, whose own ``items`` is a method.
        if name in block.value:
            return block.value[name].bound_blocks
    return ()


def _ids(listed: Any) -> list[str]:
    return [item.id for item in listed.bound_blocks]


def _right(options: Any) -> list[str]:
    return [item.id for item in options.bound_blocks if item.value["correct"]]


def _single_key(value: Any) -> dict[str, Any]:
    right = _right(value["options"])
    return {"options": _ids(value["options"]), "correct": right[0] if len(right) == 1 else None}


def _multiple_key(value: Any) -> dict[str, Any]:
    return {"options": _ids(value["options"]), "correct": _right(value["options"])}


def _true_false_key(value: Any) -> dict[str, Any]:
    return {"correct": {"true": True, "false": False}.get(value["correct"])}


def _numeric_key(value: Any) -> dict[str, Any]:
    names = [name for name in ("value", "tolerance", "near") if value[name] is not None]
    return {name: plain(value[name]) for name in names}


def _ordering_key(value: Any) -> dict[str, Any]:
    return {"order": _ids(value["items"])}


KEYS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "single_choice": _single_key,
    "multiple_choice": _multiple_key,
    "true_false": _true_false_key,
    "numeric": _numeric_key,
    "ordering": _ordering_key,
}


def _option_feedback(value: Any) -> dict[str, str]:
    return {item.id: item.value["explanation"] for item in value["options"].bound_blocks}


def _true_false_feedback(value: Any) -> dict[str, str]:
    wrong = {"true": "false", "false": "true"}.get(value["correct"], "")
    return {wrong: value["explanation"]}


FEEDBACK: dict[str, Callable[[Any], dict[str, str]]] = {
    "single_choice": _option_feedback,
    "multiple_choice": _option_feedback,
    "true_false": _true_false_feedback,
    "numeric": lambda value: {"low": value["low"], "high": value["high"]},
    "ordering": lambda value: {"order": value["explanation"]},
}
