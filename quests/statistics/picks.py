"""What an answer is made of, whatever its kind: picks. Pure rules, no Django.

A pick is one value in one slot: the option chosen (one slot), the target put with an item (a slot
for each item), a choice made in a scene of a dialogue (a slot for each scene; ``ENDINGS`` is the slot
of the way it ended). Counting picks gives the share of every option, and shows a wrong one that wins.

Keys and answers come from the database, where only marked ones are; one that cannot be read any
more counts for nothing here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from quests.reports.masking import SMALLEST

ONE = ""
ENDINGS = ""
OTHER = ""
UNREADABLE = (ArithmeticError, AttributeError, KeyError, TypeError, ValueError)


class Pick(NamedTuple):
    """``value`` in ``slot``; whether it is right there."""

    slot: str
    value: str
    right: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """How many picked ``value``; a typed text that few people typed is counted under ``OTHER``."""

    value: str
    count: int
    share: float
    right: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """What ``n`` people picked in one slot. ``winner``: the wrong value chosen more than the right one."""

    id: str
    n: int
    choices: tuple[Choice, ...]
    winner: Choice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How answers to one key are read. ``offered``: what can be picked, known from the key.

    ``typed``: values are people's own words; ``sorted``: keep the order of ``offered``;
    ``together``: all right values are needed; ``contest``: a wrong value may win.
    """

    offered: tuple[Pick, ...] = ()
    read: Callable[[Mapping[str, Any], bool], Iterable[Pick]] = field(default=lambda _answer, _right: ())
    typed: bool = False
    sorted: bool = False
    together: bool = False
    contest: bool = True


def picks(reading: Reader, answer: Mapping[str, Any], *, right: bool) -> tuple[Pick, ...]:
    """The picks of one answer, which was wholly ``right`` or not."""
    try:
        return tuple(reading.read(answer, right))
    except UNREADABLE:
        return ()


def tally(reading: Reader, answers: Iterable[tuple[Mapping[str, Any], bool, int]]) -> list[Slot]:
    """Count the picks of ``answers``, slot by slot: each answer, whether it was wholly right, how many gave it."""
    counted: Counter[Pick] = Counter(dict.fromkeys(reading.offered, 0))
    people: Counter[str] = Counter()
    for answer, right, many in answers:
        made = set(picks(reading, answer, right=right))
        counted.update(dict.fromkeys(made, many))
        people.update(dict.fromkeys({pick.slot for pick in made}, many))
    by_slot: dict[str, dict[Pick, int]] = {}
    for pick, count in counted.items():
        by_slot.setdefault(pick.slot, {})[pick] = count
    return [_slot(reading, slot, found, people[slot]) for slot, found in by_slot.items()]


def _slot(reading: Reader, slot: str, found: Mapping[Pick, int], n: int) -> Slot:
    counts = _few_together(found) if reading.typed else dict(found)
    if not reading.sorted:
        counts = dict(sorted(counts.items(), key=lambda one: (one[0].value == OTHER, -one[1], one[0])))
    choices = tuple(Choice(p.value, count, count / n if n else 0.0, p.right) for p, count in counts.items())
    return Slot(slot, n, choices, _winner(reading, choices))


def _few_together(found: Mapping[Pick, int]) -> dict[Pick, int]:
    """What fewer than five people typed is never shown: it could be somebody's own word."""
    kept: Counter[Pick] = Counter()
    for pick, count in found.items():
        kept[pick if count >= SMALLEST else pick._replace(value=OTHER)] += count
    return dict(kept)


def _winner(reading: Reader, choices: Iterable[Choice]) -> Choice | None:
    if not reading.contest:
        return None
    choices = tuple(choices)
    rights = [choice.count for choice in choices if choice.right]
    goal = (min(rights, default=0)) if reading.together else sum(rights)
    wrongs = [choice for choice in choices if not choice.right and (choice.value or not reading.typed)]
    best = max(wrongs, key=lambda choice: choice.count, default=None)
    return best if best and best.count > goal else None
