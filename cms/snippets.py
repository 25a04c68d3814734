"""The question bank and the videos in the menu."""

from __future__ import annotations

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from cms.dependencies import WithDependents
from cms.interchange.views import bank_buttons
from cms.models import BankQuestion, Fact, Recording, Video
from cms.models.bank import KIND_NAMES
from cms.skills import Difficulty, Skill
from cms.statistics import WithStatistics
from quests.catalogue.models import Pillar, Role


class BankFilters(WagtailFilterSet):
    """By pillar, kind, skill and state; each question once, in the source language, until another is asked for."""

    pillar = django_filters.ChoiceFilter(choices=Pillar, label=_("Pillar"))
    kind = django_filters.ChoiceFilter(choices=KIND_NAMES, label=_("Kind"))
    skill = django_filters.ChoiceFilter(choices=Skill, label=_("Skill"))
    difficulty = django_filters.ChoiceFilter(choices=Difficulty, label=_("Difficulty"))
    sites = django_filters.CharFilter(lookup_expr="icontains", label=_("Place"))
    tags = django_filters.CharFilter(lookup_expr="icontains", label=_("Tag"))
    roles = django_filters.ChoiceFilter(choices=Role, method="for_trade", label=_("Trade"))
    live = django_filters.ChoiceFilter(choices=[("True", _("Published")), ("False", _("Draft"))], label=_("State"))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None and "locale" not in data:
            data = data.copy()
            data["locale"] = settings.LANGUAGE_CODE
        super().__init__(data, **kwargs)

    def for_trade(self, queryset: QuerySet[BankQuestion], name: str, trade: str) -> QuerySet[BankQuestion]:
        """Questions for that trade, and those for everyone."""
        return queryset.filter(Q(roles__icontains=f'"{trade}"') | Q(roles=[]))

    class Meta:
        model = BankQuestion
        fields = ["pillar", "kind", "skill", "difficulty", "sites", "tags", "live"]


class BankQuestionEditView(WithStatistics, WithDependents, EditView):
    """A question, with the way to its statistics and to what depends on it."""


class FactEditView(WithDependents, EditView):
    """A fact, with the way to what depends on it."""


class BankIndexView(IndexView):
    """The bank's list, with the way in and out of it."""

    @property
    def header_more_buttons(self) -> list[Any]:
        """See Wagtail."""
        return [*super().header_more_buttons, *bank_buttons(self.request.user)]


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
    edit_view_class = BankQuestionEditView
    list_export: list[str] = []
    copy_view_enabled = False
    index_view_class = BankIndexView

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


class FactViewSet(SnippetViewSet):
    """Facts, each with its day of review."""

    model = Fact
    icon = "pick"
    menu_label = _("Facts")
    menu_name = "facts"
    edit_view_class = FactEditView
    menu_order = 155
    add_to_admin_menu = True
    list_display = ["statement", "review_by", "sites"]
    list_export: list[str] = []


class RecordingViewSet(SnippetViewSet):
    """Recordings of our own."""

    model = Recording
    icon = "media"
    menu_label = _("Recordings")
    menu_name = "recordings"
    menu_order = 365
    add_to_admin_menu = True
    list_display = ["title", "language"]
