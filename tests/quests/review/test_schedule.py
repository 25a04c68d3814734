"""When a question comes back: the memory model's figures, checked by hand against its formulas."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import exp

import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from quests.review import schedule
from quests.review.schedule import Memory, Met, Waiting

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
W = schedule.SCHEDULER.parameters
OUTCOMES = ("right", "partial", "wrong")
DAY = timedelta(days=1)


def met(outcome: str = "right", *, at: datetime = NOON, confidence: int | None = None) -> Met:
    return Met(outcome=outcome, confidence=confidence, at=at)


def walked(*outcomes: str, confidence: int | None = None) -> list[tuple[float, Memory]]:
    """Answers one after the other, each on its due day: interval in days and memory after each."""
    memory = schedule.first(met(outcomes[0], confidence=confidence))
    path = [((memory.due_at - NOON) / DAY, memory)]
    for outcome in outcomes[1:]:
        at = memory.due_at
        memory = schedule.again(memory, met(outcome, at=at, confidence=confidence))
        path.append(((memory.due_at - at) / DAY, memory))
    return path


def test_right_again_and_again_grows_to_a_season() -> None:
    assert [days for days, _memory in walked(*["right"] * 6)] == [2, 11, 46, 120, 120, 120]


def test_the_first_figures_are_those_of_the_published_formulas() -> None:
    """Initial stability and difficulty of "Good", then the stability after a success (FSRS 6)."""
    (first_days, memory), (days, after) = walked("right", "right")
    difficulty = W[4] - exp(W[5] * 2) + 1
    assert memory.stability == pytest.approx(W[2])
    assert memory.difficulty == pytest.approx(difficulty)
    decay = -W[20]
    left = (1 + (0.9 ** (1 / decay) - 1) * first_days / W[2]) ** decay
    growth = exp(W[8]) * (11 - difficulty) * W[2] ** -W[9] * (exp(W[10] * (1 - left)) - 1)
    assert after.stability == pytest.approx(W[2] * (1 + growth))
    assert (first_days, days) == (2, 11)


def test_missing_it_shrinks_the_interval_and_counts_a_lapse() -> None:
    path = walked("right", "right", "wrong", "right", "right")
    assert [days for days, _memory in path] == [2, 11, 1, 4, 10]
    assert path[2][1].stability < path[1][1].stability
    assert path[2][1].lapses == 1
    assert path[2][1].first_right_at == NOON


def test_never_known_is_no_lapse() -> None:
    days, memory = walked("wrong", "wrong")[-1]
    assert (days, memory.lapses, memory.first_right_at) == (1, 0, None)


def test_knowing_late_is_known_from_then_on() -> None:
    memory = walked("wrong", "right")[-1][1]
    assert memory.first_right_at == NOON + DAY


@pytest.mark.parametrize(
    ("outcome", "confidence", "reps", "expected"),
    [
        ("wrong", None, 0, Rating.Again),
        ("wrong", 3, 5, Rating.Again),
        ("partial", None, 0, Rating.Hard),
        ("partial", 3, 5, Rating.Hard),
        ("right", 1, 5, Rating.Hard),
        ("right", None, 5, Rating.Good),
        ("right", 2, 5, Rating.Good),
        ("right", 3, 0, Rating.Good),
        ("right", 3, 1, Rating.Easy),
    ],
)
def test_what_an_answer_says(outcome: str, confidence: int | None, reps: int, expected: Rating) -> None:
    assert schedule.rating(outcome, confidence, reps=reps) == expected


def test_being_certain_goes_further_only_from_the_second_answer_on() -> None:
    assert [days for days, _memory in walked("right", "right", confidence=3)] == [2, 19]
    assert [days for days, _memory in walked("right", "right", confidence=1)] == [1.5, 1.5]


def test_the_chance_to_remember_is_nine_in_ten_after_the_stability() -> None:
    memory = replace(walked("right")[0][1], stability=10.0)
    assert schedule.retrievability(memory, NOON) == 1
    assert schedule.retrievability(memory, NOON + 10 * DAY) == pytest.approx(0.9)
    assert schedule.retrievability(memory, NOON + 40 * DAY) < 0.8


answers = st.lists(
    st.tuples(st.sampled_from(OUTCOMES), st.sampled_from((None, 1, 2, 3)), st.floats(0, 400)), min_size=1, max_size=25
)


@given(answers)
def test_nothing_is_ever_due_before_a_day_nor_after_a_season(
    given_answers: list[tuple[str, int | None, float]],
) -> None:
    memory, at = None, NOON
    for outcome, confidence, gap in given_answers:
        at += timedelta(days=gap)
        one = met(outcome, at=at, confidence=confidence)
        memory = schedule.again(memory, one) if memory else schedule.first(one)
        assert DAY <= memory.due_at - at <= 120 * DAY
        assert memory.stability > 0
        assert 1 <= memory.difficulty <= 10


def test_what_changed_comes_first_then_what_is_most_likely_gone() -> None:
    rows = [
        Waiting(card=1, changed=False, chance=0.9, due_at=NOON - DAY),
        Waiting(card=2, changed=False, chance=0.4, due_at=NOON),
        Waiting(card=3, changed=True, chance=0.99, due_at=NOON + 50 * DAY),
        Waiting(card=4, changed=False, chance=0.9, due_at=NOON - 2 * DAY),
    ]
    assert [one.card for one in schedule.in_turn(rows)] == [3, 2, 4, 1]


@pytest.mark.parametrize(
    ("changed", "outcome", "confidence", "expected"),
    [
        (True, "wrong", None, "changed"),
        (False, "wrong", 3, "missed"),
        (False, "partial", 1, "partial"),
        (False, "right", 1, "unsure"),
        (False, "right", 2, "faded"),
        (False, "right", None, "faded"),
    ],
)
def test_why_it_comes_back(changed: bool, outcome: str, confidence: int | None, expected: str) -> None:
    assert schedule.reason(changed=changed, outcome=outcome, confidence=confidence) == expected


@pytest.mark.parametrize(("chance", "expected"), [(1, 100), (0.9, 10), (0.8, 5), (0.52, 2), (0.5, None), (0.1, None)])
def test_chances_are_said_in_whole_numbers(chance: float, expected: int | None) -> None:
    assert schedule.one_in(chance) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"), [("a", "a", True), ("a", "b", False), ("", "b", True), ("a", "", True)]
)
def test_an_unknown_substance_is_no_change(one: str, other: str, same: bool) -> None:
    assert schedule.same_substance(one, other) is same
