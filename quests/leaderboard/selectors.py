"""Reading the boards: exact ranks at a flat cost, windows by key, one aggregate for employers.

Order everywhere: higher score first, then whoever reached it first, then the older account. No list
made here for others ends with the last place: see ``without_last``.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext

from quests.leaderboard.fairness import House, HouseRow, ranked
from quests.ledger.models import ScoreBucket, Season, Standing
from quests.ledger.selectors import current_season
from quests.people.models import Employer, User
from quests.people.selectors import employments_on

TOP = 10
NEIGHBOURS = 3
HOUSES_SECONDS = 2.0
HOUSES_REST = 20
"""The employers' aggregate rests at least this many times what it cost: at most 5 % of a processor."""

Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class Player:
    """A visible learner on a board; ``name`` is the pseudonym. For the one who reads the page,
    ``mine`` is set, and ``change`` tells the places won since it was opened."""

    learner_id: int
    name: str
    score: int
    rank: int
    mine: bool = False
    change: int = 0


@dataclass(frozen=True, kw_only=True)
class Houses:
    """The employers' board, when it was read and until when it is kept (Unix seconds)."""

    rows: tuple[HouseRow, ...]
    read_at: float
    fresh_until: float


def season_named(key: str) -> Season | None:
    """The season with this slug or, failing that, this number."""
    found = Season.objects.filter(slug=key).first()
    if found is None and key.isdecimal() and len(key) <= 18:
        found = Season.objects.filter(pk=int(key)).first()
    return found


def season_to_show() -> Season | None:
    """The season running now, else the one that ended last."""
    ended = Season.objects.filter(ends_at__lte=timezone.now()).order_by("-ends_at")
    return current_season() or ended.first()


def seasons_of(learner_id: int) -> list[int]:
    """The seasons in which the learner has points."""
    return list(Standing.objects.filter(learner_id=learner_id).values_list("season_id", flat=True))


def without_last(rows: Sequence[Row], *, whole: bool) -> tuple[Row, ...]:
    """``rows`` without the last place, when they are the ``whole`` board; the only one is the first."""
    return tuple(rows[:-1] if whole and len(rows) > 1 else rows)


# --- individuals ----------------------------------------------------------------------------------


def histogram(season_id: int) -> dict[int, int]:
    """Score -> visible learners who have exactly it."""
    buckets = ScoreBucket.objects.filter(season_id=season_id, learners__gt=0)
    return dict(buckets.values_list("score", "learners"))


def rank_of(mine: Standing) -> int:
    """The exact rank of a visible standing: better scores by the buckets, equal ones by the index."""
    better = ScoreBucket.objects.filter(season_id=mine.season_id, score__gt=mine.score)
    above = better.aggregate(sum=Sum("learners"))["sum"] or 0
    return 1 + above + _level_before(mine).count()


def top(season_id: int) -> tuple[Player, ...]:
    """The best ten, never the last place."""
    rows = _named(_visible(season_id).order_by("-score", "reached_at", "learner_id")[: TOP + 1])
    kept = without_last(rows, whole=len(rows) <= TOP)[:TOP]
    return _numbered(kept, first=1)


def around(mine: Standing) -> tuple[Player, ...]:
    """The learner and up to three neighbours each side; the window ends before the last place."""
    above = [*reversed(_above(mine, NEIGHBOURS))]
    below = _below(mine, NEIGHBOURS + 1)
    if len(below) <= NEIGHBOURS:
        below = below[:-1]
    me = (mine.learner_id, mine.score, mine.learner.pseudonym)
    return _numbered([*above, me, *below[:NEIGHBOURS]], first=rank_of(mine) - len(above))


NamedRow = tuple[int, int, str]
"""Learner number, score, pseudonym."""


def _visible(season_id: int) -> QuerySet[Standing]:
    return Standing.objects.filter(season_id=season_id, visible=True)


def _level_before(mine: Standing) -> QuerySet[Standing]:
    # The first condition repeats what the second implies: it is the one an index can walk.
    return _visible(mine.season_id).filter(
        Q(reached_at__lt=mine.reached_at) | Q(learner_id__lt=mine.learner_id),
        score=mine.score,
        reached_at__lte=mine.reached_at,
    )


def _level_after(mine: Standing) -> QuerySet[Standing]:
    return _visible(mine.season_id).filter(
        Q(reached_at__gt=mine.reached_at) | Q(learner_id__gt=mine.learner_id),
        score=mine.score,
        reached_at__gte=mine.reached_at,
    )


def _above(mine: Standing, count: int) -> list[NamedRow]:
    """Up to ``count`` learners just above, the nearest first."""
    level = _named(_level_before(mine).order_by("-reached_at", "-learner_id")[:count])
    if len(level) == count:
        return level
    better = _visible(mine.season_id).filter(score__gt=mine.score)
    return level + _named(better.order_by("score", "-reached_at", "-learner_id")[: count - len(level)])


def _below(mine: Standing, count: int) -> list[NamedRow]:
    """Up to ``count`` learners just below, the nearest first."""
    level = _named(_level_after(mine).order_by("reached_at", "learner_id")[:count])
    if len(level) == count:
        return level
    lower = _visible(mine.season_id).filter(score__lt=mine.score)
    return level + _named(lower.order_by("-score", "reached_at", "learner_id")[: count - len(level)])


def _named(standings: QuerySet[Standing]) -> list[NamedRow]:
    return list(standings.values_list("learner_id", "score", "learner__pseudonym"))


def _numbered(rows: Iterable[NamedRow], *, first: int) -> tuple[Player, ...]:
    return tuple(
        Player(learner_id=learner_id, name=name or gettext("Player"), score=score, rank=rank)
        for rank, (learner_id, score, name) in enumerate(rows, start=first)
    )


# --- employers ------------------------------------------------------------------------------------


def houses(season: Season) -> Houses:
    """The employers' board, computed at most every two seconds for all processes that share a cache."""
    key = f"board:houses:{season.pk}"
    kept: Houses | None = cache.get(key)
    if kept is not None and kept.fresh_until > time.time():
        return kept
    read_at = time.time()
    rows = ranked(active_houses(season))
    rest = max(HOUSES_SECONDS, HOUSES_REST * (time.time() - read_at))
    fresh = Houses(rows=rows, read_at=read_at, fresh_until=time.time() + rest)
    cache.set(key, fresh, timeout=rest)
    return fresh


def active_houses(season: Season) -> list[House]:
    """Every employer with somebody active in ``season``, in one query. Hidden people count too.

    Who works where is read at the season's last day, or today while it runs.
    """
    day = min(timezone.localdate(), timezone.localdate(season.ends_at))
    job = "learner__employments__"
    rows = (
        Standing.objects.filter(_open_on(day), season=season, score__gt=0)
        .values_list(f"{job}employer_id", f"{job}employer__name")
        .annotate(active=Count("pk"), points=Sum("score"))
    )
    return [
        House(employer_id=employer_id, name=name, active=active, points=points)
        for employer_id, name, active, points in rows
    ]


def own_employers(learner: User) -> list[Employer]:
    """Where the learner works today."""
    return [employment.employer for employment in employments_on(learner, timezone.localdate())]


def _open_on(day: date) -> Q:
    job = "learner__employments__"
    return Q(**{f"{job}started_on__lte": day}) & (Q(**{f"{job}ended_on": None}) | Q(**{f"{job}ended_on__gte": day}))
