"""One board in one server process: read once, serialise once, one coalescing slot per socket.

Every socket has its own task that waits on its ``Slot`` for "the next frame". A publication only
wakes the slots; it never sends, so a stalled phone delays nobody and, when it comes back, skips to
the newest frame. Knows neither Django nor Channels: the state comes from a ``read`` coroutine.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from quests.leaderboard.frames import Frame, Snapshot, frame_after

logger = logging.getLogger(__name__)

PACE = 0.25
"""Seconds between two publications of a board, at least."""

REST = 3
"""After a fan-out the board rests this many times what it took, when that is longer than ``PACE``."""

WAKE_AT_ONCE = 64
"""Slots woken before the loop may serve something else."""

BEAT = 25.0
"""Seconds of silence after which a sign of life is sent, so that phones notice a dead socket."""

RETRY = 1.0


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """Who watches, to look again later whether they still may. ``session_key`` None: none to check."""

    user_id: int
    session_key: str | None = None
    session_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A snapshot, and in how many seconds a part of it that was kept from before must be read anew."""

    snapshot: Snapshot
    again_in: float | None = None


class Slot:
    """One socket's place at a board."""

    __slots__ = ("_news", "_waiting", "expelled", "sent", "ticket")

    def __init__(self, ticket: Ticket) -> None:
        self.ticket = ticket
        self.sent = 0  # version of the last frame this socket took
        self.expelled = False
        # One flag and one future: an asyncio.Event would cost each socket a kilobyte more.
        self._news = False
        self._waiting: asyncio.Future[None] | None = None

    def wake(self) -> None:
        """There is something newer than what was taken."""
        self._news = True
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def expel(self) -> None:
        """The person may no longer watch."""
        self.expelled = True
        self.wake()

    async def news(self) -> None:
        """Return when there is something to take; any number of wakes in between count as one."""
        if not self._news:
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting
            self._waiting = None
        self._news = False


class Board:
    """The sockets of one season in this process, and the frame they should have."""

    def __init__(self, read: Callable[[], Awaitable[Reading]]) -> None:
        self._read = read
        self._before: Snapshot | None = None
        self._changed = asyncio.Event()
        self._changed.set()  # the first thing to do is to read
        self._fresh_news = False
        self._spoke_at = time.monotonic()
        self.frame: Frame | None = None
        self.slots: set[Slot] = set()

    def join(self, ticket: Ticket) -> Slot:
        """A slot for one more socket, awake at once when there is a frame to send."""
        slot = Slot(ticket)
        self.slots.add(slot)
        if self.frame is not None:
            slot.wake()
        return slot

    def mark(self) -> None:
        """Something happened: read soon, and again once what is kept for a while has expired."""
        self._fresh_news = True
        self._changed.set()

    def look(self) -> None:
        """Read soon, in case news was missed."""
        self._changed.set()

    def take(self, slot: Slot) -> str | None:
        """The text this socket needs now: changes, everything, or a sign of life."""
        frame = self.frame
        if frame is None:
            return None
        if slot.sent == frame.version:
            return frame.beat
        text = frame.delta if slot.sent == frame.since else frame.full
        slot.sent = frame.version
        return text

    async def run(self) -> None:
        """Publish for ever. A change during a reading or a rest is published after it: none is lost."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                took = await self._publish()
            except Exception as error:
                logger.warning("board not read", extra={"reason": type(error).__name__})
                self._changed.set()
                await asyncio.sleep(RETRY)
            else:
                await asyncio.sleep(max(PACE, REST * took))

    async def _publish(self) -> float:
        """Read; tell the sockets when something changed; return the seconds the telling took."""
        news, self._fresh_news = self._fresh_news, False
        try:
            reading = await self._read()
        except BaseException:
            self._fresh_news |= news
            raise
        if news and reading.again_in is not None:
            asyncio.get_running_loop().call_later(reading.again_in, self.look)
        if reading.snapshot != self._before or self.frame is None:
            self.frame = self._next_frame(reading.snapshot)
            self._before = reading.snapshot
            return await self._wake_all()
        if time.monotonic() - self._spoke_at >= BEAT:
            return await self._wake_all()
        return 0.0

    def _next_frame(self, snapshot: Snapshot) -> Frame:
        last = self.frame.version if self.frame else 0
        version = max(last + 1, time.time_ns() // 1_000_000)
        return frame_after(self.frame, self._before, snapshot, version=version, sockets=len(self.slots))

    async def _wake_all(self) -> float:
        started = self._spoke_at = time.monotonic()
        for count, slot in enumerate(tuple(self.slots), start=1):
            slot.wake()
            if count % WAKE_AT_ONCE == 0:
                await asyncio.sleep(0)
        await asyncio.sleep(0)
        return time.monotonic() - started
