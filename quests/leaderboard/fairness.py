"""A board of employers that is fair to small houses. Pure: no Django.

A house's figure is the mean of its active people, drawn towards the mean of everybody as if it had
``WEIGHT`` more people of exactly that mean: a lucky few do not crown a small house, a crowd does not
crush it, and hiring idle people brings nothing. Houses under ``MIN_ACTIVE`` active people are never
shown: a mean of four says too much about each of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

WEIGHT = 5
MIN_ACTIVE = 5


@dataclass(frozen=True, kw_only=True)
class House:
    """An employer in a season: its ``active`` people (one point or more) and their ``points``."""

    employer_id: int
    name: str
    active: int
    points: int


@dataclass(frozen=True, kw_only=True)
class HouseRow:
    """A house as boards show it: ``score`` is its fair figure rounded to a whole number."""

    employer_id: int
    name: str
    score: int


def fair_score(house: House, overall: Fraction) -> Fraction:
    """The house's mean, drawn towards the ``overall`` mean with the weight of five people."""
    return (house.points + WEIGHT * overall) / (house.active + WEIGHT)


def ranked(houses: Iterable[House]) -> tuple[HouseRow, ...]:
    """The houses that may be shown, best first; every house counts in the overall mean."""
    known = tuple(house for house in houses if house.active > 0)
    if not known:
        return ()
    overall = Fraction(sum(house.points for house in known), sum(house.active for house in known))
    shown = [(fair_score(house, overall), house) for house in known if house.active >= MIN_ACTIVE]
    shown.sort(key=lambda pair: (-pair[0], pair[1].employer_id))
    return tuple(
        HouseRow(employer_id=house.employer_id, name=house.name, score=math.floor(score + Fraction(1, 2)))
        for score, house in shown
    )
