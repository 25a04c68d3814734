"""Which badges a learner's record deserves. Pure: no Django."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the ledger knows of a learner. Counts are of distinct things."""

    quests: int = 0
    pillars: int = 0
    perfect_quests: int = 0
    season_quests: int = 0
    checkpoints: int = 0
    weeks: int = 0


RULES: dict[str, Callable[[Facts], bool]] = {
    "first_quest": lambda facts: facts.quests >= 1,
    "quests_5": lambda facts: facts.quests >= 5,
    "all_pillars": lambda facts: facts.pillars >= 3,
    "perfect_quest": lambda facts: facts.perfect_quests >= 1,
    "first_checkpoint": lambda facts: facts.checkpoints >= 1,
    "checkpoints_5": lambda facts: facts.checkpoints >= 5,
    "weeks_4": lambda facts: facts.weeks >= 4,
    "night_of_lamps": lambda facts: facts.season_quests >= 1,
}


def deserved(facts: Facts) -> frozenset[str]:
    """The rules that ``facts`` satisfy."""
    return frozenset(rule for rule, holds in RULES.items() if holds(facts))
