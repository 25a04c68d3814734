"""Employers are compared fairly, and never when it would point at somebody."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quests.leaderboard.fairness import MIN_ACTIVE, House, fair_score, ranked

houses = st.lists(st.tuples(st.integers(1, 300), st.integers(1, 100_000)), min_size=1, max_size=12).map(
    lambda pairs: [
        House(employer_id=number, name=str(number), active=active, points=points)
        for number, (active, points) in enumerate(pairs, start=1)
    ]
)


def house(number: int, active: int, points: int) -> House:
    return House(employer_id=number, name=f"H{number}", active=active, points=points)


def test_the_formula_by_hand() -> None:
    # Everybody's mean: (600 + 1400) / 20 = 100. H1: (600 + 500) / 10 = 110; H2: (1400 + 500) / 20 = 95.
    rows = ranked([house(1, 5, 600), house(2, 15, 1400)])
    assert [(row.employer_id, row.score) for row in rows] == [(1, 110), (2, 95)]


def test_a_small_house_can_beat_a_large_one() -> None:
    assert [row.employer_id for row in ranked([house(1, 120, 12_000), house(2, 6, 1_200)])] == [2, 1]


def test_one_lucky_week_does_not_crown_a_small_house() -> None:
    steady, lucky, crowd = house(1, 40, 8_000), house(2, 5, 1_050), house(3, 200, 20_000)
    assert ranked([steady, lucky, crowd])[0].employer_id == 1


def test_nobody_appears_under_five_active_people() -> None:
    assert ranked([house(1, MIN_ACTIVE - 1, 9_999)]) == ()
    assert [row.employer_id for row in ranked([house(1, 4, 9_999), house(2, 5, 10)])] == [2]


def test_hidden_houses_still_count_in_the_mean_of_everybody() -> None:
    alone = ranked([house(2, 5, 100)])[0].score
    assert ranked([house(1, 4, 4_000), house(2, 5, 100)])[0].score > alone


def test_no_house_at_all() -> None:
    assert ranked([]) == ()
    assert ranked([house(1, 0, 0)]) == ()


@given(houses)
def test_the_figure_lies_between_the_house_and_everybody(known: list[House]) -> None:
    overall = Fraction(sum(one.points for one in known), sum(one.active for one in known))
    for one in known:
        mean = Fraction(one.points, one.active)
        assert min(mean, overall) <= fair_score(one, overall) <= max(mean, overall)


@given(houses)
def test_best_first_and_only_the_large_enough(known: list[House]) -> None:
    rows = ranked(known)
    assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)
    assert {row.employer_id for row in rows} == {one.employer_id for one in known if one.active >= MIN_ACTIVE}
