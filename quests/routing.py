"""Every WebSocket of the game."""

from django.urls import path

from quests.leaderboard.consumers import board_socket

websocket_urlpatterns = [path("ws/board/<str:season>/", board_socket, name="board_socket")]
