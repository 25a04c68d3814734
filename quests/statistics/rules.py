"""What a question's first answers say of the question: item analysis. Pure rules, no Django.

``facility`` is the mean credit; ``discrimination`` is the corrected item–rest correlation: do those
who are right here know the rest better (Ebel & Frisbie, *Essentials of Educational Measurement*,
1991)? Figures on fewer than ``SMALLEST`` people are not made; alerts wait for ``ENOUGH``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quests.reports.masking import SMALLEST, masked
from quests.statistics.intervals import Estimate, Quartiles, correlated, mean, middle_half, wilson
from quests.statistics.picks import Slot

ENOUGH = 20
REST_LEAST = 3
TOO_EASY, TOO_HARD = 0.95, 0.2
SLOW = 2
WHOLE = 10_000
"""A credit is counted in ten-thousandths, as the database keeps it: sums are exact."""


class Alert(StrEnum):
    """What a trainer should look at, the most pressing first."""

    WRONG_WINS = "wrong_wins"
    AGAINST = "against"
    TOO_HARD = "too_hard"
    TOO_EASY = "too_easy"
    SLOW = "slow"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Answered:
    """One first answer: its credit in ten-thousandths, the credit and number of the learner's others."""

    credit: int
    others: int = 0
    other_credit: int = 0
    seconds: int | None = None

    @property
    def rest(self) -> float | None:
        """The mean credit of the others, None with fewer than three."""
        # One division of whole numbers: equal scores are equal floats.
        return self.other_credit / (self.others * WHOLE) if self.others >= REST_LEAST else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The figures of one question; None where too few people answered, or nothing can be told."""

    n: int
    facility: Estimate | None = None
    discrimination: Estimate | None = None
    times: Quartiles | None = None
    alerts: tuple[Alert, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether enough people answered for a figure to be nobody's own."""
        return self.n >= SMALLEST

    @property
    def enough(self) -> bool:
        """Whether enough people answered to raise an alert."""
        return self.n >= ENOUGH


@dataclass(frozen=True, slots=True)
class Group:
    """People who share something: how many, and their mean credit; None where masked."""

    key: str
    n: int | None
    facility: Estimate | None


def item(answers: Sequence[Answered], slots: Iterable[Slot] = (), *, estimate: int = 0) -> Item:
    """The figures of ``answers``; ``estimate`` is the seconds the question should take, 0 when unknown."""
    n = len(answers)
    if n < SMALLEST:
        return Item(n=n)
    facility = mean([answer.credit / WHOLE for answer in answers])
    discrimination = correlated(
        [(answer.credit / WHOLE, rest) for answer in answers if (rest := answer.rest) is not None]
    )
    if discrimination and discrimination.n < SMALLEST:
        discrimination = None
    seconds = [answer.seconds for answer in answers if answer.seconds is not None]
    times = middle_half(seconds) if len(seconds) >= SMALLEST else None
    raised = alerts(facility, discrimination, times, slots, estimate=estimate)
    return Item(n=n, facility=facility, discrimination=discrimination, times=times, alerts=raised)


def alerts(
    facility: Estimate,
    discrimination: Estimate | None,
    times: Quartiles | None,
    slots: Iterable[Slot] = (),
    *,
    estimate: int = 0,
) -> tuple[Alert, ...]:
    """What to look at, the most pressing first; nothing on fewer than ``ENOUGH`` people."""
    told = discrimination if discrimination and discrimination.n >= ENOUGH else None
    timed = times if times and times.n >= ENOUGH else None
    raised = {
        Alert.WRONG_WINS: any(slot.n >= ENOUGH and slot.winner for slot in slots),
        Alert.AGAINST: told is not None and told.high < 0,
        Alert.TOO_HARD: facility.n >= ENOUGH and facility.high < TOO_HARD,
        Alert.TOO_EASY: facility.n >= ENOUGH and facility.low > TOO_EASY,
        Alert.SLOW: timed is not None and estimate > 0 and timed.median > SLOW * estimate,
        Alert.WATCH: told is not None and told.point < 0 <= told.high,
    }
    return tuple(alert for alert, true in raised.items() if true)


def groups(credits: Mapping[str, Sequence[int]], *, whole_only: bool = False) -> list[Group]:
    """The mean credit of each group, or its share of whole credits (``whole_only``).

    Groups under five are masked, and another with them when their total would tell.
    """
    cells, _total = masked([(len(values),) for values in credits.values()])
    return [
        Group(key, cell[0], _facility(values, whole_only) if cell[0] else None)
        for (key, values), cell in zip(credits.items(), cells, strict=True)
    ]


def _facility(values: Sequence[int], whole_only: bool) -> Estimate:
    if whole_only:
        return wilson(sum(value == WHOLE for value in values), len(values))
    return mean([value / WHOLE for value in values])
