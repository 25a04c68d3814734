"""News of a board, from whichever process it happened in to every socket that watches.

Speaking: after commit, in any thread of any process, ``tell(season)`` notes the season and returns.
One coroutine per process sends at most one channel-layer message per season and quarter of a second;
when Redis is away it keeps the note and tries again, and the answer that caused it never knows.

Listening: each process with sockets joins ONE channel of its own to the board's group, whatever the
number of sockets (see ``hub.py``). News lost on the way are healed by a look every fifteen seconds.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from functools import partial

from channels.db import database_sync_to_async
from channels.layers import InMemoryChannelLayer, get_channel_layer

from quests import events
from quests.leaderboard import selectors, snapshots, welcome
from quests.leaderboard.hub import PACE, RETRY, Board, Reading, Slot, Ticket
from quests.ledger.models import Season

logger = logging.getLogger(__name__)

LOOK_EVERY = 15.0
CHECK_EVERY = 60.0


def points_awarded(event: events.PointsAwarded) -> None:
    """Subscriber: the season's board moved (hidden learners count in the employers' board)."""
    if event.season_id is not None and event.points:
        tell(event.season_id)


def visibility_changed(event: events.BoardVisibilityChanged) -> None:
    """Subscriber: a name appeared, changed or must disappear at once."""
    for season_id in selectors.seasons_of(event.learner_id):
        tell(season_id)


def tell(season_id: int) -> None:
    """Let every process know that the board of ``season_id`` changed. Never waits, never fails."""
    loop = _speaking_loop()
    if loop is None:
        return
    global _speaker  # noqa: PLW0603  # one per process, follows its event loop
    with _lock:
        if _speaker is None or _speaker.loop is not loop:
            _speaker = Speaker(loop)
        _speaker.note(season_id)


def hub() -> Hub:
    """The hub of the running event loop, the only one of its process."""
    global _hub  # noqa: PLW0603  # one per process, follows its event loop
    if _hub is None or _hub.loop is not asyncio.get_running_loop():
        _hub = Hub()
    return _hub


def group_of(season_id: int) -> str:
    """The channel-layer group of a board."""
    return f"board.{season_id}"


class Speaker:
    """Sends the noted seasons from one event loop, coalesced; guarded by the module's lock."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._due: set[int] = set()
        self._awake = False
        self._troubled = False

    def note(self, season_id: int) -> None:
        """Have ``season_id`` told soon. Called with the lock held, from any thread."""
        self._due.add(season_id)
        if not self._awake:
            self._awake = True
            self.loop.call_soon_threadsafe(self._start)

    def _start(self) -> None:
        self._task = self.loop.create_task(self._speak())

    async def _speak(self) -> None:
        """Tell until nothing is due: at once first, then at the board's pace."""
        while due := self._take():
            missed = [season_id for season_id in due if not await self._send(season_id)]
            self._troubled = bool(missed)
            with _lock:
                self._due.update(missed)
            await asyncio.sleep(RETRY if missed else PACE)

    def _take(self) -> set[int]:
        with _lock:
            due, self._due = self._due, set()
            self._awake = bool(due)
        return due

    async def _send(self, season_id: int) -> bool:
        try:
            await get_channel_layer().group_send(group_of(season_id), {"type": "board.changed", "season": season_id})
        except Exception as error:
            if not self._troubled:
                logger.warning("board news waits", extra={"reason": type(error).__name__})
            _mark_here(self.loop, season_id)
            return False
        return True


class Hub:
    """Every board watched in this process. Lives as long as its event loop."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.boards: dict[int, Board] = {}
        self._seasons: dict[int, Season] = {}
        self._runs: dict[int, asyncio.Task[None]] = {}
        self._channel: str | None = None
        self._tasks = {self.loop.create_task(work()) for work in (self._listen, self._look, self._check)}

    def season(self, key: str) -> Season | None:
        """The season of an open board by its slug: a crowd that comes back asks the database once."""
        return next((season for season in self._seasons.values() if season.slug == key), None)

    def join(self, season: Season, ticket: Ticket) -> tuple[Board, Slot]:
        """A slot at the season's board; the first one opens the board in this process."""
        board = self.boards.get(season.pk)
        if board is None:
            board = self.boards[season.pk] = Board(partial(_read, season))
            self._seasons[season.pk] = season
            self._runs[season.pk] = self.loop.create_task(self._open(season.pk, board))
        return board, board.join(ticket)

    def leave(self, season: Season, board: Board, slot: Slot) -> None:
        """Give the slot back; the last one closes the board."""
        board.slots.discard(slot)
        if not board.slots and self.boards.get(season.pk) is board:
            del self.boards[season.pk], self._seasons[season.pk]
            self._runs.pop(season.pk).cancel()

    async def check(self) -> None:
        """Expel the sockets of people who may no longer watch (signed out, deactivated)."""
        slots = [slot for board in self.boards.values() for slot in board.slots]
        if not slots:
            return
        welcomed = await database_sync_to_async(welcome.still_welcome)({slot.ticket for slot in slots})
        for slot in slots:
            if slot.ticket not in welcomed:
                slot.expel()

    def hear(self, season_id: int) -> None:
        """The board of ``season_id`` changed somewhere."""
        if board := self.boards.get(season_id):
            board.mark()

    async def _open(self, season_id: int, board: Board) -> None:
        await self._subscribe(season_id)  # before the first reading: nothing falls in between
        await board.run()

    async def _listen(self) -> None:
        layer = get_channel_layer()
        while True:
            try:
                self._channel = await layer.new_channel()
                for season_id, board in tuple(self.boards.items()):
                    await layer.group_add(group_of(season_id), self._channel)
                    board.look()
                while True:
                    message = await layer.receive(self._channel)
                    self.hear(message["season"])
            except Exception as error:
                self._channel = None
                logger.warning("board news not heard", extra={"reason": type(error).__name__})
                await asyncio.sleep(RETRY)

    async def _subscribe(self, season_id: int) -> None:
        """Join the board's group; without Redis the board still lives by its looks."""
        if self._channel is None:
            return  # the listener will, when it has a channel
        try:
            await get_channel_layer().group_add(group_of(season_id), self._channel)
        except Exception as error:
            logger.warning("board group not joined", extra={"reason": type(error).__name__})

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            for season_id, board in tuple(self.boards.items()):
                board.look()
                await self._subscribe(season_id)

    async def _check(self) -> None:
        while True:
            await asyncio.sleep(CHECK_EVERY)
            try:
                await self.check()
            except Exception as error:
                logger.warning("board access not checked", extra={"reason": type(error).__name__})


_lock = threading.Lock()
_hub: Hub | None = None
_speaker: Speaker | None = None
_own_loop: tuple[int, asyncio.AbstractEventLoop] | None = None


async def _read(season: Season) -> Reading:
    reading: Reading = await database_sync_to_async(snapshots.read)(season)
    return reading


def _mark_here(loop: asyncio.AbstractEventLoop, season_id: int) -> None:
    """This process's own sockets need no channel layer to hear what happened in it."""
    if _hub is not None and _hub.loop is loop:
        _hub.hear(season_id)


def _speaking_loop() -> asyncio.AbstractEventLoop | None:
    """The loop to speak from: the sockets' own, else a thread's of this process, else nobody hears."""
    if _hub is not None and _hub.loop.is_running():
        return _hub.loop
    if isinstance(get_channel_layer(), InMemoryChannelLayer | None):
        return None
    return _thread_loop()


def _thread_loop() -> asyncio.AbstractEventLoop:
    """A loop in a daemon thread, for processes that serve HTTP only; a fork makes its own."""
    global _own_loop  # noqa: PLW0603  # one per process
    with _lock:
        if _own_loop is None or _own_loop[0] != os.getpid():
            loop = asyncio.new_event_loop()
            threading.Thread(target=loop.run_forever, name="board-news", daemon=True).start()
            _own_loop = (os.getpid(), loop)
        return _own_loop[1]
