"""The public state of a board, read for publications and for polling alike."""

from __future__ import annotations

import time

from quests.leaderboard import selectors
from quests.leaderboard.fairness import HouseRow
from quests.leaderboard.frames import Snapshot
from quests.leaderboard.hub import Reading
from quests.ledger.models import Season


def read(season: Season) -> Reading:
    """What everybody may see of ``season``'s boards now, in three queries or two."""
    started = time.time()
    houses = selectors.houses(season)
    kept = houses.read_at < started
    snapshot = Snapshot(
        top=tuple((player.name, player.score) for player in selectors.top(season.pk)),
        employers=tuple((row.employer_id, row.name, row.score) for row in public_houses(houses.rows)),
        histogram=selectors.histogram(season.pk),
    )
    return Reading(snapshot=snapshot, again_in=max(0.0, houses.fresh_until - started) + 0.05 if kept else None)


def public_houses(rows: tuple[HouseRow, ...]) -> tuple[HouseRow, ...]:
    """The employers everybody sees: the best ten, never the last place."""
    return selectors.without_last(rows, whole=len(rows) <= selectors.TOP)[: selectors.TOP]
