"""Each item with its place: matching (a target) and categorising (a category)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from quests.catalogue.layouts.layout import Asked, OptionScreen, Revealed

SEGMENTED = 3
"""Categories that fit side by side on a phone; more of them make a list to choose from."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One item after the answer: ``chosen`` and ``expected`` are texts, ``state`` right or wrong."""

    letter: str
    text: str
    state: str
    chosen: str
    expected: str


class Matching:
    """Two lists; each item takes one target, both sides in an order that says nothing."""

    prefix = "pair-"

    def asked(self, question: Asked) -> dict[str, Any]:
        """See Layout; ``parts["places"]`` are the targets."""
        items = question.options(question.among(question.public["items"]))
        given = [replace(each, picked=question.typed(self.prefix + each.id)) for each in items]
        return {"options": given, "parts": self.parts(question)}

    def parts(self, question: Asked) -> dict[str, Any]:
        """What an item may be given."""
        return {"places": question.options(question.among(question.public["targets"]))}

    def revealed(self, question: Revealed) -> dict[str, Any]:
        """Each item with what it was given and what belongs there."""
        items = question.options(question.among(question.public["items"]))
        return {"parts": {"placed": _placed(items, question)}}

    def expected(self, question: Revealed) -> tuple[str, ...]:
        """Nothing: each item says it."""
        return ()


class Categorising(Matching):
    """A few categories, in their author's order, for shuffled items."""

    prefix = "item-"

    def parts(self, question: Asked) -> dict[str, Any]:
        """The categories, and whether they fit side by side."""
        categories = question.options(question.public["categories"])
        return {"places": categories, "segmented": len(categories) <= SEGMENTED}


def _placed(items: Iterable[OptionScreen], question: Revealed) -> tuple[Placed, ...]:
    chosen, expected = _texts(question.verdict.chosen, question), _texts(question.verdict.expected, question)
    wrong = question.verdict.feedback
    return tuple(
        Placed(
            letter=item.letter,
            text=item.text,
            state="wrong" if item.id in wrong else "right",
            chosen=chosen[item.id],
            expected=expected[item.id],
        )
        for item in items
    )


def _texts(pairs: Iterable[str], question: Asked) -> dict[str, str]:
    """The text of each item's place, from the ``item=place`` of a verdict."""
    split = (pair.split("=") for pair in pairs)
    return {item: question.texts.get(place, place) for item, place in split}


MATCHING, CATEGORISING = Matching(), Categorising()
