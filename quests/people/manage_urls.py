"""Join codes, changed from the manager's page."""

from django.urls import path

from quests.people import manage_views

urlpatterns = [
    path("employers/<int:employer>/codes/", manage_views.create, name="join_code_create"),
    path("codes/<int:pk>/revoke/", manage_views.revoke, name="join_code_revoke"),
]
