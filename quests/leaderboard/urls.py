"""The board's addresses."""

from django.urls import path

from quests.leaderboard import views

urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/visibility/", views.visibility, name="board_visibility"),
    path("board/<str:season>/", views.board, name="board_season"),
]
