"""What the board page shows one person: one dataclass, read by the page, its fragment and its ETag."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils import timezone

from quests.leaderboard import selectors, snapshots
from quests.leaderboard.fairness import HouseRow
from quests.leaderboard.selectors import Player
from quests.ledger.models import Season
from quests.ledger.selectors import standing_of
from quests.people.models import User
from quests.words import word

TABS = ("me", "employers", "top")


@dataclass(frozen=True, kw_only=True)
class Goal:
    """Who is just ahead, how many points it takes to pass them, and how many lamps of ten are lit."""

    name: str
    points: int
    lit: int


@dataclass(frozen=True, kw_only=True)
class HouseLine:
    """A line of the employers' board; ``public`` when everybody sees it."""

    rank: int
    row: HouseRow
    mine: bool
    public: bool


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One tab for one person. ``state`` of the tab "me": hidden, waiting (no point yet), placed."""

    tab: str
    state: str
    score: int
    pseudonym: str
    players: tuple[Player, ...] = ()
    houses: tuple[HouseLine, ...] = ()
    small_houses: tuple[str, ...] = ()
    goal: Goal | None = None

    @property
    def me(self) -> Player | None:
        """The reader's own line, if it is in view."""
        return next((player for player in self.players if player.mine), None)

    @property
    def high(self) -> int | None:
        """Changes above this score only renumber the window; None when every one may enter it."""
        full = self.me and self.me.rank - self.players[0].rank == selectors.NEIGHBOURS
        return self.players[0].score if full else None

    @property
    def low(self) -> int | None:
        """Changes under this score are somebody else's affair; None when none is."""
        full = self.me and self.players[-1].rank - self.me.rank == selectors.NEIGHBOURS
        return self.players[-1].score if full else None

    @property
    def private(self) -> bool:
        """Whether a line is the reader's alone: a shared frame cannot redraw it."""
        return any(not line.public for line in self.houses)

    @property
    def my_houses(self) -> str:
        """The numbers of the reader's employers on the board, for the script."""
        return " ".join(str(line.row.employer_id) for line in self.houses if line.mine)


def screen_of(learner: User, season: Season, *, tab: str, was: int | None = None) -> Screen:
    """The ``tab`` of ``season``'s board as ``learner`` sees it; ``was`` is the rank they had when they came."""
    mine = standing_of(learner, season)
    placed = mine is not None and mine.visible
    screen = Screen(
        tab=tab,
        state="placed" if placed else "waiting" if learner.on_boards else "hidden",
        score=mine.score if mine else 0,
        pseudonym=learner.pseudonym,
    )
    if tab == "employers":
        lines, small = _houses(learner, season)
        return replace(screen, houses=lines, small_houses=small)
    if tab == "top":
        return replace(screen, players=_with_me(selectors.top(season.pk), learner, was))
    if mine is None or not placed:
        return screen
    mine.learner = learner
    players = _with_me(selectors.around(mine), learner, was)
    return replace(screen, players=players, goal=_goal(players))


def days_left(season: Season) -> int | None:
    """Whole days until the season ends; None when it is over."""
    left = season.ends_at - timezone.now()
    return left.days if left.total_seconds() > 0 else None


def season_name(season: Season) -> str:
    """The season's name in the reader's language."""
    return word(season.words, "name") or season.slug


def _with_me(players: tuple[Player, ...], learner: User, was: int | None) -> tuple[Player, ...]:
    return tuple(
        replace(player, mine=True, change=(was or player.rank) - player.rank)
        if player.learner_id == learner.pk
        else player
        for player in players
    )


def _goal(players: tuple[Player, ...]) -> Goal | None:
    """The neighbour just ahead, unless the reader is first."""
    place = next(index for index, player in enumerate(players) if player.mine)
    if not place:
        return None
    ahead, me = players[place - 1], players[place]
    target = ahead.score + 1  # level with them is not enough: they were there first
    return Goal(name=ahead.name, points=target - me.score, lit=max(0, min(9, me.score * 10 // max(target, 1))))


def _houses(learner: User, season: Season) -> tuple[tuple[HouseLine, ...], tuple[str, ...]]:
    """The public lines, the learner's own houses wherever they stand, and their houses too small to show."""
    rows = selectors.houses(season).rows
    public = {row.employer_id for row in snapshots.public_houses(rows)}
    own = {employer.pk: employer.name for employer in selectors.own_employers(learner)}
    lines = tuple(
        HouseLine(rank=rank, row=row, mine=row.employer_id in own, public=row.employer_id in public)
        for rank, row in enumerate(rows, start=1)
        if row.employer_id in public or row.employer_id in own
    )
    shown = {line.row.employer_id for line in lines}
    return lines, tuple(name for pk, name in own.items() if pk not in shown)
