"""A number, give or take."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cms.interchange.answers.exchange import Prompted, with_options
from quests.questions.decimals import plain
from quests.questions.formats import Item, Option


class Numeric(Prompted):
    """The best range is the answer; a wider one worth half is "near"."""

    def read(self, item: Item) -> tuple[Item, dict[str, Any] | None]:
        """See Exchange."""
        anything = next((each.feedback for each in item.options if each.text == "*"), "")
        best, *others = sorted((each for each in item.options if each.text != "*"), key=lambda each: -each.fraction)
        near = next((each for each in others if _is_near(best, each)), None)
        if any(each is not near and (each.fraction or each.feedback) for each in others):
            item = item.approximated("Only one number and one wider range worth half are kept.")
        missed = anything or (near.feedback if near else "")
        value = {
            "value": best.text,
            "tolerance": best.tolerance or "0",
            "near": near.tolerance if near else None,
            "unit": "",
            "low": missed,
            "high": missed,
        }
        return item, value

    def write(self, item: Item, value: Any) -> Item:
        """See Exchange."""
        number = plain(value["value"])
        tolerance = plain(value["tolerance"])
        options = [Option(text=number, fraction=Fraction(1), tolerance=tolerance)]
        if value["near"] is not None:
            options.append(Option(text=number, fraction=Fraction(1, 2), tolerance=plain(value["near"])))
        written = with_options(item, *options, tolerance=tolerance)
        if value["low"] or value["high"] or value["unit"]:
            return written.approximated("The unit and the explanations of too low and too high stay in the academy.")
        return written


def _is_near(best: Option, other: Option) -> bool:
    return other.text == best.text and other.fraction == Fraction(1, 2) and bool(other.tolerance)


NUMERIC = Numeric()
