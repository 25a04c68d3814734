"""The author's overview of a dialogue: everything on it, nothing on top of anything."""

from itertools import combinations
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from quests.questions.branches import Node, layout
from quests.questions.dialogue import FAULTS, faults
from quests.templatetags.branches import FAULT_WORDS

from .cases.dialogue import LONDON, dialogues, graphs, without

ANY = graphs() | dialogues().map(lambda drawn: drawn[0])


def node(key: Any, name: str) -> Node:
    return next(node for node in layout(key).nodes if node.id == name)


@given(ANY)
def test_no_two_scenes_share_a_place(key: Any) -> None:
    nodes = layout(key).nodes
    assert len({(node.column, node.row) for node in nodes}) == len(nodes)
    for one, other in combinations(nodes, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or one.y + one.height < other.y or other.y + other.height < one.y


@given(ANY)
def test_every_scene_and_every_choice_is_drawn_once(key: Any) -> None:
    overview = layout(key)
    choices = [(name, choice) for name, scene in key["scenes"].items() for choice in scene.get("choices", ())]
    targets = {choice["to"] for _, choice in choices}
    assert {node.id for node in overview.nodes} == set(key["scenes"]) | targets
    assert {node.id for node in overview.nodes if node.missing} == targets - set(key["scenes"])
    drawn = [(link.scene, link.choice, link.to, link.mood) for link in overview.links]
    assert sorted(drawn) == sorted((name, c["id"], c["to"], c["mood"]) for name, c in choices)
    assert sorted(node.number for node in overview.nodes) == list(range(1, len(overview.nodes) + 1))


@given(ANY)
def test_a_line_begins_and_ends_at_its_scenes_within_the_drawing(key: Any) -> None:
    overview = layout(key)
    nodes = {node.id: node for node in overview.nodes}
    for link in overview.links:
        here, there = nodes[link.scene], nodes[link.to]
        (x, y), (end_x, end_y) = link.points[0], link.points[-1]
        assert x == here.x + here.width
        assert here.y < y < here.y + here.height
        assert end_x == (there.x + there.width if here == there else there.x)
        assert there.y < end_y < there.y + there.height
        assert there.number == link.number
        assert all(0 <= x <= overview.width and 0 <= y <= overview.height for x, y in link.points)


@given(ANY)
def test_forward_is_to_the_right_and_no_scene_lies_on_the_way(key: Any) -> None:
    overview = layout(key)
    column = {node.id: node.column for node in overview.nodes}
    for link in overview.links:
        assert link.apart or column[link.scene] < column[link.to]
        for (x, y), (to_x, _) in zip(link.points[1:-1:2], link.points[2:-1:2], strict=not link.apart):
            crossed = [n for n in overview.nodes if n.x < to_x and x < n.x + n.width and n.y <= y <= n.y + n.height]
            assert link.apart or not crossed


@given(ANY)
def test_every_fault_is_shown_where_it_is(key: Any) -> None:
    overview = layout(key)
    shown = [(code, node.id, None) for node in overview.nodes for code in node.faults]
    shown += [(code, link.scene, link.choice) for link in overview.links for code in link.faults]
    shown += [(code, None, None) for code in overview.faults]  # type: ignore[misc]
    assert set(shown) == {(fault.code, fault.scene, fault.choice) for fault in faults(key)}
    assert len(shown) == len(set(shown))


@given(ANY)
def test_the_same_key_is_drawn_the_same(key: Any) -> None:
    assert layout(key) == layout(key)


@given(graphs())
def test_scenes_nobody_gets_to_stand_below_the_others(key: Any) -> None:
    nodes = layout(key).nodes
    lost = [node for node in nodes if "unreachable" in node.faults]
    found = [node for node in nodes if node not in lost and not node.missing]
    assert all(low.row > high.row and low.y > high.y + high.height for low in lost for high in found if lost)


def test_the_way_back_is_drawn_apart() -> None:
    apart = [link.choice for link in layout(LONDON).links if link.apart]
    assert apart == ["again"]
    assert node(LONDON, "hello").column == 0
    assert node(LONDON, "happy").percent == 100


def test_moods_have_signs() -> None:
    shifts = {link.choice: (link.sign, link.shift) for link in layout(LONDON).links}
    assert shifts["ask"] == ("up", "+20")
    assert shifts["shrug"] == ("down", "\N{MINUS SIGN}30")


@pytest.mark.parametrize(
    "draft", [None, {}, {"scenes": {"a": None}}, {"start": "b", "scenes": {"a": {"choices": [{}]}}}]
)
def test_a_draft_is_drawn_as_far_as_it_goes(draft: Any) -> None:
    overview = layout(draft)
    assert ("a" in {node.id for node in overview.nodes}) == bool((draft or {}).get("scenes"))
    assert "too_few_endings" in overview.faults


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=3),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["start", "scenes", "choices", "ending", "to", "id", "\n0\n1"]), inner)
        ),
    )
)
def test_anything_at_all_can_be_drawn(key: Any) -> None:
    assert layout(key).width > 0


def test_every_fault_has_words_for_authors() -> None:
    assert FAULT_WORDS.keys() == FAULTS.keys()


def test_the_panel_says_in_words_what_it_draws() -> None:
    key = without("island", choices=[{"id": "hm", "to": "nowhere", "mood": 0}])
    words = {"overview": layout(key), "texts": {"hello": "It <rains>"}, "choice_texts": {"ask": "What do you like?"}}
    with translation.override("en"):
        page = render_to_string("cms/panels/_branches.html", words)
    assert page.count("<path class") == len(layout(key).links)
    assert page.count('<tr id="branches-') == len(layout(key).nodes)
    assert "It &lt;rains&gt;" in page
    assert "What do you like?" in page
    assert "Choice 1: This leads to no scene yet" in " ".join(page.split())
    assert "style=" not in page
