"""A few words typed."""

from __future__ import annotations

from typing import Any

from quests.catalogue.layouts.layout import Revealed
from quests.catalogue.layouts.typed import Typed
from quests.questions.spelling import Spellings


class ShortText(Typed):
    """What was typed, and how it is spelt."""

    def revealed(self, question: Revealed) -> dict[str, Any]:
        """``mistyped``: right but for the spelling."""
        typed = str(question.answer.get(self.field, ""))
        parts = {"state": question.verdict.outcome, "mistyped": mistyped(typed, question)}
        return super().revealed(question) | {"parts": parts}


def mistyped(typed: str, question: Revealed) -> bool:
    """Whether the text was accepted in spite of slips; accents and capitals are none."""
    if question.verdict.outcome != "right":
        return False
    return bool(Spellings.of(question.key["accepted"], question.key["typos"]).nearest(typed))


SHORT_TEXT = ShortText("text")
