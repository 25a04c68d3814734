"""One view: three writes in one transaction, then a redirect, as the academy answers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from benchmarks.bare.models import Answer, Entry, Total

POINTS = 10


@login_required
@require_POST
def answer(request: HttpRequest, step: int) -> HttpResponse:
    """Save one answer."""
    now, learner = timezone.now(), request.user
    with transaction.atomic():
        Answer.objects.create(
            learner=learner,
            step=step,
            client_id=request.POST["client_id"],
            answer={"choice": request.POST["choice"]},
            outcome="right",
            points=POINTS,
            answered_at=now,
        )
        Entry.objects.create(learner=learner, source=f"step:{step}", points=POINTS, earned_at=now)
        Total.objects.filter(learner=learner).update(score=F("score") + POINTS, reached_at=now)
    return redirect("answer", step + 1)


urlpatterns = [path("answers/<int:step>/", answer, name="answer")]
