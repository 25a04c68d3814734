"""Items to put in order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quests.catalogue.layouts.layout import Asked, OptionScreen, Revealed


class Ordering:
    """Items with their place."""

    def asked(self, question: Asked) -> dict[str, Any]:
        """See Layout."""
        options = question.options(question.shown)
        return {"options": [replace(each, place=_place(question, each.id)) for each in options]}

    def revealed(self, question: Revealed) -> dict[str, Any]:
        """The items in the order given, each right or wrong at its place."""
        return {"options": [_placed(each, question) for each in question.options(question.verdict.chosen)]}

    def expected(self, question: Revealed) -> tuple[str, ...]:
        """The items in the right order."""
        return tuple(question.texts.get(id_, id_) for id_ in question.verdict.expected)


def _place(question: Asked, id_: str) -> int:
    typed = question.typed(f"position-{id_}")
    return int(typed) if typed.isdigit() and len(typed) <= 2 else 0


def _placed(option: OptionScreen, question: Revealed) -> OptionScreen:
    place = question.verdict.chosen.index(option.id)
    state = "right" if question.verdict.expected.index(option.id) == place else "wrong"
    return replace(option, chosen=True, place=place + 1, state=state)


ORDERING = Ordering()
