"""One's own page and one's own data."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quests.doors import PersonRequest
from quests.me.selectors import me_screen
from quests.me.takeout import document


@login_required
@require_safe
def me(request: PersonRequest) -> HttpResponse:
    """My points, badges, employers, choices and ways to sign in."""
    return render(request, "quests/me/me.html", {"me": me_screen(request.user)})


@login_required
@require_safe
def data(request: PersonRequest) -> StreamingHttpResponse:
    """Everything about me, as a file."""
    pieces = document(request.user)
    streamed = _async(pieces) if isinstance(request, ASGIRequest) else pieces
    headers = {"Content-Disposition": 'attachment; filename="academy-data.json"'}
    return StreamingHttpResponse(streamed, content_type="application/json", headers=headers)


async def _async(pieces: Iterator[str]) -> AsyncIterator[str]:
    """The same pieces for the asynchronous server, which would hold them all back otherwise."""
    following = sync_to_async(lambda: next(pieces, None))
    while (piece := await following()) is not None:
        yield piece
