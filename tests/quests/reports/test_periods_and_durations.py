"""Quarters and rounding."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.reports.durations import hours, minutes
from quests.reports.periods import Period, Quarter, preset, recent_quarters

days = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@given(days)
def test_each_day_is_in_exactly_one_quarter(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.period.first <= day <= quarter.period.last
    assert quarter.moved(1).period.first == quarter.period.after
    assert quarter.moved(1).moved(-1) == quarter


@pytest.mark.parametrize("key", ["", "2026-Q5", "2026-Q", "Q1", "26-Q1", "2026-", "٢٠٢٦", "0000", "2026-Q1 "])
def test_a_period_nobody_offers(key: str) -> None:
    assert preset(key) is None


def test_presets() -> None:
    assert preset("2026-Q4") == Period(date(2026, 10, 1), date(2026, 12, 31))
    assert preset("2024") == Period(date(2024, 1, 1), date(2024, 12, 31))


def test_recent_quarters_end_today() -> None:
    assert [q.key for q in recent_quarters(date(2026, 2, 3), 3)] == ["2025-Q3", "2025-Q4", "2026-Q1"]


def test_a_period_that_ends_first() -> None:
    with pytest.raises(ValueError, match="ends"):
        Period(date(2026, 1, 2), date(2026, 1, 2) - timedelta(days=1))


def test_three_times_twenty_minutes_are_an_hour() -> None:
    assert hours(1200) == Decimal("0.33")
    assert hours(3 * 1200) == Decimal("1.00")  # not 3 × 0.33


def test_halves_go_up() -> None:
    assert (hours(18), hours(17), minutes(90), minutes(89)) == (Decimal("0.01"), Decimal("0.00"), 2, 1)
