"""One's own page."""

from django.urls import path

from quests.me import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/data.json", views.data, name="me_data"),
]
