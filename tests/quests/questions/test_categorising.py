"""Items to sort into categories."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import InvalidAnswer, InvalidKey, Verdict, kind_named, mark

CATEGORISING = kind_named("categorising")
ITEMS = {"lamp": "mine", "pick": "mine", "statue": "museum"}
KEY = {"categories": ["museum", "mine", "stadium"], "items": ITEMS}


def posted(items: dict[str, str]) -> dict[str, list[str]]:
    return {f"item-{item}": [category] for item, category in items.items()}


def test_everything_in_its_place() -> None:
    said = ("lamp=mine", "pick=mine", "statue=museum")
    assert mark("categorising", KEY, {"items": ITEMS}) == Verdict(Fraction(1), "right", (), said, said)


def test_one_item_elsewhere() -> None:
    verdict = mark("categorising", KEY, {"items": {**ITEMS, "pick": "stadium"}})
    assert (verdict.fraction, verdict.outcome, verdict.feedback) == (Fraction(2, 3), "partial", ("pick",))
    assert verdict.chosen == ("lamp=mine", "pick=stadium", "statue=museum")


def test_nothing_in_its_place() -> None:
    verdict = mark("categorising", KEY, {"items": dict.fromkeys(ITEMS, "stadium")})
    assert (verdict.fraction, verdict.outcome, verdict.feedback) == (0, "wrong", ("lamp", "pick", "statue"))


@given(st.data(), st.integers(2, 6), st.integers(2, 20))
def test_the_fraction_is_the_share_of_items_in_place(data: st.DataObject, categories: int, items: int) -> None:
    names = [f"c{n}" for n in range(categories)]
    somewhere = st.sampled_from(names)
    right = {f"i{n}": data.draw(somewhere) for n in range(items)}
    chosen = {item: data.draw(somewhere) for item in right}
    key = {"categories": names, "items": right}
    verdict = mark("categorising", key, CATEGORISING.parse(key, posted(chosen)))
    wrong = {item for item in right if right[item] != chosen[item]}
    assert verdict.fraction == 1 - Fraction(len(wrong), items)
    assert set(verdict.feedback) == wrong


@given(st.data(), st.sampled_from(sorted(ITEMS)))
def test_putting_one_more_item_right_gains_its_share(data: st.DataObject, item: str) -> None:
    chosen = {name: data.draw(st.sampled_from(KEY["categories"])) for name in ITEMS}
    before = mark("categorising", KEY, {"items": chosen}).fraction
    after = mark("categorising", KEY, {"items": {**chosen, item: ITEMS[item]}}).fraction
    assert after - before == (0 if chosen[item] == ITEMS[item] else Fraction(1, 3))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (posted({"lamp": "mine", "pick": "mine"}), "missing"),
        (posted({**ITEMS, "lamp": ""}), "missing"),
        (posted({**ITEMS, "lamp": "pick"}), "unknown_option"),
        (posted({**ITEMS, "scarf": "stadium"}), "unknown_option"),
        ({**posted(ITEMS), "item-lamp": ["mine", "mine"]}, "too_many"),
    ],
)
def test_a_sorting_that_cannot_be(data: dict[str, list[str]], code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        CATEGORISING.parse(KEY, data)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "key",
    [
        {"categories": ["a"], "items": {"x": "a", "y": "a"}},
        {"categories": list("abcdefg"), "items": {"x": "a", "y": "a"}},
        {"categories": ["a", "a"], "items": {"x": "a", "y": "a"}},
        {"categories": ["a", "b"], "items": {"x": "a"}},
        {"categories": ["a", "b"], "items": {f"i{n}": "a" for n in range(21)}},
        {"categories": ["a", "b"], "items": {"x": "a", "y": "c"}},
        {"categories": ["a", "b"], "items": {"x": "a", "b": "a"}},
        {"categories": ["a", "b"], "items": {"x": "a", "y": ["b"]}},
        {"categories": ["a", "b"], "items": ["x", "y"]},
        {"categories": {"a": 1, "b": 2}, "items": {"x": "a", "y": "b"}},
    ],
)
def test_a_bad_categorising_key(key: Any) -> None:
    with pytest.raises(InvalidKey):
        CATEGORISING.check_key(key)


@given(st.randoms(use_true_random=False))
def test_a_slip_moves_one_item(chance: Any) -> None:
    answer = CATEGORISING.parse(KEY, CATEGORISING.slip(KEY, chance))
    assert mark("categorising", KEY, answer).fraction == Fraction(2, 3)


def test_what_a_categorising_question_shows() -> None:
    """The categories stand as the author put them: that order says nothing of the items."""
    assert CATEGORISING.public(KEY) == {
        "categories": ["museum", "mine", "stadium"],
        "items": ["lamp", "pick", "statue"],
    }
    assert CATEGORISING.option_ids(KEY) == ("lamp", "mine", "museum", "pick", "stadium", "statue")
    assert CATEGORISING.feedback_ids(KEY) == ("lamp", "pick", "statue")
