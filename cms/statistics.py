"""The studio's pages about how questions fare: every question in play, and one of them closely.

Trainers read what first answers say of a question, never of a person: the game's selectors mask
small groups before anything arrives here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.http import Http404, HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button, HeaderButton

from cms.models import BankQuestion
from cms.models.bank import KIND_NAMES
from cms.statistics_screen import Screen, screen
from cms.studio_page import StudioPage
from quests.catalogue.models import Pillar, Question
from quests.review.selectors import academy_retention
from quests.statistics import labels, selectors
from quests.statistics.rules import Alert, Item
from quests.words import word

PERMISSION = "cms.change_bankquestion"
FRESH = 600
"""Seconds for which the figures of the list are kept: reading every answer takes a while."""
SHOWN, ON_A_PAGE = 5, 50
ANY, FEW = "any", "few"
_PRESSING = {alert: place for place, alert in enumerate(Alert)}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One question of the list."""

    question: Question
    item: Item
    title: str
    url: str
    kind: str
    pillar: str

    @property
    def alerts(self) -> list[tuple[str, str, str]]:
        """Code, title, advice."""
        return labels.advice(self.item)


def figures() -> tuple[Any, dict[int, Item]]:
    """When the figures were worked out, and those of every question in play."""
    found: tuple[Any, dict[int, Item]] = cache.get_or_set(
        "quests.statistics", lambda: (timezone.now(), selectors.overview()), FRESH
    )
    return found


def rows(items: Mapping[int, Item]) -> list[Row]:
    """Every question in play with its figures, the most pressing alerts first."""
    kinds = dict(KIND_NAMES)
    found = [_row(question, items.get(question.pk, Item(n=0)), kinds) for question in selectors.questions_in_play()]
    return sorted(found, key=lambda row: (_pressing(row.item), row.title))


def _row(question: Question, item: Item, kinds: Mapping[str, Any]) -> Row:
    version = question.current
    return Row(
        question=question,
        item=item,
        title=word(version.words, "prompt"),
        url=reverse("statistics_question", args=[question.uid]),
        kind=str(kinds.get(version.kind, version.kind)),
        pillar=str(Pillar(version.pillar).label) if version.pillar in Pillar.values else "",
    )


def _pressing(item: Item) -> tuple[int, int]:
    return (min((_PRESSING[alert] for alert in item.alerts), default=len(_PRESSING)), -item.n)


# --- the list ------------------------------------------------------------------------------

ORDERS = {
    "n": lambda row: -row.item.n,
    "facility": lambda row: row.item.facility.point if row.item.facility else 2,
    "-facility": lambda row: -row.item.facility.point if row.item.facility else 2,
    "discrimination": lambda row: row.item.discrimination.point if row.item.discrimination else 2,
    "-discrimination": lambda row: -row.item.discrimination.point if row.item.discrimination else 2,
}


class ListView(StudioPage, TemplateView):
    """Every question in play."""

    template_name = "cms/statistics/list.html"
    page_title = gettext_lazy("Statistics")
    header_icon = "table"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The questions asked for, page by page; ``any_answer`` tells an empty academy from a narrow filter."""
        at, items = figures()
        wanted = {name: self.request.GET.get(name, "") for name in ("pillar", "kind", "alert", "order")}
        kept = narrowed(rows(items), wanted)
        pages = WagtailPaginator(kept, ON_A_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "page": page, "elided_page_range": pages.get_elided_page_range(page.number), "at": at,
            "wanted": wanted, "filters": _filters(wanted), "retention": academy_retention(),
            "any_answer": any(item.n for item in items.values()),
        }  # fmt: skip


def narrowed(found: list[Row], wanted: Mapping[str, str]) -> list[Row]:
    """The rows asked for, in the order asked for; an unknown wish is no wish."""
    if wanted["pillar"] in Pillar.values:
        found = [row for row in found if row.question.current.pillar == wanted["pillar"]]
    if wanted["kind"] in dict(KIND_NAMES):
        found = [row for row in found if row.question.current.kind == wanted["kind"]]
    if wanted["alert"] == ANY:
        found = [row for row in found if row.item.alerts]
    elif wanted["alert"] == FEW:
        found = [row for row in found if not row.item.enough]
    elif wanted["alert"] in set(Alert):
        found = [row for row in found if Alert(wanted["alert"]) in row.item.alerts]
    order = ORDERS.get(wanted["order"])
    return sorted(found, key=order) if order else found


def _filters(wanted: Mapping[str, str]) -> list[dict[str, Any]]:
    """The three lists to choose from, each with its choice."""
    states = [(ANY, _("Any alert")), *labels.TITLES.items(), (FEW, _("Too few answers to say"))]
    offered = (("pillar", _("Pillar"), Pillar.choices), ("kind", _("Kind"), KIND_NAMES), ("alert", _("Alert"), states))
    return [
        {"name": name, "label": label, "chosen": wanted[name], "choices": [("", _("All")), *choices]}
        for name, label, choices in offered
    ]


# --- one question --------------------------------------------------------------------------


class QuestionView(WagtailAdminTemplateMixin, TemplateView):
    """One question, closely."""

    template_name = "cms/statistics/question.html"
    header_icon = "table"
    screen: Screen

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the question, in the version asked for; 404 when nobody can meet it."""
        super().setup(request, *args, **kwargs)
        asked = request.GET.get("version", "")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None
        try:
            self.screen = screen(selectors.detail(kwargs["uid"], number))
        except Question.DoesNotExist as error:
            raise Http404 from error
        self.edit_url = edit_url(kwargs["uid"])

    def get_page_title(self) -> str:
        """The question."""
        return self.screen.prompt

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, here."""
        above = {"url": reverse("statistics"), "label": ListView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.screen.prompt}]

    @property
    def header_buttons(self) -> list[Any]:
        """To the bank, where the question is written."""
        if not self.edit_url:
            return []
        return [HeaderButton(_("Edit the question"), url=self.edit_url, icon_name="edit")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The screen."""
        return super().get_context_data(**kwargs) | {"screen": self.screen, "edit_url": self.edit_url}


def edit_url(uid: UUID) -> str:
    """Where the question is written, in the source language first; empty when the bank has lost it."""
    found = BankQuestion.objects.filter(translation_key=uid).order_by("locale__pk").first()
    return reverse(BankQuestion.snippet_viewset.get_url_name("edit"), args=[found.pk]) if found else ""


# --- ways in -------------------------------------------------------------------------------


def urls() -> list[Any]:
    """The addresses, for whoever may change questions."""
    allowed = permission_required(PERMISSION)
    return [
        path("statistics/", allowed(ListView.as_view()), name="statistics"),
        path("statistics/<uuid:uid>/", allowed(QuestionView.as_view()), name="statistics_question"),
    ]


class StatisticsMenuItem(MenuItem):
    """In the menu of whoever may change questions."""

    def is_shown(self, request: HttpRequest) -> bool:
        """See MenuItem."""
        return bool(request.user.has_perm(PERMISSION))


def menu_item() -> StatisticsMenuItem:
    """Below the question bank."""
    return StatisticsMenuItem(
        gettext_lazy("Statistics"), reverse("statistics"), name="statistics", icon_name="table", order=155
    )


def _buttons(question: BankQuestion, user: Any) -> list[Button]:
    """The way from a question of the bank to its statistics, once learners can meet it."""
    if not question.live or not user.has_perm(PERMISSION):
        return []
    url = reverse("statistics_question", args=[question.translation_key])
    return [Button(_("Statistics"), url=url, icon_name="table", priority=40)]


def listing_buttons(snippet: Any, user: Any, next_url: str | None = None) -> list[Button]:
    """In each row of the question bank."""
    return _buttons(snippet, user) if isinstance(snippet, BankQuestion) else []


class WithStatistics:
    """On the page where a question is written."""

    @property
    def header_more_buttons(self) -> list[Any]:
        """See Wagtail's edit view."""
        return [*super().header_more_buttons, *_buttons(self.object, self.request.user)]  # type: ignore[misc,attr-defined]


class AlertsPanel(Component):
    """On the studio's first page: the questions to look at."""

    name = "question_alerts"
    template_name = "cms/panels/alerts.html"
    order = 92

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The first few questions with an alert, and how many there are."""
        request = parent_context["request"]
        if not request.user.has_perm(PERMISSION):
            return {"allowed": False}
        found = [row for row in rows(figures()[1]) if row.item.alerts]
        return {"allowed": True, "rows": found[:SHOWN], "more": max(0, len(found) - SHOWN), "total": len(found)}
