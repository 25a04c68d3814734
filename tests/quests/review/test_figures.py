"""What stays and what comes: the arithmetic of both."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.review.forecast import SPAN, forecast
from quests.review.retention import Retention, masked, wilson

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("right", "asked", "low", "high"),
    # Newcombe (1998), table I, method 3; the last is n / (n + z²).
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
     (10, 10, 0.7225, 1.0)],
)  # fmt: skip
def test_the_interval_has_its_published_values(right: int, asked: int, low: float, high: float) -> None:
    assert wilson(right, asked) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_no_answer_says_nothing() -> None:
    assert wilson(0, 0) == (0, 1)
    assert not Retention(days=30, right=0, asked=0).enough


@pytest.mark.parametrize(("right", "asked"), [(2, 1), (-1, 3)])
def test_impossible_counts_are_refused(right: int, asked: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(right, asked)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share(right: int, missed: int) -> None:
    low, high = wilson(right, right + missed)
    share = right / (right + missed) if right + missed else 0.5
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


def test_shares_are_said_in_per_cent_and_the_interval_outwards() -> None:
    row = Retention(days=30, right=10, asked=10)
    assert (row.share, row.interval, row.enough) == (100, (72, 100), True)
    assert not Retention(days=30, right=9, asked=9).enough


def test_few_people_are_no_statistic() -> None:
    rows = (Retention(days=30, right=40, asked=50), Retention(days=90, right=10, asked=12))
    assert masked(rows, people={30: 5, 90: 4}) == rows[:1]
    assert masked(rows, people={}) == ()


def test_the_forecast_counts_each_day_once() -> None:
    later = {MONDAY + timedelta(days=ahead): number for ahead, number in ((1, 2), (6, 4), (7, 5), (27, 1), (28, 9))}
    found = forecast(3, later, today=MONDAY)
    assert [count for _day, count in found.days] == [3, 2, 0, 0, 0, 0, 4]
    assert [count for _day, count in found.weeks] == [9, 5, 0, 1]
    assert found.weeks[1][0] == date(2026, 3, 9)


@given(st.integers(0, 50), st.dictionaries(st.integers(1, 60), st.integers(0, 9)))
def test_days_and_weeks_add_up(due: int, ahead: dict[int, int]) -> None:
    later = {MONDAY + timedelta(days=days): number for days, number in ahead.items()}
    found = forecast(due, later, today=MONDAY)
    assert sum(count for _day, count in found.days) == found.weeks[0][1]
    within = sum(number for days, number in ahead.items() if days < SPAN)
    assert sum(count for _week, count in found.weeks) == due + within
