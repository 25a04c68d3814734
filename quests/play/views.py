"""The screens of a quest."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, push_url

from quests.catalogue.models import Quest
from quests.doors import PersonRequest
from quests.errors import QuestError, StepNotReached
from quests.forms import ClientId, ShownAt, posted
from quests.play import dialogue, screens, selectors, services
from quests.play.models import Attempt
from quests.words import spoken


@login_required
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """My quests, the next goal, what I have earned."""
    return render(request, "quests/play/home.html", {"home": screens.home_of(request.user)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def quest(request: PersonRequest, slug: str) -> HttpResponse:
    """The cover of a quest; posting starts or resumes it."""
    found = get_object_or_404(Quest.objects.select_related("current"), slug=slug, retired_at=None)
    if request.method == "POST":
        return redirect("play:attempt", services.start(request.user, quest=found).pk)
    cover = screens.cover_of(request.user, found)
    if cover is None:
        raise Http404
    return render(request, "quests/play/quest.html", {"cover": cover})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Wherever the learner is in this attempt; posting takes up a frozen one."""
    mine = _mine(request, pk)
    if request.method == "POST":
        services.resume(mine)
    elif mine.paused_at:
        return _paused(request, mine)
    current = selectors.run_of(mine).current
    if current is None:
        return _whole_page(request, "play:finish", mine.pk)
    return redirect("play:step", mine.pk, current.step.key)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    """One step: shown, or answered."""
    refusal = ""
    if request.method == "POST":
        try:
            return _answer(request, pk, key)
        except Attempt.DoesNotExist as error:
            raise Http404 from error
        except StepNotReached:
            return redirect("play:attempt", pk)
        except QuestError as error:
            refusal = str(error.message)
    return _show_step(request, _mine(request, pk), key, refusal=refusal)


@login_required
@require_POST
def hint(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    """Open one more hint; what was chosen or typed stays on the screen."""
    mine = _mine(request, pk)
    try:
        services.read_hint(request.user, attempt_id=pk, step_key=key)
    except StepNotReached:
        return redirect("play:attempt", pk)
    mine.refresh_from_db()
    return _show_step(request, mine, key, keep=True)


@login_required
@require_POST
def say(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    """Answer the visitor: one choice of a dialogue."""
    mine, refusal = _mine(request, pk), ""
    try:
        dialogue.say(
            request.user,
            attempt_id=pk,
            step_key=key,
            number=_number(request),
            choice=request.POST.get("choice", ""),
            client_id=ClientId.of(request),
            seconds=ShownAt.seconds(request),
        )
    except StepNotReached:
        return redirect("play:attempt", pk)
    except QuestError as error:
        refusal = str(error.message)
    if not request.htmx and not refusal:
        return redirect("play:step", pk, key)
    return _show_step(request, mine, key, refusal=refusal)


@login_required
@require_safe
def replay(request: PersonRequest, pk: UUID) -> HttpResponse:
    """My answers of this attempt, exactly as they were shown and marked."""
    mine = _mine(request, pk)
    if mine.completed_at is None:
        return redirect("play:attempt", mine.pk)
    context = {"attempt": mine, "words": spoken(mine.quest_version.words), "screens": screens.replay_of(mine)}
    return render(request, "quests/play/replay.html", context)


@login_required
@require_POST
def pause(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A guest arrives: freeze the screen, choices included."""
    mine = _mine(request, pk)
    current = selectors.run_of(mine).current
    if current is not None:
        services.pause(mine, step_key=current.step.key, draft=posted(request))
        messages.success(request, _("Everything is kept. Your guest comes first."))
    return redirect("play:attempt", mine.pk)


@login_required
@require_safe
def finish(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The lamp is lit: what was earned, what to tell a guest tomorrow."""
    mine = _mine(request, pk)
    if mine.completed_at is None:
        return redirect("play:attempt", mine.pk)
    return render(request, "quests/play/finish.html", {"finish": screens.finish_of(mine)})


def _number(request: PersonRequest) -> int | None:
    """Which turn of the dialogue is posted; None when nobody says."""
    typed = request.POST.get("number", "")
    return int(typed) if typed.isdecimal() and typed.isascii() and len(typed) <= 3 else None


def _paused(request: PersonRequest, mine: Attempt) -> HttpResponse:
    if request.htmx:
        return _whole_page(request, "play:attempt", mine.pk)
    context = {"run": selectors.run_of(mine), "words": spoken(mine.quest_version.words)}
    return render(request, "quests/play/paused.html", context)


def _whole_page(request: PersonRequest, name: str, pk: UUID) -> HttpResponse:
    """Leave the step screen for a page of its own, from htmx too."""
    url = reverse(name, args=[pk])
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _mine(request: PersonRequest, pk: UUID) -> Attempt:
    return get_object_or_404(selectors.attempts_of(request.user), pk=pk)


def _answer(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    """With htmx the verdict comes at once, else by a redirect, so that reloading asks nothing."""
    response = services.submit_response(
        request.user,
        attempt_id=pk,
        step_key=key,
        data=posted(request),
        client_id=ClientId.of(request),
        seconds=ShownAt.seconds(request),
    )
    # A visit made on site was read with its verdict already ("seen").
    if response.outcome in {"done", "closed"} or "seen" in request.POST:
        return redirect("play:attempt", pk)
    if not request.htmx:
        return redirect("play:step", pk, key)
    return _show_step(request, response.attempt, key)


def _show_step(
    request: PersonRequest, mine: Attempt, key: UUID, *, refusal: str = "", keep: bool = False
) -> HttpResponse:
    """The step; ``keep``: with what was chosen or typed so far."""
    screen = screens.step_screen(mine, key, draft=posted(request) if refusal or keep else None)
    if screen is None:
        return redirect("play:attempt", mine.pk)
    template = "quests/play/_step.html" if request.htmx else "quests/play/step.html"
    context = {
        "screen": screen,
        "refusal": refusal,
        "client_id": ClientId.new(),
        "shown_at": request.POST.get(ShownAt.field) or ShownAt.now(),
    }
    status = 422 if refusal and not request.htmx else 200
    response = render(request, template, context, status=status)
    return push_url(response, reverse("play:step", args=[mine.pk, key])) if request.htmx else response
