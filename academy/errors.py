"""Friendly pages for what goes wrong; JSON for clients that ask for JSON.

A page of its own must never need what just failed: each tries its template with the request, then
without it (no session, no user, no database), then plain words.
"""

from __future__ import annotations

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)
RETRY_SECONDS = 5
CODES = {
    400: "bad_request",
    403: "forbidden",
    404: "not_found",
    411: "length_required",
    413: "too_large",
    429: "too_many_requests",
    500: "server_error",
    503: "unavailable",
}
# Statuses without a template of their own borrow one.
TEMPLATES = {411: "400.html", 413: "400.html"}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be understood."""
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this person."""
    return page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old, or came from elsewhere."""
    return page(request, 403, code="csrf")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing this person may know of."""
    return page(request, 404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429, with the seconds to wait."""
    return page(request, 429, retry_after=getattr(exception, "retry_after", 60))


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 when the exception being handled says that the database is away.

    Django calls this for exceptions of views and of middleware alike, from inside its ``except``.
    """
    if is_outage(sys.exc_info()[1]):
        return page(request, 503, retry_after=RETRY_SECONDS)
    return page(request, 500)


def is_outage(error: BaseException | None) -> bool:
    """Whether ``error`` may heal by itself: connection lost, pool empty, disk full, lock held.

    SQLite says "no such table" with the same class: that is a fault of ours, not an outage.
    """
    return isinstance(error, OperationalError | InterfaceError) and not str(error).startswith("no such ")


def page(request: HttpRequest, status: int, *, code: str = "", retry_after: int | None = None) -> HttpResponse:
    """The answer for ``status``; ``code`` is a stable word for machines, ``retry_after`` seconds."""
    response = _body(request, status, code or CODES[status], retry_after)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    if status in (429, 500, 503):
        response.headers["Cache-Control"] = "no-store"
    return response


def _body(request: HttpRequest, status: int, code: str, retry_after: int | None) -> HttpResponse:
    words = sentence(status)
    if wants_json(request):
        return JsonResponse({"error": code, "message": words, "retry_after": retry_after}, status=status)
    context = {"status": status, "code": code, "message": words, "retry_after": retry_after}
    return HttpResponse(_html(request, status, context), status=status)


def _html(request: HttpRequest, status: int, context: dict[str, object]) -> str:
    template = TEMPLATES.get(status, f"{status}.html")
    # After a 500 or 503 the session and the database are not to be trusted any more.
    for source in (None,) if status >= 500 else (request, None):
        try:
            return render_to_string(template, context, request=source)
        except TemplateDoesNotExist:
            break
        except Exception:
            logger.exception("error page could not be rendered", extra={"status_code": status})
    return format_html("<!doctype html><title>{0}</title><h1>{0}</h1><p>{1}</p>", status, context["message"])


def wants_json(request: HttpRequest) -> bool:
    """Whether the client prefers JSON to a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def sentence(status: int) -> str:
    """One sentence for a person."""
    return {
        400: _("This request could not be understood."),
        403: _("You may not see this page."),
        404: _("This page does not exist."),
        411: _("This request could not be understood."),
        413: _("This is too large to be sent."),
        429: _("Too many tries. Please wait a moment."),
        500: _("Something went wrong on our side."),
        503: _("The academy is having a short rest. Please try again in a moment."),
    }[status]
