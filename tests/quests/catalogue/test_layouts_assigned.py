"""Matching and categorising on a screen: what is asked tells nothing, what follows tells all."""

from __future__ import annotations

from typing import Any

import pytest

from quests.catalogue.models import QuestionVersion
from quests.catalogue.screens import QuestionScreen, ask, reveal, shown_options
from quests.factories import KEYS, RIGHT_ANSWERS, question_spec
from quests.questions import kind_named

PAIRS = {"matching": "pairs", "categorising": "items"}
FIELD = {"matching": "pair-", "categorising": "item-"}
OTHER_RIGHT = {
    "matching": {"pairs": {"k1": "p4", "k2": "p3", "k3": "p1"}, "decoys": ["p2"]},
    "categorising": {"categories": ["p1", "p2"], "items": {"k1": "p2", "k2": "p2", "k3": "p1"}},
}


def version(kind: str, key: Any = None) -> QuestionVersion:
    return QuestionVersion(kind=kind, key=key or KEYS[kind], words=question_spec(kind).words)


def answered(kind: str, places: dict[str, str]) -> QuestionScreen:
    asked = version(kind)
    return reveal(asked, answer={PAIRS[kind]: places}, shown=shown_options(asked, "s"), seed="s")


@pytest.mark.parametrize("kind", PAIRS)
def test_what_is_asked_is_the_same_whatever_is_right(kind: str) -> None:
    for seed in ("one", "two", "three"):
        assert ask(version(kind), seed=seed) == ask(version(kind, OTHER_RIGHT[kind]), seed=seed)


@pytest.mark.parametrize("kind", PAIRS)
def test_a_draft_is_put_back(kind: str) -> None:
    screen = ask(version(kind), seed="s", draft={f"{FIELD[kind]}k2": ["p1"], f"{FIELD[kind]}k9": ["p1"]})
    assert {option.id: option.picked for option in screen.options} == {"k1": "", "k2": "p1", "k3": ""}


@pytest.mark.parametrize("kind", PAIRS)
def test_each_item_is_right_or_wrong_in_words(kind: str) -> None:
    screen = answered(kind, {"k1": "p1", "k2": "p1", "k3": "p1"})
    right = kind == "categorising"
    rows = {row.text: (row.state, row.chosen, row.expected) for row in screen.parts["placed"]}
    assert rows == {
        "Option k1 fr": ("right", "Option p1 fr", "Option p1 fr"),
        "Option k2 fr": ("wrong", "Option p1 fr", "Option p2 fr"),
        "Option k3 fr": ("right" if right else "wrong", "Option p1 fr", f"Option {'p1' if right else 'p3'} fr"),
    }
    assert screen.verdict is not None
    assert screen.verdict.outcome == "partial"


@pytest.mark.parametrize("kind", PAIRS)
def test_rows_stay_where_they_were_asked(kind: str) -> None:
    asked = ask(version(kind), seed="s")
    data = kind_named(kind).parse(KEYS[kind], RIGHT_ANSWERS[kind])
    screen = answered(kind, data[PAIRS[kind]])
    assert [row.text for row in screen.parts["placed"]] == [option.text for option in asked.options]
    assert {row.state for row in screen.parts["placed"]} == {"right"}


def test_items_and_targets_are_shuffled_each_for_itself() -> None:
    orders = {
        (tuple(o.id for o in s.options), tuple(o.id for o in s.parts["places"]))
        for s in (ask(version("matching"), seed=str(n)) for n in range(40))
    }
    assert {len(items) for items, _targets in orders} == {3}
    assert {len(targets) for _items, targets in orders} == {4}
    assert len({items for items, _ in orders}) == 6
    assert len({targets for _, targets in orders}) > 12


def test_categories_keep_their_order_and_lie_side_by_side_when_they_fit() -> None:
    key = {"categories": ["p4", "p1", "p3", "p2"], "items": {"k1": "p1", "k2": "p2"}}
    assert [place.id for place in ask(version("categorising", key), seed="s").parts["places"]] == key["categories"]
    assert not ask(version("categorising", key), seed="s").parts["segmented"]
    assert ask(version("categorising"), seed="s").parts["segmented"]
