"""Who may open a WebSocket."""

import pytest
from channels.testing import WebsocketCommunicator

from academy.asgi import application

pytestmark = pytest.mark.django_db(transaction=True)  # channels closes old connections


async def connects(origin):
    """Whether a page of ``origin`` gets past the door (the address itself does not exist)."""
    headers = [(b"origin", origin.encode()), (b"host", b"localhost")]
    communicator = WebsocketCommunicator(application, "/ws/none/", headers=headers)
    try:
        return (await communicator.connect())[0]
    finally:
        await communicator.disconnect()


async def test_other_sites_are_refused_at_the_door():
    assert await connects("https://evil.example") is False


async def test_our_own_pages_pass_the_door():
    with pytest.raises(ValueError, match="No route found"):
        await connects("http://localhost")
