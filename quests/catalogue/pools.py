"""Drawing questions from the bank for one attempt. Pure: no database.

A pool says which questions it holds (``where``), how many to draw, how many of them at least on
some matter, and for how many days a learner should not meet the same one again. Minima come before
novelty: when only a question seen lately can meet one, it is drawn all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from quests.questions import shuffled

Where = Mapping[str, Sequence[Any]]
"""Field -> values; a candidate must have one of the values of each field."""
FIELDS = ("pillar", "skill", "difficulty", "sites", "roles", "tags")
EFFORT, WIDTH = 100, 40
"""Combinations tried, and questions tried for one minimum, before the nearest choice is taken."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A question that may be drawn; ``id`` is its version's."""

    id: int
    question: int
    pillar: str = ""
    skill: str = ""
    difficulty: int = 1
    sites: Sequence[str] = ()
    roles: Sequence[str] = ()
    tags: Sequence[str] = ()

    def is_in(self, where: Where) -> bool:
        """Whether it has one of the values asked for in each field. No role means every role."""
        return all(self._has(name, values) for name, values in where.items())

    def _has(self, name: str, values: Sequence[Any]) -> bool:
        own = getattr(self, name)
        if isinstance(own, str | int):
            return own in values
        return (name == "roles" and not own) or any(value in own for value in values)


@dataclass(frozen=True, kw_only=True)
class Minimum:
    """At least ``count`` of the questions drawn are in ``where``."""

    count: int
    where: Where


@dataclass(frozen=True, kw_only=True)
class Draw:
    """What a step draws from, as its version keeps it. Steps of the same ``pool`` draw together."""

    pool: str
    count: int
    where: Where = field(default_factory=dict)
    at_least: tuple[Minimum, ...] = ()
    unseen_days: int = 0

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Draw:
        """From ``StepSpec.draw``."""
        minima = tuple(Minimum(**minimum) for minimum in data.get("at_least", ()))
        return cls(**{**data, "at_least": minima})


def drawn(
    draw: Draw, candidates: Iterable[Candidate], *, seed: str, recent: frozenset[int] = frozenset()
) -> list[Candidate]:
    """Up to ``draw.count`` candidates, always the same for the same seed; fewer when there are no more.

    ``recent`` are questions seen lately: they come last.
    """
    pool = {str(each.id): each for each in candidates if each.is_in(draw.where)}
    order = [pool[id_] for id_ in shuffled(pool, seed)]
    order.sort(key=lambda each: each.question in recent)
    chosen = _meeting(draw, order)
    rest = [each for each in order if each not in chosen]
    return [*chosen, *rest][: draw.count]


def can_be_met(draw: Draw, candidates: Iterable[Candidate]) -> bool:
    """Whether the bank holds enough questions for every minimum at once."""
    pool = [each for each in candidates if each.is_in(draw.where)]
    chosen = drawn(draw, pool, seed="")
    return len(chosen) == draw.count and not _unmet(draw, chosen)


def _short(least: Minimum, chosen: Sequence[Candidate]) -> int:
    """How many more ``least`` asks for."""
    return max(0, least.count - sum(each.is_in(least.where) for each in chosen))


def _unmet(draw: Draw, chosen: Sequence[Candidate]) -> list[Minimum]:
    return [least for least in draw.at_least if _short(least, chosen)]


def _missing(draw: Draw, chosen: Sequence[Candidate]) -> int:
    return sum(_short(least, chosen) for least in draw.at_least)


def _meeting(draw: Draw, order: Sequence[Candidate]) -> list[Candidate]:
    """The first few of ``order`` that meet every minimum; as nearly as possible when none do."""
    best: list[Candidate] = []
    tries = count()

    def search(chosen: list[Candidate]) -> list[Candidate] | None:
        nonlocal best
        unmet = _unmet(draw, chosen)
        if _missing(draw, chosen) < _missing(draw, best):
            best = chosen
        if not unmet:
            return chosen
        if len(chosen) == draw.count or next(tries) > EFFORT:
            return None
        tried = [each for each in order if each not in chosen and each.is_in(unmet[0].where)][:WIDTH]
        # Whoever meets several minima at once is tried first: fewer steps back.
        tried.sort(key=lambda each: -sum(each.is_in(least.where) for least in unmet))
        return next((found for each in tried if (found := search([*chosen, each]))), None)

    return search([]) or best
