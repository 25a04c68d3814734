"""Uploaded files, served so that a file can never act as a page of ours."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

# Shown in place; everything else is downloaded.
SHOWN = ("image/", "video/", "audio/", "text/vtt")
WEEK = 7 * 24 * 3600


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file under ``MEDIA_ROOT``; 404 for folders, and for private documents (see /documents/)."""
    if path.startswith("documents/"):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    kind = response.headers.get("Content-Type", "")
    shown = kind.startswith(SHOWN) and not kind.startswith("image/svg")
    response.headers["Content-Disposition"] = "inline" if shown else "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = f"public, max-age={WEEK}"
    return response
