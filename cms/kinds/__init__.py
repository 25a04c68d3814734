"""How questions are answered, as trainers write it: one studio kind for each kind of the game."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from cms.kinds.categorising import CATEGORISING
from cms.kinds.choices import MULTIPLE_CHOICE, SINGLE_CHOICE, TRUE_FALSE
from cms.kinds.dialogue import DIALOGUE
from cms.kinds.gap_fill import GAP_FILL
from cms.kinds.hotspot import HOTSPOT
from cms.kinds.kind import StudioKind
from cms.kinds.map_pin import MAP_PIN
from cms.kinds.matching import MATCHING
from cms.kinds.numeric import NUMERIC
from cms.kinds.ordering import ORDERING
from cms.kinds.short_text import SHORT_TEXT
from cms.kinds.slider import SLIDER

__all__ = ["KINDS", "StudioKind", "answer_key", "feedback_words", "kind_of", "option_words"]

_ALL: tuple[StudioKind, ...] = (
    SINGLE_CHOICE,
    MULTIPLE_CHOICE,
    TRUE_FALSE,
    SHORT_TEXT,
    GAP_FILL,
    NUMERIC,
    SLIDER,
    MATCHING,
    CATEGORISING,
    ORDERING,
    HOTSPOT,
    MAP_PIN,
    DIALOGUE,
)
KINDS: Mapping[str, StudioKind] = MappingProxyType({kind.name: kind for kind in _ALL})
"""Every kind by name, in the order an author is offered them."""


def kind_of(block: Any) -> StudioKind:
    """The kind an answer block is written in."""
    return KINDS[block.block_type]


def answer_key(block: Any) -> dict[str, Any]:
    """The answer key of ``block``, in the shape its kind expects; may still be incomplete."""
    return kind_of(block).key(block.value)


def option_words(block: Any) -> list[dict[str, str]]:
    """``[{"id", "text"}]``, in an order that says nothing of the key."""
    return kind_of(block).options(block.value)


def feedback_words(block: Any) -> dict[str, str]:
    """Explanations by the id a verdict asks for, without the empty ones."""
    said = kind_of(block).feedback(block.value)
    return {id_: text.strip() for id_, text in said.items() if text and text.strip()}
