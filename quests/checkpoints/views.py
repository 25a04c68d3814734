"""From the plain camera, or from a typed code, to a verified visit. GET never awards anything."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from quests.catalogue.screens import QuestionScreen, ask
from quests.checkpoints import selectors, services
from quests.checkpoints.models import CheckIn, Checkpoint
from quests.checkpoints.selectors import visit_screen
from quests.doors import PersonRequest
from quests.errors import QuestError, TooManyRequests
from quests.forms import ClientId, posted
from quests.words import spoken

TYPED_TOO_OFTEN = gettext_lazy("Too many codes typed. Wait a minute, then try again.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: PersonRequest, code: str) -> HttpResponse:
    """A checkpoint whose code was scanned: its question, then its verdict."""
    checkpoint = selectors.checkpoint_by_code(code)
    if checkpoint is None:
        return render(request, "quests/checkpoints/unknown.html", status=404)
    refusal = ""
    if request.method == "POST":
        try:
            _check_in(request, checkpoint)
            return redirect(request.get_full_path())
        except QuestError as error:
            refusal = str(error.message)
    return _render_visit(request, checkpoint, refusal=refusal)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: PersonRequest) -> HttpResponse:
    """Type the code of a sign; the plain camera needs no page at all."""
    refusal = ""
    if request.method == "POST":
        if not ratelimit.consume(request, action="typed_code", user=request.user):
            raise TooManyRequests(TYPED_TOO_OFTEN, retry_after=60)
        checkpoint = selectors.checkpoint_by_typed_code(request.POST.get("code", ""))
        if checkpoint is not None:
            return redirect("checkpoint", checkpoint.code)
        refusal = _("No sign carries this code. Check the eight characters and type them again.")
    context = {"refusal": refusal, "typed": request.POST.get("code", "")}
    return render(request, "quests/checkpoints/scan.html", context, status=422 if refusal else 200)


def _check_in(request: PersonRequest, checkpoint: Checkpoint) -> None:
    services.check_in(
        request.user,
        checkpoint=checkpoint,
        mode=CheckIn.Mode.ONSITE,
        data=posted(request),
        client_id=ClientId.of(request),
    )


def _render_visit(request: PersonRequest, checkpoint: Checkpoint, *, refusal: str) -> HttpResponse:
    done = selectors.check_in_of(request.user, checkpoint.pk)
    context = {
        "checkpoint": checkpoint,
        "place": spoken(checkpoint.words),
        "visit": done,
        "question": visit_screen(done) if done else _asked(request, checkpoint, refusal=refusal),
        "refusal": refusal,
        "client_id": ClientId.new(),
    }
    status = 422 if refusal else 200
    return render(request, "quests/checkpoints/visit.html", context, status=status)


def _asked(request: PersonRequest, checkpoint: Checkpoint, *, refusal: str) -> QuestionScreen:
    version = services.question_for(checkpoint, CheckIn.Mode.ONSITE)
    seed = f"{request.user.pk}:{checkpoint.pk}"
    return ask(version, seed=seed, draft=posted(request) if refusal else None)
