"""Codes on the ground."""

from django.urls import path

from quests.checkpoints import views

urlpatterns = [
    path("c/<str:code>/", views.visit, name="checkpoint"),
    path("scan/", views.scan, name="scan"),
]
