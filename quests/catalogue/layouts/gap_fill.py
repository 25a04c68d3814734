"""A text with gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from quests.catalogue.layouts.layout import Asked, Revealed
from quests.questions.spelling import Spellings


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some text, or the gap ``gap`` (``number`` of all, in the order of reading).

    ``filled``: what stands in it, the id of an option before the answer when one chooses, words
    after it. ``state`` is empty before the answer, then right, mistyped or wrong; ``expected``: the words wanted.
    """

    text: str = ""
    gap: str = ""
    number: int = 0
    filled: str = ""
    state: str = ""
    expected: str = ""


class GapFill:
    """The text piece by piece."""

    def asked(self, question: Asked) -> dict[str, Any]:
        """See Layout; ``options`` only when one chooses."""
        filled = [replace(each, filled=question.typed(f"gap-{each.gap}")) for each in _gaps(question)]
        return {"options": question.options(question.shown), "parts": _parts(question, filled)}

    def revealed(self, question: Revealed) -> dict[str, Any]:
        """Each gap right or wrong, with what was wanted."""
        return {"parts": _parts(question, [_marked(each, question) for each in _gaps(question)])}

    def expected(self, question: Revealed) -> tuple[str, ...]:
        """Nothing more: each gap says it."""
        return ()


def _gaps(question: Asked) -> list[Piece]:
    """The gaps in the order of reading; one that the text forgets comes last."""
    known = question.public["gaps"]
    there = [piece["gap"] for piece in _text(question) if piece.get("gap") in known]
    order = dict.fromkeys([*there, *known])
    return [Piece(gap=id_, number=place) for place, id_ in enumerate(order, start=1)]


def _text(question: Asked) -> list[dict[str, str]]:
    return list(question.words.get("text") or [])


def _parts(question: Asked, gaps: list[Piece]) -> dict[str, Any]:
    return {"pieces": tuple(_pieces(question, gaps)), "gaps": tuple(gaps)}


def _pieces(question: Asked, gaps: list[Piece]) -> Iterator[Piece]:
    waiting = {each.gap: each for each in gaps}
    for piece in _text(question):
        if piece.get("text"):
            yield Piece(text=piece["text"])
        elif piece.get("gap") in waiting:
            yield waiting.pop(piece["gap"])
    yield from waiting.values()


def _marked(piece: Piece, question: Revealed) -> Piece:
    """The gap after the answer; ids become words."""
    wanted = dict(pair.split("=", 1) for pair in question.verdict.expected)[piece.gap]
    given = question.answer["gaps"][piece.gap]
    state = "wrong" if piece.gap in question.verdict.feedback else "right"
    if state == "right" and _slipped(piece.gap, given, question):
        state = "mistyped"
    texts = question.texts
    return replace(piece, filled=texts.get(given, given), state=state, expected=texts.get(wanted, wanted))


def _slipped(gap: str, given: str, question: Revealed) -> bool:
    if "typos" not in question.key:
        return False
    accepted = next(each["accepted"] for each in question.key["gaps"] if each["id"] == gap)
    return bool(Spellings.of(accepted, question.key["typos"]).nearest(given))


GAP_FILL = GapFill()
