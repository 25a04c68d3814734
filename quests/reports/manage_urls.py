"""The manager's page and file. Join codes are changed in ``quests.people.manage_urls``."""

from django.urls import path

from quests.reports import views

app_name = "manage"
urlpatterns = [
    path("", views.manage_home, name="home"),
    path("export/", views.manage_export, name="export"),
]
