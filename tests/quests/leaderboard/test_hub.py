"""The hub: one slot per socket, nobody waits for a stalled phone, the last change always goes out."""

from __future__ import annotations

import asyncio
import json

import pytest

from quests.leaderboard import hub
from quests.leaderboard.frames import Snapshot
from quests.leaderboard.hub import Board, Reading, Slot, Ticket


class Source:
    """The state a board reads, counted."""

    def __init__(self) -> None:
        self.score = 0
        self.readings = 0
        self.again_in: float | None = None
        self.broken = False

    async def read(self) -> Reading:
        self.readings += 1
        if self.broken:
            raise OSError("no database")
        score = self.score
        await asyncio.sleep(0.01)
        return Reading(
            snapshot=Snapshot(top=(("A", score),), employers=(), histogram={score: 1}), again_in=self.again_in
        )


class Phone:
    """A socket's writer; ``stall`` makes its network stand still."""

    def __init__(self, board: Board, *, stall: bool = False) -> None:
        self.board, self.slot = board, board.join(Ticket(user_id=1))
        self.got: list[dict[str, object]] = []
        self.moving = asyncio.Event()
        if not stall:
            self.moving.set()
        self.task = asyncio.create_task(self._write())

    async def _write(self) -> None:
        while True:
            await self.slot.news()
            text = self.board.take(self.slot)
            await self.moving.wait()
            if text:
                self.got.append(json.loads(text))

    @property
    def scores(self) -> list[object]:
        return [frame["top"][0][1] for frame in self.got if "top" in frame]  # type: ignore[index]


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def board(source: Source, monkeypatch: pytest.MonkeyPatch) -> Board:
    monkeypatch.setattr(hub, "PACE", 0.05)
    monkeypatch.setattr(hub, "RETRY", 0.05)
    return Board(source.read)


async def until(condition: object) -> None:
    """Wait, at most two seconds, until ``condition()`` holds."""
    async with asyncio.timeout(2):
        while not condition():  # type: ignore[operator]
            await asyncio.sleep(0.005)


async def test_a_new_socket_gets_the_whole_state(board: Board) -> None:
    phone = Phone(board)
    run = asyncio.create_task(board.run())
    await until(lambda: phone.got)
    late = Phone(board)
    await until(lambda: late.got)
    assert late.got == phone.got
    assert set(late.got[0]) == {"version", "top", "employers", "players", "spread"}
    run.cancel()


async def test_a_stalled_socket_delays_nobody_and_skips_to_the_newest(board: Board, source: Source) -> None:
    stalled, others = Phone(board, stall=True), [Phone(board) for _ in range(20)]
    run = asyncio.create_task(board.run())
    for score in range(1, 6):
        source.score = score
        board.mark()
        await until(lambda score=score: all(phone.scores and phone.scores[-1] == score for phone in others))
    assert stalled.got == []
    stalled.moving.set()
    await until(lambda: stalled.scores and stalled.scores[-1] == 5)
    assert len(stalled.got) <= 2  # the one it was sending, then the newest
    assert "moves" not in stalled.got[-1]  # it missed some: it gets everything
    run.cancel()


async def test_a_burst_is_one_reading_and_its_end_is_published(board: Board, source: Source) -> None:
    phone = Phone(board)
    run = asyncio.create_task(board.run())
    await until(lambda: phone.got)
    await asyncio.sleep(0.1)
    before = source.readings
    for score in range(1, 200):
        source.score = score
        board.mark()
        if score % 50 == 0:
            await asyncio.sleep(0)
    await until(lambda: phone.scores[-1] == 199)
    assert source.readings - before <= 3
    run.cancel()


async def test_a_change_during_the_reading_is_not_lost(board: Board, source: Source) -> None:
    phone = Phone(board)
    run = asyncio.create_task(board.run())
    await until(lambda: source.readings == 1)
    source.score = 42  # the reading under way has already looked
    board.mark()
    await until(lambda: phone.scores and phone.scores[-1] == 42)
    run.cancel()


async def test_publications_keep_their_distance(board: Board, source: Source) -> None:
    phone = Phone(board)
    run = asyncio.create_task(board.run())
    loop = asyncio.get_running_loop()
    start = loop.time()
    while loop.time() - start < 0.5:
        source.score += 1
        board.mark()
        await asyncio.sleep(0.005)
    assert 2 <= len(phone.got) <= 10  # every 50 ms at most
    run.cancel()


async def test_nothing_changed_nothing_sent(board: Board, source: Source) -> None:
    phone = Phone(board)
    run = asyncio.create_task(board.run())
    await until(lambda: phone.got)
    board.mark()
    await until(lambda: source.readings >= 2)
    await asyncio.sleep(0.05)
    assert len(phone.got) == 1
    run.cancel()


async def test_a_long_silence_is_broken_by_a_sign_of_life(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "BEAT", 0.0)
    phone = Phone(board)
    run = asyncio.create_task(board.run())
    await until(lambda: phone.got)
    board.look()
    await until(lambda: len(phone.got) == 2)
    assert phone.got[1] == {"version": phone.got[0]["version"], "beat": True}
    run.cancel()


async def test_what_was_kept_is_read_again_once_it_expires(board: Board, source: Source) -> None:
    source.again_in = 0.1
    phone = Phone(board)
    run = asyncio.create_task(board.run())
    await until(lambda: phone.got)
    board.mark()
    await until(lambda: source.readings == 2)
    source.score = 9  # nobody marks: only the expiry does
    await until(lambda: phone.scores[-1] == 9)
    run.cancel()


async def test_a_failed_reading_is_tried_again(board: Board, source: Source) -> None:
    source.broken = True
    phone = Phone(board)
    run = asyncio.create_task(board.run())
    await until(lambda: source.readings >= 2)
    source.broken, source.score = False, 3
    await until(lambda: phone.scores == [3])
    run.cancel()


async def test_versions_only_grow(board: Board, source: Source) -> None:
    phone = Phone(board)
    run = asyncio.create_task(board.run())
    for score in range(1, 5):
        source.score = score
        board.mark()
        await until(lambda score=score: phone.scores and phone.scores[-1] == score)
    versions = [frame["version"] for frame in phone.got]
    assert versions == sorted(set(versions))
    run.cancel()


async def test_any_number_of_wakes_count_as_one() -> None:
    slot = Slot(Ticket(user_id=1))
    for _ in range(5):
        slot.wake()
    await asyncio.wait_for(slot.news(), 1)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(slot.news(), 0.02)
