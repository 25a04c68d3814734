"""Facility, discrimination, alerts: checked by hand on six learners and four questions."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.statistics.intervals import Estimate, Quartiles
from quests.statistics.picks import Choice, Slot
from quests.statistics.rules import WHOLE, Alert, Answered, Group, alerts, groups, item

# Who was right where. Rows: learners A to F; columns: questions 1 to 4.
RIGHT = ("1111", "1110", "1101", "0100", "0010", "0000")


def answers(question: int) -> list[Answered]:
    """The first answers to one question, each with the learner's three others."""
    found = []
    for row in RIGHT:
        credits = [int(mark) * WHOLE for mark in row]
        found.append(Answered(credits[question], 3, sum(credits) - credits[question]))
    return found


# r = Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)² Σ(y−ȳ)²), y being the score on the three others, of 3.
# 1: x 111000, y 3 2 2 1 1 0 · x̄ ½, ȳ 3/2 · 2.5 / √(1.5 × 5.5) = .8704
#    As a point-biserial: (7/9 − 2/9) / .31914 × √(½ × ½) = .8704
# 2: x 111100, y 3 2 2 0 1 0 · x̄ 2/3, ȳ 4/3 · (7 − 5⅓) / √(1⅓ × 7⅓) = .5330
# 3: x 110010, y 3 2 3 1 0 0 · x̄ ½, ȳ 3/2 · (5 − 4.5) / √(1.5 × 9.5) = .1325
# 4: x 101000, y 3 3 2 1 1 0 · x̄ 1/3, ȳ 5/3 · (5 − 3⅓) / √(1⅓ × 7⅓) = .5330
@pytest.mark.parametrize(
    ("question", "facility", "r"), [(0, 3 / 6, 0.8704), (1, 4 / 6, 0.5330), (2, 3 / 6, 0.1325), (3, 2 / 6, 0.5330)]
)
def test_by_hand(question: int, facility: float, r: float) -> None:
    found = item(answers(question))
    assert found.n == 6
    assert found.facility is not None
    assert found.facility.point == pytest.approx(facility)
    assert found.discrimination is not None
    assert found.discrimination.point == pytest.approx(r, abs=5e-5)


def test_the_intervals_by_hand() -> None:
    found = item(answers(0))
    # Wilson, 3 of 6: middle ½, reach 1.96 × √(.25/6 + 3.8415/144) / (1 + 3.8415/6) = .3124
    assert found.facility is not None
    assert (found.facility.low, found.facility.high) == (
        pytest.approx(0.1876, abs=1e-4),
        pytest.approx(0.8124, abs=1e-4),
    )
    # Fisher: atanh(.87039) = 1.33468, ∓ 1.95996/√3 = 1.13158: tanh(.20310) and tanh(2.46626)
    assert found.discrimination is not None
    assert found.discrimination.low == pytest.approx(0.2003, abs=1e-3)
    assert found.discrimination.high == pytest.approx(0.9857, abs=1e-3)


def test_two_others_are_no_score() -> None:
    found = item([Answered(a.credit, 2, min(a.other_credit, 2 * WHOLE)) for a in answers(0)])
    assert found.facility is not None
    assert found.discrimination is None


def test_four_people_are_nobody_s_figures() -> None:
    found = item(answers(0)[:4])
    assert (found.n, found.shown, found.facility, found.discrimination, found.times) == (4, False, None, None, None)


def test_times_of_four_people_are_not_shown() -> None:
    timed = [Answered(WHOLE, seconds=30)] * 4 + [Answered(WHOLE)] * 30
    assert item(timed).times is None
    assert item([*timed, Answered(0, seconds=50)]).times == Quartiles(30, 30, 30, 5)


@given(st.lists(st.integers(0, WHOLE), min_size=5, max_size=30), st.integers(0, 9))
def test_the_order_of_answers_changes_nothing(credits: list[int], seed: int) -> None:
    found = [Answered(credit, 3, (credit * 7) % (3 * WHOLE), credit % 90) for credit in credits]
    shuffled = list(found)
    Random(seed).shuffle(shuffled)
    assert item(found) == item(shuffled)
    facility = item(found).facility
    assert facility is not None
    assert 0 <= facility.low <= facility.point <= facility.high <= 1


# --- alerts --------------------------------------------------------------------------------


def many(right: int, wrong: int, **values: int) -> list[Answered]:
    """So many right and wrong answers."""
    return [Answered(WHOLE, **values)] * right + [Answered(0, **values)] * wrong


def test_too_easy_only_when_sure() -> None:
    # Wilson's lower bound with every answer right is n / (n + 3.8415): over 95 % from 73 people on.
    assert item(many(72, 0)).alerts == ()
    assert item(many(73, 0)).alerts == (Alert.TOO_EASY,)


def test_too_hard_only_when_sure() -> None:
    assert item(many(0, 20)).alerts == (Alert.TOO_HARD,)  # upper bound 16.1 %
    assert item(many(1, 19)).alerts == ()  # upper bound 23.6 %


def test_nineteen_answers_raise_nothing() -> None:
    assert item(many(0, 19)).alerts == ()
    assert not item(many(0, 19)).enough
    assert item(many(0, 20)).enough


def estimate(point: float, low: float, high: float, n: int = 40) -> Estimate:
    """A figure made up."""
    return Estimate(point, low, high, n)


@pytest.mark.parametrize(
    ("discrimination", "expected"),
    [
        (estimate(-0.5, -0.7, -0.1), (Alert.AGAINST,)),
        (estimate(-0.1, -0.4, 0.2), (Alert.WATCH,)),
        (estimate(-0.1, -0.4, 0.0), (Alert.WATCH,)),
        (estimate(0.1, -0.2, 0.4), ()),
        (estimate(-0.9, -0.95, -0.8, n=19), ()),
        (None, ()),
    ],
)
def test_against_those_who_know(discrimination: Estimate | None, expected: tuple[Alert, ...]) -> None:
    assert alerts(estimate(0.5, 0.4, 0.6), discrimination, None) == expected


@pytest.mark.parametrize(("median", "expected"), [(80, ()), (81, (Alert.SLOW,))])
def test_slow_is_over_twice_the_estimate(median: int, expected: tuple[Alert, ...]) -> None:
    assert item(many(10, 10, seconds=median), estimate=40).alerts == expected
    assert item(many(10, 9, seconds=median), estimate=40).alerts == ()
    assert item(many(10, 10, seconds=median)).alerts == ()


def test_a_wrong_answer_that_wins() -> None:
    winner = Choice("b", 12, 0.6, right=False)
    found = item(many(8, 12), [Slot("", 20, (winner, Choice("a", 8, 0.4, right=True)), winner)])
    assert found.alerts == (Alert.WRONG_WINS,)
    assert item(many(8, 12), [Slot("", 19, (winner,), winner)]).alerts == ()


def test_the_most_pressing_comes_first() -> None:
    winner = Choice("b", 30, 1.0, right=False)
    raised = item(many(0, 30, seconds=100), [Slot("", 30, (winner,), winner)], estimate=40).alerts
    assert raised == (Alert.WRONG_WINS, Alert.TOO_HARD, Alert.SLOW)


# --- groups --------------------------------------------------------------------------------


def told(**sizes: int) -> dict[str, int | None]:
    """Which sizes of groups are shown."""
    return {group.key: group.n for group in groups({key: [WHOLE] * n for key, n in sizes.items()})}


def test_a_small_group_hides_with_another() -> None:
    assert told(taxi=4, reception=9, service=20) == {"taxi": None, "reception": None, "service": 20}
    assert told(reception=9, service=20) == {"reception": 9, "service": 20}
    assert told(taxi=2, shop=3, service=20) == {"taxi": None, "shop": None, "service": 20}


def test_a_masked_group_has_no_figure() -> None:
    assert groups({"taxi": [WHOLE] * 4}) == [Group("taxi", None, None)]


def test_calibration_counts_whole_credit_only() -> None:
    found = groups({"3": [WHOLE, WHOLE, WHOLE, 5_000, 0]}, whole_only=True)
    assert found[0].facility is not None
    assert found[0].facility.point == 3 / 5
