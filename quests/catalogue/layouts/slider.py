"""A value set on a scale."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from quests.catalogue.layouts.layout import Asked, Revealed
from quests.questions.decimals import plain


@dataclass(frozen=True, kw_only=True)
class Band:
    """What a distance earns, in percent of the points; ``left`` and ``width``: where it is drawn, in percent."""

    within: str
    percent: int
    left: str
    width: str


class Slider:
    """A scale with its two ends."""

    def asked(self, question: Asked) -> dict[str, Any]:
        """``middle``: where the slider stands before anybody touches it; it says nothing of the value."""
        scale = question.public
        return {"typed": question.typed("value"), "parts": {**scale, "middle": _middle(scale)}}

    def revealed(self, question: Revealed) -> dict[str, Any]:
        """Where I am, where I should be, and what each distance earns."""
        mine, right = str(question.answer["value"]), question.key["value"]
        parts = {
            **question.public,
            "state": question.verdict.outcome,
            "mine": _percent(_along(question, Fraction(mine))),
            "right": _percent(_along(question, Fraction(right))),
            "met": mine == right,
            "bands": tuple(_band(band, question) for band in question.key["bands"]),
        }
        return {"typed": mine, "parts": parts}

    def expected(self, question: Revealed) -> tuple[str, ...]:
        """The value."""
        return question.verdict.expected


def _middle(scale: Any) -> str:
    least, most, step = (Fraction(scale[name]) for name in ("min", "max", "step"))
    steps = int((most - least) / step) // 2
    return plain(Decimal(scale["min"]) + Decimal(scale["step"]) * steps)


def _along(question: Revealed, value: Fraction) -> Fraction:
    """How far along the scale a value is, 0 to 1; what is beyond the scale stays at its end."""
    least, most = (Fraction(question.public[name]) for name in ("min", "max"))
    return min(max((value - least) / (most - least), Fraction(0)), Fraction(1))


def _percent(share: Fraction) -> str:
    """0.432 -> "43.2", as SVG reads it in every language."""
    whole, tenth = divmod(round(share * 1000), 10)
    return f"{whole}.{tenth}"


def _band(band: Any, question: Revealed) -> Band:
    right, within = Fraction(question.key["value"]), Fraction(band["within"])
    left, end = _along(question, right - within), _along(question, right + within)
    return Band(
        within=band["within"],
        percent=round(Fraction(band["share"]) * 100),
        left=_percent(left),
        width=_percent(end - left),
    )


SLIDER = Slider()
