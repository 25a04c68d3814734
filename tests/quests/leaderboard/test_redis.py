"""Across processes: news through a real Redis, and a Redis that goes away."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from channels.db import database_sync_to_async as in_thread
from channels.layers import channel_layers, get_channel_layer
from channels_redis.pubsub import RedisPubSubChannelLayer

from quests.leaderboard import broadcast
from quests.ledger.services import Line, award
from quests.models import Season, User

from .test_socket import _cast, hear, watch

pytestmark = [pytest.mark.redis, pytest.mark.django_db(transaction=True)]

SPEAK = """
import sys, time, django
django.setup()
from quests.leaderboard import broadcast
broadcast.tell(int(sys.argv[1]))
time.sleep(1)
"""


class Wire:
    """A TCP relay to Redis that can be cut and mended."""

    def __init__(self, target: str) -> None:
        self.target = urlsplit(target)
        self.port = 0
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return urlunsplit(self.target._replace(netloc=f"127.0.0.1:{self.port}"))

    async def mend(self) -> None:
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        assert self._server
        self._server.close()
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection(self.target.hostname, self.target.port or 6379)
        self._writers |= {writer, there_writer}
        await asyncio.gather(_pump(reader, there_writer), _pump(there_reader, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


def use_redis(settings: Any, url: str) -> None:
    """The production layer, on ``url``."""
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [url], "prefix": "academy"},
        }
    }
    channel_layers.backends.clear()


@pytest.fixture
async def cast() -> tuple[Season, User, User]:
    return await in_thread(_cast)()


@pytest.fixture
async def wire(redis_url: str, settings: Any) -> AsyncIterator[Wire]:
    """The layer's own wire to Redis."""
    one = Wire(redis_url)
    await one.mend()
    use_redis(settings, one.url)
    yield one
    with suppress(Exception):
        await get_channel_layer().flush()
    await one.cut()


async def quietly_award(player: User, monkeypatch: pytest.MonkeyPatch, *, number: int) -> None:
    """Points of which this process says nothing."""
    with monkeypatch.context() as patch:
        patch.setattr(broadcast, "tell", lambda season_id: None)
        await in_thread(award)(player, Line(source=f"test:{number}", points=10))


async def test_news_of_another_process(
    cast: tuple[Season, User, User], settings: Any, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    season, reader, player = cast
    use_redis(settings, redis_url)
    phone = watch(reader, season)
    await phone.connect()
    await hear(phone, lambda frame: True)
    await quietly_award(player, monkeypatch, number=1)
    environment = {**os.environ, "REDIS_URL": redis_url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", SPEAK, str(season.pk)]
    other = await asyncio.create_subprocess_exec(*command, env=environment, stderr=subprocess.PIPE)
    async with asyncio.timeout(30):
        while (frame := await phone.receive_json_from(timeout=30)).get("top") != [[player.pseudonym, 15]]:
            assert "top" not in frame
    _out, errors = await other.communicate()
    assert other.returncode == 0, errors.decode()
    await phone.disconnect()
    await get_channel_layer().flush()


async def test_redis_goes_away_and_comes_back(
    cast: tuple[Season, User, User], wire: Wire, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    season, reader, player = cast
    phone = watch(reader, season)
    await phone.connect()
    await hear(phone, lambda frame: True)
    await wire.cut()
    # Gone: the answer is taken, and this process's own phones still see it.
    await in_thread(award)(player, Line(source="test:1", points=10))
    await hear(phone, lambda frame: frame.get("top") == [[player.pseudonym, 15]])
    await wire.mend()
    await asyncio.sleep(2)
    # Back: another process is heard again.
    await quietly_award(player, monkeypatch, number=2)
    elsewhere = RedisPubSubChannelLayer(hosts=[redis_url], prefix="academy")
    await elsewhere.group_send(broadcast.group_of(season.pk), {"type": "board.changed", "season": season.pk})
    await hear(phone, lambda frame: frame.get("top") == [[player.pseudonym, 25]])
    await elsewhere.flush()
    await phone.disconnect()
