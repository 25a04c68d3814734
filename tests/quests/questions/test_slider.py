"""A value on a scale."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import InvalidAnswer, InvalidKey, Verdict, kind_named, mark

SLIDER = kind_named("slider")
BANDS = [{"within": "1", "share": "1"}, {"within": "5", "share": "0.5"}, {"within": "10", "share": "0.1"}]
KEY = {"value": "1986", "min": "1950", "max": "2020", "step": "1", "bands": BANDS}
FINE = {"value": "0.3", "min": "-0.1", "max": "1.1", "step": "0.1", "bands": [{"within": "0", "share": "1"}]}


@pytest.mark.parametrize(
    ("value", "fraction", "feedback"),
    [
        ("1986", Fraction(1), ()),
        ("1985", Fraction(1), ()),
        ("1987", Fraction(1), ()),
        ("1984", Fraction(1, 2), ("low",)),
        ("1991", Fraction(1, 2), ("high",)),
        ("1992", Fraction(1, 10), ("high",)),
        ("1976", Fraction(1, 10), ("low",)),
        ("1975", Fraction(0), ("low",)),
        ("2020", Fraction(0), ("high",)),
    ],
)
def test_the_nearer_the_more_limits_included(value: str, fraction: Fraction, feedback: tuple[str, ...]) -> None:
    verdict = mark("slider", KEY, {"value": value})
    assert (verdict.fraction, verdict.feedback) == (fraction, feedback)


def test_the_verdict_shows_both_values() -> None:
    verdict = mark("slider", {**KEY, "value": "1986.0"}, {"value": "1990"})
    assert verdict == Verdict(Fraction(1, 2), "partial", ("high",), ("1990",), ("1986",))


@given(st.integers(0, 70), st.integers(0, 70))
def test_nearer_never_pays_less(one: int, other: int) -> None:
    near, far = sorted((1950 + one, 1950 + other), key=lambda year: abs(year - 1986))
    paid = [mark("slider", KEY, {"value": str(year)}).fraction for year in (near, far)]
    assert paid[0] >= paid[1]


@pytest.mark.parametrize(("typed", "value"), [("0.3", "0.3"), ("0,30", "0.3"), ("-0.1", "-0.1"), ("1.1", "1.1")])
def test_tenths_are_exact(typed: str, value: str) -> None:
    assert SLIDER.parse(FINE, {"value": [typed]}) == {"value": value}
    assert mark("slider", FINE, {"value": typed}).right == (value == "0.3")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (["1949"], "off_scale"),
        (["2021"], "off_scale"),
        (["1986.5"], "off_scale"),
        ([""], "missing"),
        (["around 1986"], "not_a_number"),
        (["1986 m"], "has_unit"),
        (["1986", "1987"], "too_many"),
        (["9" * 16], "too_many_digits"),
    ],
)
def test_a_value_that_cannot_be(values: list[str], code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        SLIDER.parse(KEY, {"value": values})
    assert refusal.value.code == code


@pytest.mark.parametrize(("value", "code"), [("1949", "off_scale"), (1986, "malformed"), (None, "malformed")])
def test_a_stored_value_that_cannot_be(value: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer, match=code):
        mark("slider", KEY, {"value": value})


@pytest.mark.parametrize(
    "change",
    [
        {"value": 1986},
        {"value": "1949"},
        {"value": "2021"},
        {"value": "1986.5"},
        {"min": "2020"},
        {"min": "2030"},
        {"step": "0"},
        {"step": "-1"},
        {"step": "3"},
        {"bands": []},
        {"bands": {}},
        {"bands": [{"within": "0", "share": "0.9"}]},
        {"bands": [{"within": "-1", "share": "1"}]},
        {"bands": [{"within": "0", "share": "1"}, {"within": "0", "share": "0.5"}]},
        {"bands": [{"within": "0", "share": "1"}, {"within": "5", "share": "1"}]},
        {"bands": [{"within": "0", "share": "1"}, {"within": "5", "share": "0"}]},
        {"bands": [{"within": "5", "share": "1"}, {"within": "0", "share": "0.5"}]},
        {"bands": [{"within": "0", "share": 1}]},
        {"bands": [{"within": "0"}]},
        {"bands": [{"within": "0", "share": "1", "words": "Yes!"}]},
        {"bands": [{"within": str(n), "share": f"{1 - n * Decimal('0.05')}"} for n in range(11)]},
        {"bands": [{"within": "36", "share": "1"}]},  # wherever one lets go would be right
    ],
)
def test_a_bad_slider_key(change: Any) -> None:
    SLIDER.check_key(KEY)
    with pytest.raises(InvalidKey):
        SLIDER.check_key({**KEY, **change})


def test_one_end_of_the_scale_may_be_all_that_is_wrong() -> None:
    key = {**KEY, "bands": [{"within": "35", "share": "1"}]}
    assert SLIDER.feedback_ids(key) == ("low", "high")
    for end, right in (("1950", False), ("1951", True), ("2020", True)):
        assert mark("slider", key, {"value": end}).right == right


def test_what_a_slider_shows() -> None:
    assert SLIDER.public(KEY) == {"min": "1950", "max": "2020", "step": "1"}
    assert SLIDER.public({**KEY, "step": "1.0"}) == SLIDER.public(KEY)
    assert SLIDER.option_ids(KEY) == ()


@given(st.randoms(use_true_random=False))
def test_a_slip_is_a_near_miss(chance: Any) -> None:
    [value] = SLIDER.slip(KEY, chance)["value"]
    assert 1 < abs(int(value) - 1986) <= 4
    assert SLIDER.solution(KEY) == {"value": ["1986"]}


@given(st.randoms(use_true_random=False))
def test_a_slip_on_a_scale_too_fine_to_type_is_an_end(chance: Any) -> None:
    wide = {"value": "0", "min": "-999999999999999", "max": "999999999999999", "step": "0.00000000000001"}
    key = {**wide, "bands": [{"within": "99999999999999", "share": "1"}]}
    [value] = SLIDER.slip(key, chance)["value"]
    assert not mark("slider", key, SLIDER.parse(key, {"value": [value]})).right


def test_the_arithmetic_of_the_caller_plays_no_part() -> None:
    with localcontext(Context(prec=2)):
        assert not mark("slider", KEY, {"value": "1988"}).right
        assert SLIDER.parse(KEY, {"value": ["1987"]}) == {"value": "1987"}
