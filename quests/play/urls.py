"""Where learners play."""

from django.urls import path

from quests.play import views

app_name = "play"

urlpatterns = [
    path("", views.home, name="home"),
    path("quests/<slug:slug>/", views.quest, name="quest"),
    path("attempts/<uuid:pk>/", views.attempt, name="attempt"),
    path("attempts/<uuid:pk>/pause/", views.pause, name="pause"),
    path("attempts/<uuid:pk>/replay/", views.replay, name="replay"),
    path("attempts/<uuid:pk>/steps/<uuid:key>/hint/", views.hint, name="hint"),
    path("attempts/<uuid:pk>/steps/<uuid:key>/say/", views.say, name="say"),
    path("attempts/<uuid:pk>/finish/", views.finish, name="finish"),
    path("attempts/<uuid:pk>/steps/<uuid:key>/", views.step, name="step"),
]
