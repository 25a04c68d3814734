"""Items to put in the right order."""

from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import InvalidAnswer, InvalidKey, Verdict, kind_named, mark

ORDERING = kind_named("ordering")
KEY = {"order": ["dig", "sort", "wash", "ship"]}
ORDERS = st.permutations(list("abcdef")).flatmap(lambda order: st.integers(2, 6).map(lambda size: order[:size]))


def swaps_needed(given_order: list[str], order: list[str]) -> int:
    """Count the exchanges of neighbours that sort the items: Kendall's distance by hand."""
    items, swaps = [order.index(item) for item in given_order], 0
    for end in range(len(items), 0, -1):
        for left in range(end - 1):
            if items[left] > items[left + 1]:
                items[left], items[left + 1] = items[left + 1], items[left]
                swaps += 1
    return swaps


@given(ORDERS, st.randoms())
def test_the_fraction_is_kendall_s_tau(order: list[str], chance: Any) -> None:
    answer = chance.sample(order, len(order))
    pairs = len(order) * (len(order) - 1) // 2
    tau = 1 - Fraction(2 * swaps_needed(answer, order), pairs)
    verdict = mark("ordering", {"order": order}, {"order": answer})
    assert verdict.fraction == max(0, tau)
    assert verdict.right == (answer == order)


def test_every_order_of_four() -> None:
    fractions = [mark("ordering", KEY, {"order": list(order)}).fraction for order in permutations(KEY["order"])]
    sixths = [int(fraction * 3) for fraction in fractions]
    assert {third: sixths.count(third) for third in range(4)} == {3: 1, 2: 3, 1: 5, 0: 15}


def test_two_neighbours_exchanged() -> None:
    verdict = mark("ordering", KEY, {"order": ["sort", "dig", "wash", "ship"]})
    assert verdict == Verdict(
        Fraction(2, 3),
        "partial",
        ("order",),
        ("sort", "dig", "wash", "ship"),
        ("dig", "sort", "wash", "ship"),
    )


def test_backwards_is_wrong() -> None:
    verdict = mark("ordering", KEY, {"order": KEY["order"][::-1]})
    assert (verdict.fraction, verdict.outcome) == (Fraction(0), "wrong")


@given(ORDERS, st.randoms())
def test_the_ways_to_post_an_order(order: list[str], chance: Any) -> None:
    chosen = chance.sample(order, len(order))
    by_place = {f"position-{item}": [str(chosen.index(item) + 1)] for item in order}
    backwards = {f"position-{item}": [str(n)] for n, item in enumerate(reversed(chosen), 1)}
    for data in (
        {"order": chosen},
        {"order": [", ".join(chosen)]},
        by_place,
        {**by_place, "order": [""]},
        {name: [f" {place} "] for name, [place] in by_place.items()},
        {**backwards, "order": [",".join(chosen)]},
    ):
        assert ORDERING.parse({"order": order}, data) == {"order": chosen}


def placed(*places: str) -> dict[str, list[str]]:
    pairs = zip(KEY["order"], places, strict=False)
    return {f"position-{item}": [place] for item, place in pairs}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"order": ["dig", "sort", "wash"]}, "not_a_permutation"),
        ({"order": ["dig", "sort", "wash", "wash"]}, "not_a_permutation"),
        ({"order": ["dig", "sort", "wash", "ship", "dig"]}, "not_a_permutation"),
        ({"order": ["dig"]}, "not_a_permutation"),
        ({"order": ["dig,sort,wash,fly"]}, "unknown_option"),
        ({"order": [" , "]}, "missing"),
        (placed("1", "2", "3"), "missing"),
        (placed("1", "2", "3", ""), "missing"),
        (placed("1", "2", "3", "3"), "not_a_permutation"),
        (placed("0", "1", "2", "3"), "not_a_permutation"),
        (placed("2", "3", "4", "5"), "not_a_permutation"),
        (placed("1", "2", "3", "four"), "not_a_permutation"),
        (placed("1", "2", "3", "\N{SUPERSCRIPT FOUR}"), "not_a_permutation"),
        ({**placed("1", "2", "3", "4"), "position-fly": ["5"]}, "unknown_option"),
        ({**placed("1", "2", "3"), "position-ship": ["4", "1"]}, "too_many"),
    ],
)
def test_an_order_that_cannot_be(data: dict[str, list[str]], code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        ORDERING.parse(KEY, data)
    assert refusal.value.code == code


@pytest.mark.parametrize("order", [[], ["a"], ["a", "a"], "ab", None, ["a", 2], ["a", "b,c"]])
def test_a_bad_ordering_key(order: Any) -> None:
    with pytest.raises(InvalidKey):
        ORDERING.check_key({"order": order})


def test_what_an_ordering_question_shows() -> None:
    assert ORDERING.option_ids(KEY) == ("dig", "ship", "sort", "wash")
    assert ORDERING.feedback_ids(KEY) == ("order",)
