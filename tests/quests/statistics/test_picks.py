"""What answers are made of: every kind can be read, shares add up, few people's words stay hidden."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import KINDS, kind_named, mark
from quests.statistics.picks import ENDINGS, OTHER, Pick, Reader, Slot, picks
from quests.statistics.picks import tally as tallied
from quests.statistics.readers import bands, reader
from tests.quests.questions.cases import cases

WHOLE_BY_ITSELF = {"single_choice", "true_false", "short_text", "numeric", "slider", "hotspot", "map_pin"}
"""Kinds of one pick: it is right when the answer is."""


def tally(reading: Reader, answers: Iterable[tuple[dict[str, Any], bool]]) -> list[Slot]:
    """The tally of answers given one by one."""
    return tallied(reading, ((answer, right, 1) for answer, right in answers))


@given(cases())
def test_every_kind_can_be_read(case: Any) -> None:
    kind, key, answer, _posted = case
    right = mark(kind, key, answer).right
    found = picks(reader(kind, key), answer, right=right)
    assert found
    if kind in WHOLE_BY_ITSELF:
        assert [pick.right for pick in found] == [right]
    if right and kind != "dialogue":
        assert all(pick.right for pick in found)


@given(cases())
def test_a_solution_is_right_everywhere(case: Any) -> None:
    kind, key, _answer, _posted = case
    answer = kind_named(kind).parse(key, kind_named(kind).solution(key))
    found = picks(reader(kind, key), answer, right=True)
    ends = [pick for pick in found if kind != "dialogue" or pick.slot == ENDINGS]
    assert ends
    assert all(pick.right for pick in ends)


@given(st.sampled_from([*KINDS, "no_such_kind"]), st.dictionaries(st.text(max_size=8), st.integers() | st.text()))
def test_nonsense_counts_for_nothing(kind: str, nonsense: dict[str, Any]) -> None:
    assert picks(reader(kind, nonsense), nonsense, right=False) == ()


KEY = {"options": ["a", "b", "c"], "correct": "a"}


def chosen(**counts: int) -> list[tuple[dict[str, str], bool]]:
    """So many answers of each option."""
    return [({"choice": option}, option == "a") for option, count in counts.items() for _ in range(count)]


def test_shares_of_options() -> None:
    (slot,) = tally(reader("single_choice", KEY), chosen(a=5, b=15))
    assert slot.n == 20
    assert [(c.value, c.count, c.share, c.right) for c in slot.choices] == [
        ("b", 15, 0.75, False),
        ("a", 5, 0.25, True),
        ("c", 0, 0.0, False),
    ]
    assert slot.winner == slot.choices[0]


def test_as_many_is_not_more() -> None:
    (slot,) = tally(reader("single_choice", KEY), chosen(a=5, b=5))
    assert slot.winner is None


def test_of_several_right_options_each_is_needed() -> None:
    key = {"options": ["a", "b", "c"], "correct": ["a", "b"]}
    given_ = [({"choices": ["a", "c"]}, False)] * 6 + [({"choices": ["a", "b"]}, True)] * 4
    (slot,) = tally(reader("multiple_choice", key), given_)
    assert slot.n == 10
    assert {c.value: c.count for c in slot.choices} == {"a": 10, "b": 4, "c": 6}
    assert slot.winner is not None
    assert slot.winner.value == "c"


def test_pairs_have_a_slot_each() -> None:
    key = {"pairs": {"lamp": "light", "cage": "lift"}}
    given_ = [({"pairs": {"lamp": "lift", "cage": "light"}}, False)] * 3 + [
        ({"pairs": {"lamp": "light", "cage": "lift"}}, True)
    ]
    found = {slot.id: slot for slot in tally(reader("matching", key), given_)}
    assert {c.value: (c.count, c.right) for c in found["lamp"].choices} == {"lift": (3, False), "light": (1, True)}
    assert found["cage"].winner is not None


def test_few_people_s_words_are_counted_together() -> None:
    key = {"accepted": ["Lens"], "typos": 0}
    given_ = (
        [({"text": "LENS"}, True)] * 5
        + [({"text": "Dupont, chambre 12"}, False)] * 4
        + [({"text": "Liévin"}, False)] * 5
    )
    (slot,) = tally(reader("short_text", key), given_)
    assert [(c.value, c.count, c.right) for c in slot.choices] == [
        ("lens", 5, True),
        ("lievin", 5, False),
        (OTHER, 4, False),
    ]
    assert slot.winner is None


def test_rare_words_never_win_and_rare_right_ones_count() -> None:
    key = {"accepted": ["Lens"], "typos": 1}
    typed = ["lens", "lenz", "lns", "les"]
    given_ = [({"text": text}, True) for text in typed for _ in range(3)] + [({"text": "Arras"}, False)] * 11
    (slot,) = tally(reader("short_text", key), given_)
    assert {(c.value, c.right): c.count for c in slot.choices} == {(OTHER, True): 12, ("arras", False): 11}
    assert slot.winner is None


def test_a_map_is_bands_of_distance() -> None:
    key = {"lat": "50.43", "lon": "2.83", "within": "2", "zero": "20", "places": {"a": {"lat": "50.43", "lon": "2.83"}}}
    assert bands(key) == (2, 11, 20, 40)
    reading = reader("map_pin", key)
    # One degree of latitude is 111.19 km.
    far = [
        ("50.43000,2.83000", "0"),
        ("50.50000,2.83000", "1"),
        ("50.60000,2.83000", "2"),
        ("50.70000,2.83000", "3"),
        ("51.43000,2.83000", "4"),
    ]
    for point, band in far:
        assert picks(reading, {"point": point}, right=band == "0") == (Pick("", band, band == "0"),)
    assert picks(reading, {"place": "a"}, right=True) == (Pick("", "0", True),)


DIALOGUE = {
    "start": "hello",
    "mood": 50,
    "scenes": {
        "hello": {"choices": [{"id": "kind", "to": "glad", "mood": 10}, {"id": "curt", "to": "gone", "mood": -20}]},
        "glad": {"ending": "1"},
        "gone": {"ending": "0"},
    },
}


def test_a_dialogue_has_its_choices_and_its_endings() -> None:
    given_ = [({"choices": ["kind"]}, True)] * 3 + [({"choices": ["curt"]}, False)]
    found = {slot.id: slot for slot in tally(reader("dialogue", DIALOGUE), given_)}
    assert {c.value: (c.share, c.right) for c in found[ENDINGS].choices} == {
        "glad": (0.75, True),
        "gone": (0.25, False),
    }
    assert {c.value: (c.share, c.right) for c in found["hello"].choices} == {
        "kind": (0.75, True),
        "curt": (0.25, False),
    }


@pytest.mark.parametrize("kind", ["ordering"])
def test_an_ordering_says_where_each_item_was_put(kind: str) -> None:
    given_ = [({"order": ["b", "a", "c"]}, False)] * 2 + [({"order": ["a", "b", "c"]}, True)]
    found = {slot.id: slot for slot in tally(reader(kind, {"order": ["a", "b", "c"]}), given_)}
    assert {c.value: (c.count, c.right) for c in found["a"].choices} == {"2": (2, False), "1": (1, True)}
    assert [c.count for c in found["c"].choices] == [3]


def test_alike_answers_count_at_once() -> None:
    reading = reader("single_choice", KEY)
    assert tallied(reading, [({"choice": "b"}, False, 7), ({"choice": "a"}, True, 2)]) == tally(
        reading, chosen(a=2, b=7)
    )
