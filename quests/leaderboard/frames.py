"""What travels to every phone that watches a board: the same text for all. Pure: no Django.

A *full* frame is a snapshot; a *delta* says only what changed since the frame before it, and is sent
only to a socket that got that one. Names and numbers only: words are the page's business.

    {"version": 17…, "top": [[name, score], …], "employers": [[number, name, score], …],
     "players": 50, "spread": 0.2, "moves": [[score, difference], …]}

``version`` grows; ``players`` is rounded down (never who is last); ``moves`` says where visible scores
came and went, so that a phone knows whether its own neighbours changed without asking; ``spread`` is
over how many seconds the phones that must ask should spread their questions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_MOVES = 24
QUESTIONS_PER_SECOND = 50
STEPS = (1, 2, 5)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The public state of a board. ``histogram``: score -> visible learners; it stays on the server."""

    top: tuple[tuple[str, int], ...]
    employers: tuple[tuple[int, str, int], ...]
    histogram: Mapping[int, int]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A published state: texts for those who have the frame ``since`` and for those who have not."""

    version: int
    since: int
    full: str
    delta: str
    beat: str


def crowd(players: int) -> int:
    """``players`` rounded down to 5, 10, 20, 50, 100…; 0 under five."""
    sizes = (step * 10**power for power in range(7) for step in STEPS)
    return max((size for size in sizes if 5 <= size <= players), default=0)


def moves(before: Mapping[int, int], after: Mapping[int, int]) -> list[list[int]] | None:
    """``[score, difference]`` where the counts differ; None when there are too many to tell."""
    changed = [
        [score, after.get(score, 0) - before.get(score, 0)]
        for score in sorted(before.keys() | after.keys())
        if after.get(score, 0) != before.get(score, 0)
    ]
    return changed if len(changed) <= MOST_MOVES else None


def snapshot_payload(snapshot: Snapshot, *, version: int) -> dict[str, Any]:
    """The whole public state, for the socket's first frame and for polling alike."""
    return {
        "version": version,
        "top": snapshot.top,
        "employers": snapshot.employers,
        "players": crowd(sum(snapshot.histogram.values())),
    }


def frame_after(last: Frame | None, before: Snapshot | None, after: Snapshot, *, version: int, sockets: int) -> Frame:
    """The frame that takes a board from ``before`` to ``after`` for ``sockets`` watchers."""
    whole = snapshot_payload(after, version=version)
    spread = {"spread": round(max(0.2, sockets / QUESTIONS_PER_SECOND), 1)}
    full = _text({**whole, **spread})
    beat = _text({"version": version, "beat": True})
    if last is None or before is None:
        return Frame(version=version, since=0, full=full, delta=full, beat=beat)
    old = snapshot_payload(before, version=version)
    news = {key: value for key, value in whole.items() if key == "version" or value != old[key]}
    happened = moves(before.histogram, after.histogram)
    delta = {**news, **spread} if happened is None else {**news, **spread, "moves": happened}
    return Frame(version=version, since=last.version, full=full, delta=_text(delta), beat=beat)


def _text(payload: Mapping[str, Any]) -> str:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
