"""Points, badges and rhythm: rules without a database."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.ledger.badges import RULES, Facts, deserved
from quests.ledger.models import BadgeRule
from quests.ledger.rhythm import rhythm
from quests.ledger.scoring import points_for

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.integers(0, 100), st.fractions(0, 1))
def test_points_are_graduated(worth: int, fraction: Fraction) -> None:
    points = points_for(worth, fraction)
    assert worth * fraction <= points <= worth
    assert (points == 0) == (worth * fraction == 0)


@given(st.integers(0, 100), st.fractions(0, 1), st.fractions(0, 1))
def test_a_better_answer_never_earns_less(worth: int, one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert points_for(worth, low) <= points_for(worth, high)


def test_every_badge_rule_is_implemented() -> None:
    assert set(RULES) == set(BadgeRule.values)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(), set()),
        (Facts(quests=1), {"first_quest"}),
        (Facts(quests=5, pillars=3), {"first_quest", "quests_5", "all_pillars"}),
        (Facts(weeks=4), {"weeks_4"}),
    ],
)
def test_badges(facts: Facts, expected: set[str]) -> None:
    assert deserved(facts) == expected


@given(st.sets(DAYS), st.sets(DAYS))
def test_a_week_off_never_takes_anything_away(before: set[date], after: set[date]) -> None:
    today = date(2026, 12, 31)
    assert rhythm(before, today=today).total <= rhythm(before | after, today=today).total


def test_the_rhythm_shows_eight_weeks_ending_with_this_one() -> None:
    today = date(2026, 11, 22)
    shown = rhythm([today, today - timedelta(weeks=2)], today=today)
    assert [active for _, active in shown.weeks] == [False] * 5 + [True, False, True]
    assert shown.weeks[-1][0] == date(2026, 11, 16)
    assert shown.this_week
