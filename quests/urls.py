"""Every address of the game, feature by feature."""

from django.urls import include, path

urlpatterns = [
    path("play/", include("quests.play.urls")),
    path("review/", include("quests.review.urls")),
    path("manage/", include("quests.people.manage_urls")),
    path("", include("quests.checkpoints.urls")),
    path("", include("quests.people.urls")),
    path("", include("quests.leaderboard.urls")),
    path("", include("quests.reports.urls")),
    path("", include("quests.me.urls")),
]
