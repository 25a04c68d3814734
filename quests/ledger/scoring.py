"""How many points what is worth. Pure: no Django.

Points are graduated: an answer that is half right earns half of its step's points, rounded up so
that trying never earns nothing. Points are for the game; they never become training hours.
"""

from __future__ import annotations

import math
from fractions import Fraction

DIFFICULTY_POINTS = {1: 5, 2: 10, 3: 15}
"""Points of a question by its difficulty."""

CARD_POINTS = 1
QUEST_POINTS = 20
PERFECT_POINTS = 10


HINT_SHARE = Fraction(1, 5)
"""What one hint takes of the points an answer earns."""


def after_hints(points: int, hints: int) -> int:
    """Points left of what an answer earned after so many hints.

    A hint is charged only on what is earned: trying costs nothing, and a right answer always earns.
    """
    if not points:
        return 0
    return max(1, math.ceil(points * (1 - hints * HINT_SHARE)))


def points_for(worth: int, fraction: Fraction) -> int:
    """Points earned of ``worth`` for the right ``fraction`` (0 to 1) of an answer."""
    return math.ceil(worth * fraction)
