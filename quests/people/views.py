"""Joining with an employer's code, landing, and what one changes on one's own page."""

from __future__ import annotations

from typing import cast

from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language as django_set_language

from quests.doors import PersonRequest
from quests.errors import JoinRefused, QuestError, TooManyRequests
from quests.forms import ClientId
from quests.people import access, selectors, services
from quests.people.forms import JoinForm
from quests.people.models import JoinCode, User

TOO_OFTEN = gettext_lazy("Too many codes tried from here. Wait a minute, then try again.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Type the code of the staff-room poster."""
    refusal, typed = "", request.POST.get("code", "")
    if request.method == "POST":
        _limit(request)
        try:
            return redirect("join_code", selectors.usable_join_code(typed).code)
        except JoinRefused as error:
            refusal = str(error.message)
    context = {"refusal": refusal, "typed": typed}
    return render(request, "quests/people/join.html", context, status=422 if refusal else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_code(request: HttpRequest, code: str) -> HttpResponse:
    """The link or QR code of an employer. GET shows it; only POST opens an account."""
    _limit(request)
    try:
        found = selectors.usable_join_code(code)
        if request.user.is_authenticated:
            return _join_employer(cast(PersonRequest, request), found)
        return _join(request, found)
    except JoinRefused as error:
        context = {"refusal": str(error.message)}
        return render(request, "quests/people/join.html", context, status=404)


def _limit(request: HttpRequest) -> None:
    """Guessing codes is limited by address, whatever the method; a whole hotel shares one."""
    if not ratelimit.consume(request, app="allauth.account", action="join_code", limit_get=True):
        raise TooManyRequests(TOO_OFTEN, retry_after=60)


def _join(request: HttpRequest, found: JoinCode) -> HttpResponse:
    form = JoinForm(request.POST or None, employer=found.employer)
    if form.is_valid():
        person = services.join(found.code, newcomer=form.newcomer(), client_id=ClientId.of(request))
        return _welcome(request, person)
    client_id = ClientId.of(request) if form.is_bound else ClientId.new()
    context = {"join_code": found, "form": form, "client_id": client_id}
    status = 422 if form.is_bound else 200
    return render(request, "quests/people/join_code.html", context, status=status)


def _welcome(request: HttpRequest, person: User) -> HttpResponse:
    """Signed in at once, straight to the first quest; coming back is told on the way."""
    words = _("Welcome, {name}. To come back after signing out: {link}.")
    link = format_html('<a href="{}">{}</a>', reverse("me"), _("choose how to sign in"))
    messages.success(request, format_html(words, name=person.display_name, link=link))
    response: HttpResponse = perform_login(request, person, redirect_url=reverse("play:home"))
    return response


def _join_employer(request: PersonRequest, found: JoinCode) -> HttpResponse:
    if request.method == "POST":
        services.join_employer(request.user, typed=found.code)
        words = _("You now also learn with %(employer)s.") % {"employer": found.employer.name}
        messages.success(request, words)
        return redirect("me")
    here = access.own_employments(request.user).filter(employer=found.employer, ended_on=None)
    context = {"join_code": found, "here_already": here.exists()}
    return render(request, "quests/people/join_employer.html", context)


@login_required
@require_safe
def start(request: PersonRequest) -> HttpResponse:
    """The first page of one's role."""
    return redirect(selectors.landing_url(request.user))


@login_required
@require_POST
def rename(request: PersonRequest) -> HttpResponse:
    """Another name on screen."""
    try:
        services.rename(request.user, display_name=request.POST.get("display_name", ""))
        messages.success(request, _("Your name is changed."))
    except QuestError as error:
        messages.error(request, str(error.message))
    return redirect("me")


@login_required
@require_POST
def leave(request: PersonRequest, pk: int) -> HttpResponse:
    """One's own employment ends today; what was done there stays."""
    employment = get_object_or_404(access.own_employments(request.user), pk=pk, ended_on=None)
    services.end_employment(employment)
    name = employment.employer.name
    messages.success(request, _("You have left %(employer)s.") % {"employer": name})
    return redirect("me")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Django's own switch (a cookie), which a signed-in person finds again on the next phone.

    The cookie decides what is shown; ``user.language`` only seeds it at sign-in.
    """
    if request.user.is_authenticated:
        services.choose_language(request.user, language=request.POST.get("language", ""))
    return django_set_language(request)
