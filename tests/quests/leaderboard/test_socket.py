"""From an answer to every phone that watches, through the real hub and an in-memory layer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from channels.db import database_sync_to_async as in_thread
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore

from quests.factories import SeasonFactory, UserFactory
from quests.leaderboard import broadcast, services
from quests.ledger.services import Line, award
from quests.models import Season, User
from quests.routing import websocket_urlpatterns

pytestmark = pytest.mark.django_db(transaction=True)
application = URLRouter(websocket_urlpatterns)


def watch(user: User | AnonymousUser, season: Season | str, session: Any = None) -> WebsocketCommunicator:
    """A phone of ``user`` on the season's board."""
    key = season if isinstance(season, str) else season.slug
    phone = WebsocketCommunicator(application, f"/ws/board/{key}/")
    phone.scope.update(user=user, session=session)
    return phone


async def hear(phone: WebsocketCommunicator, wanted: Any) -> dict[str, Any]:
    """The first frame for which ``wanted(frame)`` holds, within three seconds."""
    async with asyncio.timeout(3):
        while True:
            frame: dict[str, Any] = await phone.receive_json_from(timeout=3)
            if wanted(frame):
                return frame


async def closed_with(phone: WebsocketCommunicator) -> int:
    """The code with which the server closes, whatever it says before."""
    while (message := await phone.receive_output(timeout=3))["type"] != "websocket.close":
        pass
    return message["code"]


def _cast() -> tuple[Season, User, User]:
    season, reader, player = SeasonFactory(), UserFactory(), UserFactory()
    services.appear(player)
    award(player, Line(source="test:0", points=5))
    return season, reader, player


@pytest.fixture
async def cast() -> tuple[Season, User, User]:
    """A season, somebody who watches, and a visible player with five points."""
    return await in_thread(_cast)()


async def test_snapshot_then_changes(cast: tuple[Season, User, User]) -> None:
    season, reader, player = cast
    phone = watch(reader, season)
    assert (await phone.connect())[0]
    first = await hear(phone, lambda frame: True)
    assert first["top"] == [[player.pseudonym, 5]]
    await in_thread(award)(player, Line(source="test:1", points=10))
    news = await hear(phone, lambda frame: "top" in frame)
    assert news["top"] == [[player.pseudonym, 15]]
    assert news["version"] > first["version"]
    assert news["moves"] == [[5, -1], [15, 1]]
    await phone.disconnect()


async def test_every_socket_of_the_process_gets_the_same_frame(cast: tuple[Season, User, User]) -> None:
    season, reader, player = cast
    phones = [watch(reader, season) for _ in range(5)]
    for phone in phones:
        await phone.connect()
        await hear(phone, lambda frame: "top" in frame)
    await in_thread(award)(player, Line(source="test:1", points=10))
    texts = {str(await hear(phone, lambda frame: "top" in frame)) for phone in phones}
    assert len(texts) == 1
    assert len(broadcast.hub().boards) == 1
    for phone in phones:
        await phone.disconnect()
    assert broadcast.hub().boards == {}


async def test_the_last_of_many_changes_arrives(cast: tuple[Season, User, User]) -> None:
    season, reader, player = cast
    phone = watch(reader, season)
    await phone.connect()
    for number in range(1, 31):
        await in_thread(award)(player, Line(source=f"test:{number}", points=1))
    assert (await hear(phone, lambda frame: frame.get("top") == [[player.pseudonym, 35]]))["version"]
    await phone.disconnect()


async def test_leaving_removes_at_once(cast: tuple[Season, User, User]) -> None:
    season, reader, player = cast
    phone = watch(reader, season)
    await phone.connect()
    await hear(phone, lambda frame: frame["top"])
    await in_thread(services.leave)(player)
    assert (await hear(phone, lambda frame: "top" in frame))["top"] == []
    await phone.disconnect()


async def test_a_cut_socket_comes_back_to_the_present(cast: tuple[Season, User, User]) -> None:
    season, reader, player = cast
    phone = watch(reader, season)
    await phone.connect()
    await hear(phone, lambda frame: True)
    await phone.disconnect()
    await in_thread(award)(player, Line(source="test:1", points=10))
    again = watch(reader, season)
    await again.connect()
    assert (await hear(again, lambda frame: True))["top"] == [[player.pseudonym, 15]]
    await again.disconnect()


async def test_missed_news_are_healed_by_a_look(
    cast: tuple[Season, User, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    season, reader, player = cast
    monkeypatch.setattr(broadcast, "LOOK_EVERY", 0.1)
    monkeypatch.setattr(broadcast, "tell", lambda season_id: None)
    phone = watch(reader, season)
    await phone.connect()
    await hear(phone, lambda frame: True)
    await in_thread(award)(player, Line(source="test:1", points=10))
    assert (await hear(phone, lambda frame: "top" in frame))["top"] == [[player.pseudonym, 15]]
    await phone.disconnect()


async def test_the_season_by_number(cast: tuple[Season, User, User]) -> None:
    season, reader, _player = cast
    phone = watch(reader, str(season.pk))
    await phone.connect()
    assert await hear(phone, lambda frame: True)
    await phone.disconnect()


async def test_strangers_are_refused_and_told_why(cast: tuple[Season, User, User]) -> None:
    phone = watch(AnonymousUser(), cast[0])
    assert (await phone.connect())[0]
    assert await closed_with(phone) == 4401
    await phone.wait()


async def test_no_such_board(cast: tuple[Season, User, User]) -> None:
    phone = watch(cast[1], "nulle-part")
    await phone.connect()
    assert await closed_with(phone) == 4404
    await phone.wait()


@pytest.mark.parametrize("messages", [["x" * 5_000], ["é" * 2_100], ["ping"] * 11])
async def test_who_talks_too_much_is_shown_out(cast: tuple[Season, User, User], messages: list[str]) -> None:
    phone = watch(cast[1], cast[0])
    await phone.connect()
    for message in messages:
        await phone.send_to(text_data=message)
    assert await closed_with(phone) == 4429
    await phone.wait()


async def test_a_polite_phone_stays(cast: tuple[Season, User, User]) -> None:
    phone = watch(cast[1], cast[0])
    await phone.connect()
    for _ in range(9):
        await phone.send_to(text_data="x" * 400)
    assert "version" in await hear(phone, lambda frame: True)
    assert await phone.receive_nothing(timeout=0.1)
    await phone.disconnect()


def _session(user: User) -> SessionStore:
    session = SessionStore()
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session


def _sign_out(_user: User, session: SessionStore) -> None:
    SessionStore(session.session_key).flush()


def _deactivate(user: User, _session: SessionStore) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def _new_password(user: User, _session: SessionStore) -> None:
    user.set_password("charbon-et-lumière")
    user.save()


@pytest.mark.parametrize("ending", [_sign_out, _deactivate, _new_password])
async def test_access_is_looked_at_again(cast: tuple[Season, User, User], ending: Any) -> None:
    season, reader, _player = cast
    session = await in_thread(_session)(reader)
    phone = watch(reader, season, session)
    await phone.connect()
    await hear(phone, lambda frame: True)
    await broadcast.hub().check()
    assert await phone.receive_nothing(timeout=0.1)
    await in_thread(ending)(reader, session)
    await broadcast.hub().check()
    assert await closed_with(phone) == 4401
    await phone.disconnect()
