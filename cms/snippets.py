"""The question bank and the videos in the menu."""

from __future__ import annotations

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import BankQuestion, Video
from cms.models.bank import KINDS, Skill
from quests.catalogue.models import Pillar


class BankFilters(WagtailFilterSet):
    """By pillar, kind, skill and state; each question once, in the source language, until another is asked for."""

    pillar = django_filters.ChoiceFilter(choices=Pillar, label=_("Pillar"))
    kind = django_filters.ChoiceFilter(choices=KINDS, label=_("Kind"))
    skill = django_filters.ChoiceFilter(choices=Skill, label=_("Skill"))
    live = django_filters.ChoiceFilter(choices=[("True", _("Published")), ("False", _("Draft"))], label=_("State"))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None and "locale" not in data:
            data = data.copy()
            data["locale"] = settings.LANGUAGE_CODE
        super().__init__(data, **kwargs)

    class Meta:
        model = BankQuestion
        fields = ["pillar", "kind", "skill", "live"]


class BankQuestionViewSet(SnippetViewSet):
    """The question bank."""

    model = BankQuestion
    icon = "help"
    menu_label = _("Question bank")
    menu_name = "bank"
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["__str__", "kind", "pillar", "skill", UpdatedAtColumn()]
    list_per_page = 30
    filterset_class = BankFilters
    list_export: list[str] = []
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[BankQuestion]:
        """With the language each row's menu asks for."""
        return BankQuestion.objects.select_related("locale")


class VideoViewSet(SnippetViewSet):
    """Films of our own."""

    model = Video
    icon = "media"
    menu_label = _("Videos")
    menu_name = "videos"
    menu_order = 360
    add_to_admin_menu = True
    list_display = ["title", "seconds"]
