"""The studio's own screens, checks and look, plugged into Wagtail."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.snippets.models import register_snippet

from cms import dependencies, spelling_tester, spots, statistics
from cms.back_office.viewsets import GameGroup, TrainingGroup
from cms.checker import HouseChecks
from cms.choosers import checkpoint_chooser
from cms.dashboard import FactsPanel, QuestsPanel
from cms.interchange import views as interchange
from cms.models.compiled import CompiledMixin
from cms.publishing.problems import problems_of
from cms.snippets import BankQuestionViewSet, FactViewSet, RecordingViewSet, VideoViewSet

register_snippet(BankQuestionViewSet)
register_snippet(FactViewSet)
register_snippet(VideoViewSet)
hooks.register("register_admin_urls", statistics.urls)
hooks.register("register_admin_urls", dependencies.urls)
hooks.register("register_admin_urls", spelling_tester.urls)
hooks.register("register_admin_urls", spots.urls)
hooks.register("register_admin_urls", interchange.urls)
hooks.register("register_admin_menu_item", dependencies.menu_item)
hooks.register("register_snippet_listing_buttons", dependencies.listing_buttons)
hooks.register("register_admin_menu_item", statistics.menu_item)
hooks.register("register_snippet_listing_buttons", statistics.listing_buttons)
register_snippet(RecordingViewSet)


@hooks.register("register_admin_viewset")
def back_office() -> list[Any]:
    """Back office and choosers."""
    return [GameGroup(), TrainingGroup(), checkpoint_chooser]


@hooks.register("construct_homepage_panels")
def homepage_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Trainers first see what waits for them."""
    panels += [FactsPanel(), statistics.AlertsPanel(), QuestsPanel()]


@hooks.register("construct_help_menu")
def nothing_from_outside(request: HttpRequest, items: list[Any]) -> None:
    """No link to another site in the studio's menus."""
    items[:] = [item for item in items if not str(item.url).startswith(("http:", "https:"))]


@hooks.register("construct_wagtail_userbar")
def house_checks(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Our publishing rules among the content checks."""
    items[:] = [
        HouseChecks(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]


@hooks.register("insert_global_admin_css")
def studio_css() -> SafeString:
    """The house colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/studio.css"))


@hooks.register("before_bulk_action")
def refuse_unready_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Publishing many pages at once obeys the same rules as publishing one."""
    if action_type != "publish":
        return None
    drafts = [each.get_latest_revision_as_object() for each in objects]
    waiting = [each for each in drafts if isinstance(each, CompiledMixin) and problems_of(each)]
    if not waiting:
        return None
    for each in waiting:
        messages.error(request, f"{each} : {problems_of(each)[0].message}")
    return redirect(getattr(action, "next_url", None) or reverse("wagtailadmin_home"))
