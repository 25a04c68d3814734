"""Single choice, multiple choice, true or false."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import InvalidAnswer, InvalidKey, Verdict, kind_named, mark

SINGLE = {"options": ["lens", "arras", "douai"], "correct": "lens"}
MULTIPLE = {"options": ["a", "b", "c", "x", "y"], "correct": ["c", "a", "b"]}
OPTIONS = list("abcdef")
SOME = st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True)


def test_the_right_choice() -> None:
    verdict = mark("single_choice", SINGLE, {"choice": "lens"})
    assert verdict == Verdict(Fraction(1), "right", (), ("lens",), ("lens",))


def test_a_wrong_choice_shows_its_own_explanation() -> None:
    verdict = mark("single_choice", SINGLE, {"choice": "douai"})
    assert verdict == Verdict(Fraction(0), "wrong", ("douai",), ("douai",), ("lens",))


def test_every_wrong_option_needs_an_explanation() -> None:
    assert kind_named("single_choice").feedback_ids(SINGLE) == ("arras", "douai")
    assert kind_named("multiple_choice").feedback_ids(MULTIPLE) == ("x", "y")
    assert kind_named("true_false").feedback_ids({"correct": True}) == ("false",)
    assert kind_named("true_false").feedback_ids({"correct": False}) == ("true",)


@pytest.mark.parametrize(
    ("values", "code"),
    [(["lens", "arras"], "too_many"), (["paris"], "unknown_option"), (["Lens"], "unknown_option")],
)
def test_a_single_choice_that_cannot_be(values: list[str], code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        kind_named("single_choice").parse(SINGLE, {"choice": values})
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "key",
    [
        {"options": ["a"], "correct": "a"},
        {"options": ["a", "a"], "correct": "a"},
        {"options": ["a", "b"], "correct": "c"},
        {"options": ["a", "b"], "correct": ["a"]},
        {"options": "ab", "correct": "a"},
        {"options": {"a": 1, "b": 2}, "correct": "a"},
        {"options": ["a", ""], "correct": "a"},
        {"options": ["a", "b,c"], "correct": "a"},
        {"options": ["a", "é"], "correct": "a"},
        {"options": ["a", "b" * 65], "correct": "a"},
        {"options": [f"o{n}" for n in range(51)], "correct": "o1"},
    ],
)
def test_a_bad_single_choice_key(key: Any) -> None:
    with pytest.raises(InvalidKey):
        kind_named("single_choice").check_key(key)


@pytest.mark.parametrize("correct", [[], ["z"], ["a", "a"], "a", None, ["a", "z"], [["a"]]])
def test_a_bad_multiple_choice_key(correct: Any) -> None:
    with pytest.raises(InvalidKey):
        kind_named("multiple_choice").check_key({"options": ["a", "b"], "correct": correct})


@pytest.mark.parametrize("correct", [1, 0, "true", None, []])
def test_true_or_false_wants_a_boolean(correct: Any) -> None:
    with pytest.raises(InvalidKey):
        kind_named("true_false").check_key({"correct": correct})


@pytest.mark.parametrize(
    ("ticked", "fraction", "feedback"),
    [
        ("abc", Fraction(1), ()),
        ("ab", Fraction(2, 3), ()),
        ("a", Fraction(1, 3), ()),
        ("abx", Fraction(1, 3), ("x",)),
        ("abcx", Fraction(2, 3), ("x",)),
        ("abcxy", Fraction(1, 3), ("x", "y")),
        ("ax", Fraction(0), ("x",)),
        ("xy", Fraction(0), ("x", "y")),
    ],
)
def test_partial_credit(ticked: str, fraction: Fraction, feedback: tuple[str, ...]) -> None:
    verdict = mark("multiple_choice", MULTIPLE, {"choices": list(ticked)})
    assert (verdict.fraction, verdict.feedback) == (fraction, feedback)
    assert (verdict.chosen, verdict.expected) == (tuple(ticked), ("a", "b", "c"))


@given(SOME, SOME, st.sampled_from(OPTIONS))
def test_one_more_tick(correct: list[str], ticked: list[str], more: str) -> None:
    """A wrong one never raises the fraction, a right one never lowers it."""
    key = {"options": OPTIONS, "correct": correct}
    before = mark("multiple_choice", key, {"choices": ticked}).fraction
    after = mark("multiple_choice", key, {"choices": [*ticked, more]}).fraction
    assert after >= before if more in correct else after <= before


@given(SOME, SOME)
def test_only_the_exact_ticks_are_right(correct: list[str], ticked: list[str]) -> None:
    verdict = mark("multiple_choice", {"options": OPTIONS, "correct": correct}, {"choices": ticked})
    assert verdict.right == (set(ticked) == set(correct))


@given(st.permutations(OPTIONS), SOME, st.sampled_from(OPTIONS), st.randoms())
def test_the_order_of_the_key_changes_nothing(options: list[str], some: list[str], one: str, chance: Any) -> None:
    mixed = chance.sample(some, len(some))
    for name, correct, same, answer in (
        ("single_choice", one, one, {"choice": some[0]}),
        ("multiple_choice", some, mixed, {"choices": ["a", one]}),
    ):
        first = mark(name, {"options": OPTIONS, "correct": correct}, answer)
        assert mark(name, {"options": options, "correct": same}, answer) == first


def test_ticking_twice_is_ticking_once() -> None:
    parsed = kind_named("multiple_choice").parse(MULTIPLE, {"choices": ["b", "a", "b"]})
    assert parsed == {"choices": ["a", "b"]}


def test_an_unknown_tick_is_refused() -> None:
    with pytest.raises(InvalidAnswer, match="unknown_option"):
        kind_named("multiple_choice").parse(MULTIPLE, {"choices": ["a", "z"]})


@pytest.mark.parametrize("correct", [True, False])
def test_true_or_false(correct: bool) -> None:
    right, wrong = ("true", "false") if correct else ("false", "true")
    key = {"correct": correct}
    assert mark("true_false", key, {"choice": right}).right
    verdict = mark("true_false", key, {"choice": wrong})
    assert verdict == Verdict(Fraction(0), "wrong", (wrong,), (wrong,), (right,))
    assert kind_named("true_false").option_ids(key) == ("true", "false")


@pytest.mark.parametrize("value", ["True", "1", "vrai", " true"])
def test_true_or_false_knows_two_words(value: str) -> None:
    with pytest.raises(InvalidAnswer, match="unknown_option"):
        kind_named("true_false").parse({"correct": True}, {"choice": [value]})


@pytest.mark.parametrize(
    ("fraction", "outcome"),
    [(Fraction(1, 2), "right"), (Fraction(0), "partial"), (Fraction(3, 2), "right")],
)
def test_a_verdict_cannot_contradict_itself(fraction: Fraction, outcome: Any) -> None:
    with pytest.raises(ValueError, match="does not go with"):
        Verdict(fraction, outcome, (), (), ())
