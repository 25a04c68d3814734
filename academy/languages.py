"""Which language a screen speaks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, except that only ``/`` is sent to its language.

    Every path under ``/fr/`` may be a page of the studio, so Django would answer each 404 of the
    game with a redirect there.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave a 404 a 404."""
        if response.status_code != 404 or request.path_info == "/":
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", get_language() or "")
        return response
