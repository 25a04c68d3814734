"""The identity of the site for every template, without a query on the pages people play."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import get_language

KEY = "studio:branding:1"
SECONDS = 600
"""Another process may show an old name for ten minutes at most."""


def branding(request: HttpRequest) -> dict[str, Any]:
    """``brand``: name, short_name, tagline, logo_url, colours, contact, legal, legal_links."""
    known = cache.get(KEY)
    if known is None:
        from cms.identity import read_identity  # noqa: PLC0415 (models load first)

        known = read_identity()
        cache.set(KEY, known, SECONDS)
    language = (get_language() or "fr")[:2]
    legal = known["legal"].get(language) or known["legal"].get("fr", [])
    tagline = known["taglines"].get(language) or known["taglines"].get("fr", "")
    links = [{"title": title, "url": url} for title, url in legal]
    brand = known["site"] | {"tagline": tagline, "legal": legal, "legal_links": links}
    return {"brand": brand}  # not `site`: allauth puts its own into the sign-in pages


def forget_branding() -> None:
    """Read the identity again at the next page."""
    cache.delete(KEY)
