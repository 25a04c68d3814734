"""Every address of the game, feature by feature."""

from importlib.util import find_spec

from django.urls import include, path

urlpatterns = [
    path("play/", include("quests.play.urls")),
    path("", include("quests.checkpoints.urls")),
    path("manage/", include("quests.people.manage_urls")),
    *(
        path("", include(f"quests.{feature}.urls"))
        for feature in ("people", "leaderboard", "reports", "me")
        if find_spec(f"quests.{feature}.urls")
    ),
]
