"""Reports of funders, pages of managers, and what is seen of a learner."""

from django.urls import include, path

from quests.reports import views

reports = [
    path("", views.home, name="home"),
    path("learners/", views.learner_list, name="learners"),
    path("exports/", views.exports, name="exports"),
    path("export/<slug:file_format>/", views.export, name="export"),
]

urlpatterns = [
    path("reports/", include((reports, "reports"))),
    path("manage/", include("quests.reports.manage_urls")),
    path("me/seen/", views.seen, name="seen"),
]
