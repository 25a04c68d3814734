"""What frames say: the whole state, or exactly what changed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.leaderboard.frames import MOST_MOVES, Frame, Snapshot, crowd, frame_after, moves

scores = st.dictionaries(st.integers(0, 60), st.integers(1, 9), max_size=MOST_MOVES // 2)


def state(**values: object) -> Snapshot:
    basics: dict[str, object] = {"top": (("Gaillette vive", 12),), "employers": (), "histogram": {12: 1, 5: 1}}
    return Snapshot(**{**basics, **values})  # type: ignore[arg-type]


def frame(before: Snapshot | None, after: Snapshot, *, sockets: int = 1) -> Frame:
    last = None if before is None else frame_after(None, None, before, version=7, sockets=sockets)
    return frame_after(last, before, after, version=8, sockets=sockets)


def test_the_first_frame_is_whole() -> None:
    first = json.loads(frame(None, state()).full)
    assert first == {"version": 8, "top": [["Gaillette vive", 12]], "employers": [], "players": 0, "spread": 0.2}


def test_a_change_below_the_top_is_a_small_frame() -> None:
    changed = frame(state(), state(histogram={12: 1, 9: 1}))
    assert json.loads(changed.delta) == {"version": 8, "spread": 0.2, "moves": [[5, -1], [9, 1]]}
    assert changed.since == 7
    assert len(changed.delta) <= 300


def test_a_new_top_travels_whole() -> None:
    changed = json.loads(frame(state(), state(top=(("Chicon doré", 13), ("Gaillette vive", 12)))).delta)
    assert changed["top"] == [["Chicon doré", 13], ["Gaillette vive", 12]]
    assert "employers" not in changed


def test_too_many_moves_are_not_told() -> None:
    assert "moves" not in json.loads(frame(state(), state(histogram=dict.fromkeys(range(100), 1))).delta)


def test_the_larger_the_crowd_the_slower_it_asks() -> None:
    assert json.loads(frame(None, state(), sockets=2_000).full)["spread"] == 40.0


@pytest.mark.parametrize(
    ("players", "told"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10), (49, 20), (50, 50), (1_999, 1_000)]
)
def test_the_crowd_is_rounded_down(players: int, told: int) -> None:
    assert crowd(players) == told


@given(scores, scores)
def test_moves_lead_from_one_histogram_to_the_other(before: dict[int, int], after: dict[int, int]) -> None:
    there = dict(before)
    for score, difference in moves(before, after) or []:
        there[score] = there.get(score, 0) + difference
    assert {score: count for score, count in there.items() if count} == after
