"""Pairs to put together."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import InvalidAnswer, InvalidKey, Verdict, kind_named, mark

MATCHING = kind_named("matching")
KEY = {"pairs": {"coron": "house", "terril": "heap", "fosse": "pit"}, "decoys": ["mill"]}
RIGHT = {"coron": "house", "fosse": "pit", "terril": "heap"}


def posted(**pairs: str) -> dict[str, list[str]]:
    return {f"pair-{item}": [target] for item, target in pairs.items()}


def test_all_pairs_right() -> None:
    said = ("coron=house", "fosse=pit", "terril=heap")
    assert mark("matching", KEY, {"pairs": RIGHT}) == Verdict(Fraction(1), "right", (), said, said)


def test_two_pairs_crossed() -> None:
    verdict = mark("matching", KEY, {"pairs": {**RIGHT, "fosse": "heap", "terril": "pit"}})
    assert (verdict.fraction, verdict.outcome) == (Fraction(1, 3), "partial")
    assert verdict.feedback == ("fosse", "terril")
    assert verdict.chosen == ("coron=house", "fosse=heap", "terril=pit")


def test_a_decoy_and_a_target_taken_twice_are_wrong_not_refused() -> None:
    assert mark("matching", KEY, {"pairs": {**RIGHT, "fosse": "mill"}}).feedback == ("fosse",)
    verdict = mark("matching", KEY, {"pairs": dict.fromkeys(RIGHT, "heap")})
    assert (verdict.fraction, verdict.feedback) == (Fraction(1, 3), ("coron", "fosse"))


@given(st.data(), st.permutations(range(12)), st.integers(2, 12), st.integers(0, 26))
def test_the_fraction_is_the_share_of_right_pairs(
    data: st.DataObject, order: list[int], size: int, decoys: int
) -> None:
    """Up to 50 options: 12 items, 12 targets, 26 decoys."""
    pairs = {f"item{n}": f"target{n}" for n in order[:size]}
    key = {"pairs": pairs, "decoys": [f"decoy{n}" for n in range(decoys)]}
    place = st.sampled_from([*pairs.values(), *key["decoys"]])
    chosen = {item: data.draw(place) for item in pairs}
    verdict = mark("matching", key, {"pairs": chosen})
    wrong = {item for item in pairs if chosen[item] != pairs[item]}
    assert verdict.fraction == 1 - Fraction(len(wrong), size)
    assert set(verdict.feedback) == wrong
    assert len(MATCHING.option_ids(key)) == 2 * size + decoys


@given(st.permutations(list(KEY["pairs"].items())), st.permutations(list(RIGHT.items())))
def test_the_order_of_key_and_form_changes_nothing(written: list[Any], sent: list[Any]) -> None:
    key = {"pairs": dict(written), "decoys": ["mill"]}
    answer = MATCHING.parse(key, posted(**dict(sent)))
    assert list(answer["pairs"]) == sorted(RIGHT)
    assert mark("matching", key, answer) == mark("matching", KEY, {"pairs": RIGHT})
    assert MATCHING.public(key) == MATCHING.public(KEY)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (posted(coron="house", fosse="pit"), "missing"),
        (posted(coron="house", fosse="pit", terril=""), "missing"),
        (posted(coron="house", fosse="pit", terril="Heap"), "unknown_option"),
        (posted(coron="house", fosse="pit", terril="coron"), "unknown_option"),
        (posted(**RIGHT, mine="heap"), "unknown_option"),
        ({**posted(**RIGHT), "pair-": ["heap"]}, "unknown_option"),
        ({**posted(**RIGHT), "pair-fosse": ["pit", "heap"]}, "too_many"),
    ],
)
def test_pairs_that_cannot_be(data: dict[str, list[str]], code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        MATCHING.parse(KEY, data)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ({}, "missing"),
        ({"coron": "house"}, "missing"),
        ({**RIGHT, "mine": "pit"}, "unknown_option"),
        ({**RIGHT, 3: "pit"}, "malformed"),
        ({**RIGHT, "coron": ["house"]}, "malformed"),
        ({**RIGHT, "coron": None}, "malformed"),
        (list(RIGHT), "malformed"),
    ],
)
def test_stored_pairs_that_cannot_be(pairs: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        mark("matching", KEY, {"pairs": pairs})
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "key",
    [
        {"pairs": {"a": "x"}},
        {"pairs": {f"i{n}": f"t{n}" for n in range(13)}},
        {"pairs": {"a": "x", "b": "x"}},
        {"pairs": {"a": "x", "b": "a"}},
        {"pairs": {"a": "x", "b": None}},
        {"pairs": {"a": "x", 2: "y"}},
        {"pairs": {"a": "x", "b=c": "y"}},
        {"pairs": [["a", "x"], ["b", "y"]]},
        {"pairs": {"a": "x", "b": "y"}, "decoys": ["x"]},
        {"pairs": {"a": "x", "b": "y"}, "decoys": ["b"]},
        {"pairs": {"a": "x", "b": "y"}, "decoys": ["z", "z"]},
        {"pairs": {"a": "x", "b": "y"}, "decoys": None},
        {"pairs": {"a": "x", "b": "y"}, "decoys": [f"d{n}" for n in range(47)]},
    ],
)
def test_a_bad_matching_key(key: Any) -> None:
    with pytest.raises(InvalidKey):
        MATCHING.check_key(key)


@given(st.randoms(use_true_random=False))
def test_a_slip_crosses_two_pairs_or_takes_the_decoy(chance: Any) -> None:
    verdict = mark("matching", KEY, MATCHING.parse(KEY, MATCHING.slip(KEY, chance)))
    decoyed = any(pair.endswith("=mill") for pair in verdict.chosen)
    assert verdict.fraction == (Fraction(2, 3) if decoyed else Fraction(1, 3))


def test_what_a_matching_question_shows() -> None:
    assert MATCHING.option_ids(KEY) == ("coron", "fosse", "heap", "house", "mill", "pit", "terril")
    assert MATCHING.feedback_ids(KEY) == ("coron", "fosse", "terril")
    sides = {"items": ["coron", "fosse", "terril"], "targets": ["heap", "house", "mill", "pit"]}
    assert MATCHING.public(KEY) == sides


def test_one_target_may_go_with_several_items() -> None:
    key = {"pairs": {"frog": "amphibian", "newt": "amphibian", "cat": "mammal"}}
    assert MATCHING.public(key) == {"items": ["cat", "frog", "newt"], "targets": ["amphibian", "mammal"]}
    assert mark("matching", key, {"pairs": {"frog": "amphibian", "newt": "mammal", "cat": "mammal"}}).feedback == (
        "newt",
    )


def test_with_one_target_nobody_could_be_wrong() -> None:
    with pytest.raises(InvalidKey, match="two targets"):
        MATCHING.check_key({"pairs": {"frog": "amphibian", "newt": "amphibian"}})
