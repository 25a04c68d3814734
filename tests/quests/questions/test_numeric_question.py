"""A typed number, marked within a tolerance."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import InvalidAnswer, InvalidKey, Verdict, kind_named, mark

NUMERIC = kind_named("numeric")
KEY = {"value": "86", "tolerance": "2"}
NEAR = {**KEY, "near": "5"}
DECIMALS = st.decimals(-(10**9), 10**9, places=4)
NBSP, NNBSP, MINUS = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{MINUS SIGN}"


def parsed(text: str) -> str:
    value = NUMERIC.parse(KEY, {"value": [text]})["value"]
    assert isinstance(value, str)
    return value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("86", "86"),
        ("86,5", "86.5"),
        ("86.50", "86.5"),
        ("1 234,5", "1234.5"),
        (f"1{NBSP}234{NBSP}567", "1234567"),
        (f"12{NNBSP}345,6", "12345.6"),
        ("  86 ", "86"),
        ("+7", "7"),
        ("-7", "-7"),
        (f"{MINUS}0,50", "-0.5"),
        ("-0", "0"),
        ("0,00", "0"),
        ("007", "7"),
        (",5", "0.5"),
        ("5.", "5"),
        ("100", "100"),
        ("999999999999999", "999999999999999"),
        ("0.00000000000001", "0.00000000000001"),
    ],
)
def test_numbers_as_people_type_them(text: str, value: str) -> None:
    assert parsed(text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("   ", "missing"),
        (NBSP, "missing"),
        ("86 m", "has_unit"),
        ("86m", "has_unit"),
        (f"1{NNBSP}234{NBSP}€", "has_unit"),
        ("12,5 %", "has_unit"),
        ("86 m2", "has_unit"),
        ("beaucoup", "not_a_number"),
        ("NaN", "not_a_number"),
        ("-Infinity", "not_a_number"),
        ("inf", "not_a_number"),
        ("8 6", "not_a_number"),
        ("1 2345", "not_a_number"),
        ("1.234,5", "not_a_number"),
        ("1,234.5", "not_a_number"),
        ("--5", "not_a_number"),
        ("5-", "not_a_number"),
        (".", "not_a_number"),
        ("1_000", "not_a_number"),
        ("\N{ARABIC-INDIC DIGIT FIVE}", "not_a_number"),
        ("\N{SUPERSCRIPT TWO}", "not_a_number"),
        ("1" * 16, "too_many_digits"),
        ("0." + "1" * 15, "too_many_digits"),
        ("9" * 100_000, "too_many_digits"),
    ],
)
def test_what_is_not_a_number_is_refused_kindly(text: str, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        parsed(text)
    assert refusal.value.code == code


def test_a_number_with_an_exponent_is_refused() -> None:
    with pytest.raises(InvalidAnswer):
        parsed("1e5")


def test_two_numbers_are_too_many() -> None:
    with pytest.raises(InvalidAnswer, match="too_many"):
        NUMERIC.parse(KEY, {"value": ["1", "2"]})


@pytest.mark.parametrize(
    ("key", "value", "fraction", "feedback"),
    [
        (KEY, "84", Fraction(1), ()),
        (KEY, "88", Fraction(1), ()),
        (KEY, "83.999", Fraction(0), ("low",)),
        (KEY, "88.001", Fraction(0), ("high",)),
        (NEAR, "81", Fraction(1, 2), ("low",)),
        (NEAR, "91", Fraction(1, 2), ("high",)),
        (NEAR, "91.01", Fraction(0), ("high",)),
        ({"value": "0.3", "tolerance": "0.1"}, "0.2", Fraction(1), ()),
        ({"value": "0.30", "tolerance": "0"}, "0.3", Fraction(1), ()),
    ],
)
def test_the_limits_are_included(key: Any, value: str, fraction: Fraction, feedback: tuple[str, ...]) -> None:
    verdict = mark("numeric", key, {"value": value})
    assert (verdict.fraction, verdict.feedback) == (fraction, feedback)


def test_the_verdict_shows_both_numbers() -> None:
    verdict = mark("numeric", {"value": "86.0", "tolerance": "0"}, {"value": "90"})
    assert verdict == Verdict(Fraction(0), "wrong", ("high",), ("90",), ("86",))


@given(DECIMALS, st.decimals(0, 1000, places=3), st.decimals("0.001", 1000, places=3), DECIMALS)
def test_the_tolerance_is_symmetric(value: Decimal, tolerance: Decimal, wider: Decimal, gap: Decimal) -> None:
    key = {"value": f"{value:f}", "tolerance": str(tolerance), "near": str(tolerance + wider)}
    small = gap % 2000
    below, above = (mark("numeric", key, {"value": f"{number:f}"}) for number in (value - small, value + small))
    assert below.fraction == above.fraction
    expected = 1 if abs(small) <= tolerance else Fraction(abs(small) <= tolerance + wider, 2)
    assert above.fraction == expected


@given(DECIMALS, st.decimals(0, 1000, places=3))
def test_the_tolerance_is_inclusive(value: Decimal, tolerance: Decimal) -> None:
    key = {"value": f"{value:f}", "tolerance": f"{tolerance:f}"}
    for sign in (1, -1):
        edge = value + sign * tolerance
        beyond = edge + sign * Decimal("0.0001")
        assert mark("numeric", key, {"value": f"{edge:f}"}).right
        assert not mark("numeric", key, {"value": f"{beyond:f}"}).right


@given(DECIMALS)
def test_french_and_english_spellings_agree(number: Decimal) -> None:
    english = f"{number:f}"
    french = f"{number:,f}".replace(",", NNBSP).replace(".", ",")
    assert parsed(french) == parsed(english)
    assert Decimal(parsed(english)) == number
    assert parsed(parsed(english)) == parsed(english)


def test_thirty_digits_apart_is_still_exact() -> None:
    key = {"value": "999999999999999", "tolerance": "999999999999999"}
    assert mark("numeric", key, {"value": "0.00000000000001"}).right
    assert not mark("numeric", key, {"value": "-0.00000000000001"}).right


def test_the_arithmetic_of_the_caller_plays_no_part() -> None:
    with localcontext(Context(prec=2)):
        assert not mark("numeric", {"value": "1000", "tolerance": "0"}, {"value": "1001"}).right
        assert parsed("1 234,5") == "1234.5"


@pytest.mark.parametrize(
    "key",
    [
        {"value": 86, "tolerance": "2"},
        {"value": "86", "tolerance": 2.0},
        {"value": "86,5", "tolerance": "2"},
        {"value": "NaN", "tolerance": "2"},
        {"value": "1e3", "tolerance": "2"},
        {"value": "86\n", "tolerance": "2"},
        {"value": "86", "tolerance": "-1"},
        {"value": "86", "tolerance": "Infinity"},
        {"value": "86", "tolerance": "2", "near": "2"},
        {"value": "86", "tolerance": "2", "near": "1"},
        {"value": "86", "tolerance": "2", "near": None},
        {"value": "1" * 16, "tolerance": "2"},
    ],
)
def test_a_bad_numeric_key(key: Any) -> None:
    with pytest.raises(InvalidKey):
        NUMERIC.check_key(key)


def test_what_a_number_question_shows() -> None:
    assert NUMERIC.feedback_ids(NEAR) == ("low", "high")
    assert NUMERIC.option_ids(NEAR) == ()
    assert NUMERIC.public(NEAR) == {}
