"""Something typed in one field: a number, a few words."""

from __future__ import annotations

from typing import Any

from quests.catalogue.layouts.layout import Asked, Revealed


class Typed:
    """One field, named ``field`` in forms and answers."""

    def __init__(self, field: str) -> None:
        self.field = field

    def asked(self, question: Asked) -> dict[str, Any]:
        """See Layout."""
        return {"typed": question.typed(self.field)}

    def revealed(self, question: Revealed) -> dict[str, Any]:
        """What was typed."""
        return {"typed": str(question.answer.get(self.field, ""))}

    def expected(self, question: Revealed) -> tuple[str, ...]:
        """What was looked for."""
        return question.verdict.expected


NUMERIC = Typed("value")
