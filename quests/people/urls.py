"""Joining, landing, and one's own choices."""

from django.urls import path

from quests.people import views

urlpatterns = [
    path("join/", views.join, name="join"),
    path("join/<str:code>/", views.join_code, name="join_code"),
    path("start/", views.start, name="start"),
    path("me/name/", views.rename, name="me_rename"),
    path("me/employers/<int:pk>/leave/", views.leave, name="me_leave"),
    path("i18n/setlang/", views.set_language, name="set_language"),
]
