"""How sure a figure is: 95 % intervals. Pure rules, no Django.

* A share of all-or-nothing answers: the score interval of Wilson (*JASA* 22, 1927), which stays
  honest with few answers (Brown, Cai & DasGupta, *Statistical Science* 16, 2001).
* A mean with partial credit: Student's t interval, cut to 0–1.
* A correlation: Fisher's z (*Metron* 1, 1921).

Every sum is ``fsum``: the order of the answers changes nothing, not even the last digit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, StatisticsError, correlation, fmean, quantiles

from quests.review.retention import wilson as score_interval

Z = NormalDist().inv_cdf(0.975)
_FEW = {1: 12.7062, 2: 4.3027, 3: 3.1824}
FISHER_LEAST = 4


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure seen on ``n`` people, and the interval it lies in at 95 %: ``low <= point <= high``."""

    point: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The middle of ``n`` durations in seconds, and the half of the people around it."""

    low: float
    median: float
    high: float
    n: int


def wilson(successes: int, n: int) -> Estimate:
    """The share of ``successes`` among ``n`` >= 1, with Wilson's score interval."""
    return _within(successes / n, *score_interval(successes, n), n, 0.0)


def mean(values: Sequence[float]) -> Estimate:
    """The mean of one credit or more, each from 0 to 1: Wilson when all or nothing, else Student."""
    n = len(values)
    if all(value in (0, 1) for value in values):
        return wilson(round(math.fsum(values)), n)
    middle = fmean(values)
    if n == 1:
        return Estimate(middle, 0.0, 1.0, n)
    variance = math.fsum((value - middle) ** 2 for value in values) / (n - 1)
    reach = student(n - 1) * math.sqrt(variance / n)
    return _within(middle, middle - reach, middle + reach, n, 0.0)


def student(freedom: int) -> float:
    """The 97.5 % point of Student's t (Abramowitz & Stegun 26.7.5: within 0.001 from 4 degrees on)."""
    if freedom in _FEW:
        return _FEW[freedom]
    z = Z
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return math.fsum(term / freedom**power for power, term in enumerate(terms))


def correlated(pairs: Sequence[tuple[float, float]]) -> Estimate | None:
    """Pearson's r of the pairs with Fisher's interval; None when it cannot be told.

    That is with fewer than four pairs, or when one side never changes.
    """
    n = len(pairs)
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    if n < FISHER_LEAST or len(set(xs)) == 1 or len(set(ys)) == 1:
        return None
    try:
        r = max(-1.0, min(1.0, correlation(xs, ys)))
    except StatisticsError:  # so close to constant that a float holds no difference
        return None
    if abs(r) == 1:
        return Estimate(r, r, r, n)
    z, reach = math.atanh(r), Z / math.sqrt(n - 3)
    return _within(r, math.tanh(z - reach), math.tanh(z + reach), n, -1.0)


def middle_half(values: Sequence[float]) -> Quartiles | None:
    """Median and quartiles (linear between two values), None without a value."""
    if not values:
        return None
    if len(values) == 1:
        return Quartiles(values[0], values[0], values[0], 1)
    low, median, high = quantiles(values, n=4, method="inclusive")
    return Quartiles(low, median, high, len(values))


def _within(point: float, low: float, high: float, n: int, least: float) -> Estimate:
    """Cut to what is possible; the last digit of a float never puts the point outside."""
    return Estimate(point, min(point, max(least, low)), max(point, min(1.0, high)), n)
