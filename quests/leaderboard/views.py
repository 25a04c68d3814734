"""The board page, its fragment and its snapshot; entering and leaving the boards."""

from __future__ import annotations

import hashlib
import time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from quests.errors import QuestError
from quests.leaderboard import screens, selectors, services, snapshots
from quests.leaderboard.frames import snapshot_payload
from quests.ledger.models import Season
from quests.people.models import User


class LearnerRequest(HttpRequest):
    """What middleware and ``login_required`` make of a request."""

    user: User
    htmx: HtmxDetails


@login_required
@require_safe
def board(request: LearnerRequest, season: str = "") -> HttpResponse:
    """The season's board: a page, its fragment (``?fragment=1`` or htmx), or ``?format=json``."""
    shown = _season(season)
    if shown is None:
        return render(request, "quests/leaderboard/no_season.html")
    if request.GET.get("format") == "json":
        return _snapshot(request, shown)
    screen = _screen(request, shown)
    fragment = "fragment" in request.GET or request.htmx
    etag = _etag(screen, screens.days_left(shown), get_language())
    if fragment and (unchanged := _unchanged(request, etag)):
        return unchanged
    template = "quests/leaderboard/_board.html" if fragment else "quests/leaderboard/board.html"
    return _fresh(render(request, template, _context(shown, screen, etag)), etag)


@login_required
@require_POST
def visibility(request: LearnerRequest) -> HttpResponse:
    """Enter the boards, leave them, or draw another name (``choice``: show, hide, redraw)."""
    choices = {"show": services.appear, "hide": services.leave, "redraw": services.redraw}
    choice = request.POST.get("choice", "")
    if choice not in choices:
        return HttpResponse(status=400)
    try:
        choices[choice](request.user)
    except QuestError as error:
        messages.warning(request, str(error.message))
    else:
        messages.success(request, _said(choice, request.user.pseudonym))
    return redirect("board")


def _said(choice: str, name: str) -> str:
    if choice == "hide":
        return _("You have left the boards. Your points stay yours.")
    return _("On the boards you are now “%(name)s”.") % {"name": name}


def _season(key: str) -> Season | None:
    if not key:
        return selectors.season_to_show()
    season = selectors.season_named(key)
    if season is None:
        raise Http404
    return season


def _screen(request: LearnerRequest, season: Season) -> screens.Screen:
    tab, was = request.GET.get("tab", ""), request.GET.get("was", "")
    return screens.screen_of(
        request.user,
        season,
        tab=tab if tab in screens.TABS else screens.TABS[0],
        was=int(was) if was.isdecimal() and len(was) < 9 else None,
    )


def _context(season: Season, screen: screens.Screen, etag: str) -> dict[str, object]:
    tabs = (("me", _("Around me")), ("employers", _("Employers")), ("top", _("Top 10")))
    return {
        "season": season,
        "season_name": screens.season_name(season),
        "days_left": screens.days_left(season),
        "screen": screen,
        "etag": etag.strip('"'),
        "tabs": tabs,
    }


def _snapshot(request: HttpRequest, season: Season) -> HttpResponse:
    """The same public state as the socket's first frame. ``version`` here is only for reading logs."""
    snapshot = snapshots.read(season).snapshot
    etag = _etag(snapshot)
    payload = snapshot_payload(snapshot, version=time.time_ns() // 1_000_000)
    return _unchanged(request, etag) or _fresh(JsonResponse(payload), etag)


def _etag(*state: object) -> str:
    return f'"{hashlib.blake2b(repr(state).encode(), digest_size=12).hexdigest()}"'


def _unchanged(request: HttpRequest, etag: str) -> HttpResponse | None:
    """304 for a conditional request; 204 for htmx, which says what it has in ``have``."""
    if request.headers.get("If-None-Match") == etag:
        return _fresh(HttpResponseNotModified(), etag)
    if request.GET.get("have") == etag.strip('"'):
        return _fresh(HttpResponse(status=204), etag)
    return None


def _fresh(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_store=True)
    return response
