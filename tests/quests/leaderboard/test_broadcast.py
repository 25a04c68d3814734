"""Speaking: coalesced, never lost, never in the way of an answer."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from channels.layers import get_channel_layer

from quests import events
from quests.leaderboard import broadcast
from quests.leaderboard.broadcast import Speaker, group_of


class Layer:
    """A channel layer that remembers; ``down`` makes it fail."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.tried = 0
        self.down = False

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        self.tried += 1
        if self.down:
            raise ConnectionError("no Redis")
        assert group == group_of(message["season"])
        self.sent.append(message["season"])


@pytest.fixture
def layer(monkeypatch: pytest.MonkeyPatch) -> Layer:
    one = Layer()
    monkeypatch.setattr(broadcast, "get_channel_layer", lambda: one)
    monkeypatch.setattr(broadcast, "PACE", 0.05)
    monkeypatch.setattr(broadcast, "RETRY", 0.05)
    return one


def note(speaker: Speaker, season_id: int) -> None:
    with broadcast._lock:
        speaker.note(season_id)


async def test_the_first_news_leaves_at_once(layer: Layer) -> None:
    note(Speaker(asyncio.get_running_loop()), 1)
    await asyncio.sleep(0.02)
    assert layer.sent == [1]


async def test_a_burst_is_two_messages_the_first_and_the_last(layer: Layer) -> None:
    speaker = Speaker(asyncio.get_running_loop())
    for _ in range(100):
        note(speaker, 1)
        await asyncio.sleep(0)
    await asyncio.sleep(0.15)
    assert layer.sent == [1, 1]
    note(speaker, 1)  # asleep again: it wakes
    await asyncio.sleep(0.02)
    assert layer.sent == [1, 1, 1]


async def test_seasons_do_not_wait_for_each_other(layer: Layer) -> None:
    speaker = Speaker(asyncio.get_running_loop())
    for season_id in (1, 2, 1, 2):
        note(speaker, season_id)
    await asyncio.sleep(0.02)
    assert sorted(layer.sent) == [1, 2]


async def test_threads_may_speak(layer: Layer) -> None:
    speaker = Speaker(asyncio.get_running_loop())
    threads = [threading.Thread(target=note, args=(speaker, number)) for number in range(8)]
    for thread in threads:
        thread.start()
    await asyncio.sleep(0.2)
    assert sorted(layer.sent) == list(range(8))


async def test_news_wait_for_redis(layer: Layer, caplog: pytest.LogCaptureFixture) -> None:
    layer.down = True
    speaker = Speaker(asyncio.get_running_loop())
    note(speaker, 1)
    await asyncio.sleep(0.2)
    assert layer.sent == []
    assert layer.tried >= 2
    assert len(caplog.records) == 1  # said once, not at every try
    layer.down = False
    await asyncio.sleep(0.15)
    assert layer.sent == [1]


def test_a_process_without_sockets_speaks_from_a_thread(layer: Layer) -> None:
    broadcast.tell(7)
    for _ in range(200):
        if layer.sent:
            break
        threading.Event().wait(0.01)
    assert layer.sent == [7]


def test_in_memory_and_without_sockets_nobody_listens() -> None:
    assert get_channel_layer() is not None
    broadcast.tell(7)
    assert broadcast._speaker is None


def test_points_outside_seasons_move_no_board(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(broadcast, "tell", told.append)
    broadcast.points_awarded(events.PointsAwarded(learner_id=1, season_id=None, points=5))
    broadcast.points_awarded(events.PointsAwarded(learner_id=1, season_id=3, points=0))
    broadcast.points_awarded(events.PointsAwarded(learner_id=1, season_id=3, points=5))
    assert told == [3]
