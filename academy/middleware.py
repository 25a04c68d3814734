"""What every request and every response must respect, whatever view answers."""

from __future__ import annotations

from collections.abc import Callable

from allauth.core.exceptions import RateLimited
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

from academy import errors
from quests.errors import TooManyRequests

GetResponse = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def in_studio(request: HttpRequest) -> bool:
    """Whether the address belongs to the studio, which has its own limits and policy."""
    return request.path_info.startswith(settings.STUDIO_PREFIX)


def refuse_odd_requests(get_response: GetResponse) -> GetResponse:
    """Refuse TRACE and unknown methods (405), bodies without a length (411) or too long (413)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return _refusal(request) or get_response(request)

    return middleware


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    if in_studio(request):
        return None
    length = request.META.get("CONTENT_LENGTH") or ""
    # A chunked body has no announced length: the server would swallow it whole before we see it.
    if not length and "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        return errors.page(request, 411)
    if length.isdecimal() and int(length) > settings.GAME_BODY_LIMIT:
        return errors.page(request, 413)
    return None


def policies(get_response: GetResponse) -> GetResponse:
    """The studio's own content policy, and `no-store` on whatever a session may have coloured."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if in_studio(request):
            response._csp_config = settings.STUDIO_POLICY  # type: ignore[attr-defined]  # read by django-csp
            if response.headers.get("X-Frame-Options") == "DENY":  # page previews are frames
                response.headers["X-Frame-Options"] = "SAMEORIGIN"
        _keep_private(request, response)
        return response

    return middleware


def _keep_private(request: HttpRequest, response: HttpResponse) -> None:
    """Shared phones and hotel proxies must not keep somebody's page.

    The cookie is looked at, not the user: no query, and half-done sign-ins are covered too.
    """
    name = settings.SESSION_COOKIE_NAME
    if name not in request.COOKIES and name not in response.cookies:
        return
    if "public" not in response.headers.get("Cache-Control", ""):
        patch_cache_control(response, private=True, no_store=True)


class FriendlyRefusals:
    """Turn refusals raised anywhere below a view into the 429 page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """429 for the game's own limits and for allauth's; anything else goes on."""
        if isinstance(exception, TooManyRequests):
            return errors.too_many_requests(request, exception)
        if isinstance(exception, RateLimited):
            return errors.too_many_requests(request)
        return None
