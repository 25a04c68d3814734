"""Where learners review."""

from django.urls import path

from quests.review import views

app_name = "review"

urlpatterns = [
    path("", views.home, name="home"),
    path("rounds/", views.start, name="start"),
    path("rounds/<uuid:pk>/", views.whole_round, name="round"),
    path("rounds/<uuid:pk>/<int:place>/", views.question, name="question"),
]
