"""Numbers and seconds put into bins people can read: steps of 1, 2 or 5. Pure rules, no Django."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """How many numbers lie from ``low`` to just under ``high``; None: no limit on that side."""

    low: Fraction | None
    high: Fraction | None
    count: int

    def holds(self, number: Fraction) -> bool:
        """Whether ``number`` lies in the bin."""
        return (self.low is None or self.low <= number) and (self.high is None or number < self.high)


def binned(numbers: Sequence[Fraction], low: Fraction, high: Fraction) -> list[Bin]:
    """Bins from ``low`` to beyond ``high``; the first and last have no limit when numbers lie beyond."""
    width = step(max(high - low, Fraction(1, 1000)))
    start = Fraction(math.floor(low / width)) * width
    many = math.floor((high - start) / width) + 1
    edges = [start + width * place for place in range(many + 1)]
    counts = [0] * many
    for number in numbers:
        counts[min(max(math.floor((number - start) / width), 0), many - 1)] += 1
    below, beyond = any(n < start for n in numbers), any(n >= edges[-1] for n in numbers)
    return [
        Bin(
            None if below and place == 0 else edges[place],
            None if beyond and place == many - 1 else edges[place + 1],
            count,
        )
        for place, count in enumerate(counts)
    ]


def step(span: Fraction) -> Fraction:
    """The smallest of …, 0.1, 0.2, 0.5, 1, 2, 5, 10, … that covers ``span`` > 0 in ten steps at most."""
    power = Fraction(10) ** (math.floor(math.log10(span / MOST)) - 1)
    while True:
        for times in (1, 2, 5):
            if power * times * MOST >= span:
                return power * times
        power *= 10


def usual(numbers: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """Where nine numbers in ten lie: a slip of the finger must not flatten the others."""
    ranked = sorted(numbers)
    spare = len(ranked) // 20
    return ranked[spare], ranked[-1 - spare]
