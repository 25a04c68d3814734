"""Numbers in bins: none is lost, steps are those people count in."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.statistics.bins import Bin, binned, step, usual

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)


@pytest.mark.parametrize(
    ("span", "expected"),
    [("10", "1"), ("11", "2"), ("50", "5"), ("51", "10"), ("1", "0.1"), ("0.3", "0.05"), ("100000", "10000")],
)
def test_steps(span: str, expected: str) -> None:
    assert step(Fraction(span)) == Fraction(expected)


def test_bins_by_hand() -> None:
    found = binned([Fraction(n) for n in (-3, 0, 1, 2, 7, 99)], Fraction(0), Fraction(8))
    assert [bin_.count for bin_ in found] == [2, 1, 1, 0, 0, 0, 0, 1, 1]
    assert (found[0].low, found[0].high) == (None, 1)
    assert (found[-1].low, found[-1].high) == (8, None)


@given(st.lists(NUMBERS, min_size=1, max_size=60), NUMBERS, NUMBERS)
def test_every_number_is_in_one_bin(numbers: list[Fraction], one: Fraction, other: Fraction) -> None:
    found = binned(numbers, min(one, other), max(one, other))
    assert sum(bin_.count for bin_ in found) == len(numbers)
    assert all(sum(bin_.holds(number) for bin_ in found) == 1 for number in numbers)
    assert len(found) <= 12


def test_a_slip_of_the_finger_flattens_nothing() -> None:
    low, high = usual([Fraction(n) for n in range(39)] + [Fraction(10**9)])
    assert (low, high) == (2, 37)


def test_limits_belong_to_the_upper_bin() -> None:
    assert Bin(Fraction(1), Fraction(2), 0).holds(Fraction(1))
    assert not Bin(Fraction(1), Fraction(2), 0).holds(Fraction(2))
