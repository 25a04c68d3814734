"""The screens of spaced review."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import push_url

from quests.doors import PersonRequest
from quests.errors import NotPlayable, QuestError, StepNotReached
from quests.forms import ClientId, posted
from quests.review import screens, selectors, services
from quests.review.models import ReviewRound


@login_required
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """How many questions are due, why, and what the next weeks bring."""
    return render(request, "quests/review/home.html", {"home": screens.home_of(request.user)})


@login_required
@require_POST
def start(request: PersonRequest) -> HttpResponse:
    """Start a round, or take up today's."""
    mine = services.start(request.user)
    return redirect("review:round", mine.pk) if mine else redirect("review:home")


@login_required
@require_safe
def whole_round(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The next question of a round, or its end."""
    mine = _mine(request, pk)
    answered = mine.answers.count()
    if answered < len(mine.items):
        return redirect("review:question", mine.pk, answered + 1)
    return render(request, "quests/review/end.html", {"end": screens.end_of(mine)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: PersonRequest, pk: UUID, place: int) -> HttpResponse:
    """One question of a round: shown, or answered."""
    refusal = ""
    if request.method == "POST":
        try:
            return _answer(request, pk, place)
        except (ReviewRound.DoesNotExist, NotPlayable) as error:
            raise Http404 from error
        except StepNotReached:
            return redirect("review:round", pk)
        except QuestError as error:
            refusal = str(error.message)
    return _show(request, _mine(request, pk), place, refusal=refusal)


def _mine(request: PersonRequest, pk: UUID) -> ReviewRound:
    return get_object_or_404(selectors.rounds_of(request.user), pk=pk)


def _answer(request: PersonRequest, pk: UUID, place: int) -> HttpResponse:
    """With htmx the verdict comes at once, else by a redirect, so that reloading asks nothing."""
    services.answer(
        request.user,
        round_id=pk,
        place=place,
        data=posted(request),
        client_id=ClientId.of(request),
    )
    return _show(request, _mine(request, pk), place) if request.htmx else redirect("review:question", pk, place)


def _show(request: PersonRequest, mine: ReviewRound, place: int, *, refusal: str = "") -> HttpResponse:
    turn = screens.turn_of(mine, place, draft=posted(request) if refusal else None)
    if turn is None:
        if not 1 <= place <= len(mine.items):
            raise Http404
        return redirect("review:round", mine.pk)
    template = "quests/review/_turn.html" if request.htmx else "quests/review/question.html"
    context = {"turn": turn, "refusal": refusal, "client_id": ClientId.new()}
    response = render(request, template, context, status=422 if refusal and not request.htmx else 200)
    return push_url(response, request.path) if request.htmx else response
