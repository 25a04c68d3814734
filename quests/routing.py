"""Every WebSocket of the game."""

from typing import Any

from django.urls import URLPattern, path

from quests.leaderboard.consumers import board_socket

# An ASGI application is no view, but Channels routes both with the same patterns.
BOARD: Any = board_socket

websocket_urlpatterns: list[URLPattern] = [path("ws/board/<str:season>/", BOARD, name="board_socket")]
