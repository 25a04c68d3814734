"""The marking of one answer."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Outcome = Literal["right", "partial", "wrong"]


def outcome_of(fraction: Fraction) -> Outcome:
    """Name a share of the credit: all of it is right, none is wrong."""
    if fraction == 1:
        return "right"
    return "partial" if fraction else "wrong"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How good an answer is, and what to say about it.

    ``fraction`` is the exact share of the credit, 0 to 1. ``feedback`` holds ids of the words to
    show, empty when right or when right options were only forgotten. ``chosen`` and ``expected``
    hold option ids, or one number as text.
    """

    fraction: Fraction
    outcome: Outcome
    feedback: tuple[str, ...]
    chosen: tuple[str, ...]
    expected: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a verdict that contradicts itself (ValueError)."""
        if not 0 <= self.fraction <= 1 or self.outcome != outcome_of(self.fraction):
            raise ValueError(f"{self.outcome} does not go with a fraction of {self.fraction}")

    @property
    def right(self) -> bool:
        """Whether the whole credit is earned."""
        return self.outcome == "right"

    @classmethod
    def of(
        cls,
        fraction: Fraction | int,
        *,
        feedback: tuple[str, ...],
        chosen: tuple[str, ...],
        expected: tuple[str, ...],
    ) -> "Verdict":
        """Build the verdict of an exact fraction; the outcome follows."""
        exact = Fraction(fraction)
        return cls(exact, outcome_of(exact), feedback, chosen, expected)
