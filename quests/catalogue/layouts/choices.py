"""A list to choose from: single choice, multiple choice, true or false."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quests.catalogue.layouts.layout import Asked, Revealed
from quests.questions import Verdict


class Choices:
    """Options with a radio button or a tick box."""

    def asked(self, question: Asked) -> dict[str, Any]:
        """See Layout."""
        ticked = {*question.draft.get("choice", ()), *question.draft.get("choices", ())}
        return {"options": [replace(each, chosen=each.id in ticked) for each in question.options(question.shown)]}

    def revealed(self, question: Revealed) -> dict[str, Any]:
        """Each option says whether it is right, and whether it was chosen."""
        chosen = question.verdict.chosen
        options = question.options(question.shown)
        return {"options": [replace(o, chosen=o.id in chosen, state=_state(o.id, question.verdict)) for o in options]}

    def expected(self, question: Revealed) -> tuple[str, ...]:
        """The right options."""
        return tuple(question.texts.get(id_, id_) for id_ in question.verdict.expected)


def _state(id_: str, verdict: Verdict) -> str:
    if id_ in verdict.expected:
        return "right" if id_ in verdict.chosen else "missed"
    return "wrong" if id_ in verdict.chosen else ""


CHOICES = Choices()
