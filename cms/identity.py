"""Reading the identity of the site once, as plain values a cache can keep."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Site

from cms.models.branding import COLOURS, Branding
from cms.models.pages import LegalPage
from cms.publishing.pictures import picture_url


def read_identity() -> dict[str, Any]:
    """``{"site", "taglines": {language: text}, "legal": {language: [(title, url)]}}``."""
    site = Site.objects.filter(is_default_site=True).first()
    brand = Branding.objects.filter(site=site).select_related("logo").first() or Branding()
    return {
        "site": {
            "name": brand.name,
            "short_name": brand.short_name,
            "logo_url": picture_url(brand.logo),
            "colours": chosen_colours(brand),
            "contact": {
                "name": brand.contact_name,
                "email": brand.contact_email,
                "phone": brand.contact_phone,
            },
        },
        "taglines": {"fr": brand.tagline, "en": brand.tagline_en, "nl": brand.tagline_nl},
        "legal": _legal_links(),
    }


def chosen_colours(brand: Branding) -> dict[str, str]:
    """Colours that differ from the house's own, which has its dark twins."""
    defaults = {name: Branding._meta.get_field(name).default for name in COLOURS}
    chosen = {name: getattr(brand, name) for name in COLOURS}
    return {name: colour for name, colour in chosen.items() if colour != defaults[name]}


def _legal_links() -> dict[str, list[tuple[str, str]]]:
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    links: dict[str, list[tuple[str, str]]] = {}
    for page in LegalPage.objects.live().order_by("path"):
        links.setdefault(languages[page.locale_id], []).append((page.title, page.url or ""))
    return links
