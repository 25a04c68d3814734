"""A text with gaps, typed or chosen."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import InvalidAnswer, InvalidKey, Verdict, kind_named, mark

GAP_FILL = kind_named("gap_fill")
TYPED = {
    "gaps": [
        {"id": "who", "accepted": ["SANAA", "Sejima et Nishizawa"]},
        {"id": "year", "accepted": ["2012"]},
        {"id": "where", "accepted": ["la fosse 9", "fosse n° 9"]},
    ],
    "typos": 1,
}
CHOSEN = {
    "gaps": [{"id": "one", "correct": "bus"}, {"id": "two", "correct": "taxi"}],
    "options": ["taxi", "bus", "bike"],
}


def form(**values: str) -> dict[str, list[str]]:
    return {f"gap-{name}": [value] for name, value in values.items()}


def test_every_gap_earns_its_share() -> None:
    answer = GAP_FILL.parse(TYPED, form(who=" sanna", year="2013", where="fosse n 9"))
    assert answer == {"gaps": {"who": "sanna", "year": "2013", "where": "fosse n 9"}}
    assert mark("gap_fill", TYPED, answer) == Verdict(
        Fraction(2, 3),
        "partial",
        ("year",),
        ("who=sanna", "year=2013", "where=fosse n 9"),
        ("who=SANAA", "year=2012", "where=la fosse 9"),
    )


@pytest.mark.parametrize(
    ("one", "two", "fraction", "feedback"),
    [
        ("bus", "taxi", Fraction(1), ()),
        ("bus", "bus", Fraction(1, 2), ("two",)),
        ("taxi", "bus", Fraction(0), ("one", "two")),
    ],
)
def test_gaps_to_choose_for(one: str, two: str, fraction: Fraction, feedback: tuple[str, ...]) -> None:
    verdict = mark("gap_fill", CHOSEN, GAP_FILL.parse(CHOSEN, form(one=one, two=two)))
    assert (verdict.fraction, verdict.feedback) == (fraction, feedback)
    assert verdict.right == (verdict.chosen == verdict.expected)


@given(st.lists(st.booleans(), min_size=1, max_size=20))
def test_the_share_is_exact(right: list[bool]) -> None:
    names = [f"g{place}" for place in range(len(right))]
    key = {"gaps": [{"id": name, "correct": "a"} for name in names], "options": ["a", "b"]}
    answer = {"gaps": {name: "a" if good else "b" for name, good in zip(names, right, strict=True)}}
    verdict = mark("gap_fill", key, answer)
    assert verdict.fraction == Fraction(sum(right), len(right))
    assert verdict.feedback == tuple(name for name, good in zip(names, right, strict=True) if not good)


def test_the_order_in_which_gaps_are_filled_changes_nothing() -> None:
    forth, back = form(one="bus", two="bike"), form(two="bike", one="bus")
    assert list(GAP_FILL.parse(CHOSEN, back)["gaps"]) == ["one", "two"]
    assert mark("gap_fill", CHOSEN, {"gaps": {"two": "bike", "one": "bus"}}) == mark(
        "gap_fill", CHOSEN, GAP_FILL.parse(CHOSEN, forth)
    )


@pytest.mark.parametrize(
    ("key", "data", "code"),
    [
        (TYPED, form(who="SANAA", year="2012"), "missing"),
        (TYPED, form(who="SANAA", year="2012", where=" "), "missing"),
        (TYPED, form(who="SANAA", year="2012", where="x" * 201), "too_long"),
        (TYPED, {**form(who="SANAA", year="2012"), "gap-where": ["a", "b"]}, "too_many"),
        (CHOSEN, form(one="bus", two="tram"), "unknown_option"),
        (CHOSEN, form(one="bus"), "missing"),
        (CHOSEN, form(one="bus", two=""), "missing"),
    ],
)
def test_gaps_that_cannot_be(key: Any, data: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        GAP_FILL.parse(key, data)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("gaps", "code"),
    [
        ({"one": "bus"}, "missing"),
        ({}, "missing"),
        ({"one": "bus", "two": "taxi", "three": "bus"}, "malformed"),
        ({"one": "bus", "two": None}, "malformed"),
        ({"one": "bus", "two": ["taxi"]}, "malformed"),
        ([["one", "bus"], ["two", "taxi"]], "malformed"),
        ({"one": "bus", "two": "tram"}, "unknown_option"),
    ],
)
def test_stored_gaps_that_cannot_be(gaps: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        mark("gap_fill", CHOSEN, {"gaps": gaps})
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "key",
    [
        {**TYPED, "options": ["a", "b"]},
        {"gaps": TYPED["gaps"]},
        {**CHOSEN, "typos": 0},
        {"gaps": TYPED["gaps"], "options": CHOSEN["options"]},
        {"gaps": CHOSEN["gaps"], "typos": 0},
        {**TYPED, "gaps": []},
        {**TYPED, "gaps": {"who": ["SANAA"]}},
        {**TYPED, "typos": 4},
        {**TYPED, "gaps": [{"id": "who", "accepted": []}]},
        {**TYPED, "gaps": [{"id": "who", "accepted": ["…"]}]},
        {**TYPED, "gaps": [{"id": "a=b", "accepted": ["SANAA"]}]},
        {**TYPED, "gaps": [{"id": "who", "accepted": ["SANAA"]}] * 2},
        {**TYPED, "gaps": [{"id": f"g{n}", "accepted": ["a"]} for n in range(21)]},
        {**CHOSEN, "options": ["bus"], "gaps": [{"id": "one", "correct": "bus"}]},
        {**CHOSEN, "options": ["bus", "bus", "taxi"]},
        {**CHOSEN, "gaps": [{"id": "one", "correct": "tram"}]},
        {**CHOSEN, "gaps": [{"id": "one", "correct": ["bus"]}]},
    ],
)
def test_a_bad_gap_fill_key(key: Any) -> None:
    with pytest.raises(InvalidKey):
        GAP_FILL.check_key(key)


def test_what_gaps_show() -> None:
    assert GAP_FILL.public(TYPED) == {"gaps": ["who", "year", "where"]}
    assert GAP_FILL.option_ids(TYPED) == ()
    assert GAP_FILL.public(CHOSEN) == {"gaps": ["one", "two"], "options": ["bike", "bus", "taxi"]}
    assert GAP_FILL.option_ids(CHOSEN) == ("bike", "bus", "taxi")
    assert GAP_FILL.feedback_ids(TYPED) == ("who", "year", "where")


@given(st.sampled_from([TYPED, CHOSEN]), st.randoms(use_true_random=False))
def test_a_slip_gets_one_gap_wrong(key: Any, chance: Any) -> None:
    verdict = mark("gap_fill", key, GAP_FILL.parse(key, GAP_FILL.slip(key, chance)))
    assert verdict.fraction == 1 - Fraction(1, len(key["gaps"]))
