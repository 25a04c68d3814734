"""Intervals, against published values and against what must always hold."""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quests.statistics.intervals import correlated, mean, middle_half, student, wilson

CREDITS = st.lists(st.integers(0, 10_000).map(lambda whole: whole / 10_000), min_size=1, max_size=40)
PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 12)), max_size=30)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (8, 10, 0.490, 0.943),  # the textbook case
        (81, 263, 0.2553, 0.3662),  # Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_published(successes: int, n: int, low: float, high: float) -> None:
    found = wilson(successes, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-4), pytest.approx(high, abs=6e-4))
    assert (found.point, found.n) == (successes / n, n)


@pytest.mark.parametrize(
    ("freedom", "point"), [(1, 12.706), (3, 3.182), (4, 2.776), (9, 2.262), (19, 2.093), (30, 2.042), (120, 1.980)]
)
def test_student_as_in_the_tables(freedom: int, point: float) -> None:
    assert student(freedom) == pytest.approx(point, abs=2e-3)


def test_student_ends_as_a_normal() -> None:
    assert student(1_000_000) == pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-5)


def test_partial_credit_by_hand() -> None:
    # 0, ½, ½, 1, 1: mean 3/5. Squares of the gaps: .36 + .01 + .01 + .16 + .16 = .70, over 4: .175.
    # s/√5 = √(.175/5) = .18708; t(4) = 2.7764; reach .51942: from .0806 to 1.1194, cut to 1.
    found = mean([0, 0.5, 0.5, 1, 1])
    assert found.point == pytest.approx(0.6)
    assert found.low == pytest.approx(0.0806, abs=5e-4)
    assert found.high == 1


def test_all_or_nothing_is_wilson() -> None:
    assert mean([1.0] * 8 + [0.0] * 2) == wilson(8, 10)


def test_one_partial_answer_says_nothing() -> None:
    assert (mean([0.5]).low, mean([0.5]).high) == (0, 1)


def test_fisher_by_hand() -> None:
    # x = 0 0 1 1, y = 0 1 1 2: sxy = 1, sxx = 1, syy = 2, r = 1/√2 = .70711; atanh = .88137.
    # With n = 4 the standard error is 1: tanh(.88137 ∓ 1.95996) = -.79259 and .99321.
    found = correlated([(0, 0), (0, 1), (1, 1), (1, 2)])
    assert found is not None
    assert found.point == pytest.approx(1 / math.sqrt(2))
    assert found.low == pytest.approx(-0.7926, abs=1e-3)
    assert found.high == pytest.approx(0.9932, abs=1e-3)


@pytest.mark.parametrize(
    "pairs", [[], [(0, 1), (1, 2), (1, 3)], [(1, n) for n in range(9)], [(n, 0.1) for n in range(9)]]
)
def test_nothing_to_correlate(pairs: list[tuple[float, float]]) -> None:
    assert correlated(pairs) is None


@given(CREDITS, st.randoms(use_true_random=False))
def test_the_interval_holds_the_point_whatever_the_order(values: list[float], dice: object) -> None:
    found = mean(values)
    assert 0 <= found.low <= found.point <= found.high <= 1
    shuffled = list(values)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert mean(shuffled) == found


@given(PAIRS, st.randoms(use_true_random=False))
def test_so_does_a_correlation(pairs: list[tuple[float, float]], dice: object) -> None:
    found = correlated(pairs)
    assume(found)
    assert found is not None
    assert -1 <= found.low <= found.point <= found.high <= 1
    shuffled = list(pairs)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert correlated(shuffled) == found


@given(st.integers(1, 400), st.data())
def test_more_people_more_certainty(n: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, n))
    one, ten = wilson(successes, n), wilson(10 * successes, 10 * n)
    assert ten.high - ten.low < one.high - one.low


def test_quartiles() -> None:
    found = middle_half([10, 20, 30, 40, 50])
    assert found is not None
    assert (found.low, found.median, found.high, found.n) == (20, 30, 40, 5)
    assert middle_half([]) is None
    assert middle_half([7]) is not None
