"""``/ws/board/<season>/``: one phone that watches a board.

A plain ASGI application: the base consumers of Channels would open a channel, a queue and two more
tasks per socket, which nobody needs when the process has one hub.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from channels.db import database_sync_to_async
from django.contrib.auth import HASH_SESSION_KEY

from quests.leaderboard import broadcast, selectors
from quests.leaderboard.hub import Board, Slot, Ticket

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

NOT_SIGNED_IN = 4401
NO_SUCH_BOARD = 4404
TOO_MUCH = 4429
LONGEST = 4096
PER_SECOND = 10


async def board_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one socket until either side closes it. Refusals accept first: only so does a phone learn why."""
    if (await receive())["type"] != "websocket.connect":
        return
    await send({"type": "websocket.accept"})
    ticket = _ticket(scope)
    if ticket is None:
        await _close(send, NOT_SIGNED_IN)
        return
    hub, key = broadcast.hub(), scope["url_route"]["kwargs"]["season"]
    season = hub.season(key) or await database_sync_to_async(selectors.season_named)(key)
    if season is None:
        await _close(send, NO_SUCH_BOARD)
        return
    board, slot = hub.join(season, ticket)
    writer = asyncio.ensure_future(_write(board, slot, send))
    try:
        if not await _polite_until_gone(receive):
            await _close(send, TOO_MUCH)
    finally:
        hub.leave(season, board, slot)
        writer.cancel()
        await asyncio.gather(writer, return_exceptions=True)


def _ticket(scope: Scope) -> Ticket | None:
    """Who is at the other end; None unless signed in."""
    user = scope.get("user")
    if user is None or not user.is_authenticated:
        return None
    session = scope.get("session")
    if session is None:
        return Ticket(user_id=user.pk)
    return Ticket(user_id=user.pk, session_key=session.session_key, session_hash=session.get(HASH_SESSION_KEY, ""))


async def _write(board: Board, slot: Slot, send: Send) -> None:
    """The socket's own pace: wait for news, take the newest, send it, however long that takes."""
    while True:
        await slot.news()
        if slot.expelled:
            await _close(send, NOT_SIGNED_IN)
            return
        text = board.take(slot)
        if text is not None:
            await send({"type": "websocket.send", "text": text})


async def _polite_until_gone(receive: Receive) -> bool:
    """Ignore what the phone says; False when it says too much: 4 KiB a message, ten a second."""
    second, count = 0.0, 0
    while (message := await receive())["type"] != "websocket.disconnect":
        now = time.monotonic()
        if now - second >= 1:
            second, count = now, 0
        count += 1
        if count > PER_SECOND or _size(message) > LONGEST:
            return False
    return True


def _size(message: dict[str, Any]) -> int:
    text, data = message.get("text") or "", message.get("bytes") or b""
    return max(len(text.encode()), len(data))


async def _close(send: Send, code: int) -> None:
    await send({"type": "websocket.close", "code": code})
