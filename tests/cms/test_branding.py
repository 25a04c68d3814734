"""The identity of the site: readable colours, and no query where people play."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Site

from cms.brand import unreadable
from cms.context_processors import branding, forget_branding
from cms.models import Branding, LegalPage, TerritoryHomePage
from quests.templatetags.look import brand_css

pytestmark = pytest.mark.django_db


@pytest.fixture
def brand(home: TerritoryHomePage) -> Branding:
    """The identity of the test site."""
    forget_branding()
    return Branding.objects.create(
        site=Site.objects.get(is_default_site=True), name="Autour", short_name="A", tagline="Une lampe"
    )


def seen(language: str = "fr") -> Any:
    """What templates see."""
    with translation.override(language):
        return branding(RequestFactory().get("/"))["brand"]


@pytest.mark.parametrize(
    ("name", "colour", "fine"),
    [
        ("history", "#B23A22", True),
        ("history", "#FF8A6B", False),
        ("offer", "#8CCBEA", False),
        ("lamp", "#FFC93C", True),
        ("accent", "#14110F", True),
        ("accent", "#777777", False),
    ],
)
def test_a_colour_nobody_could_read_is_refused(name: str, colour: str, fine: bool, brand: Branding) -> None:
    setattr(brand, name, colour)
    if fine:
        brand.full_clean()
    else:
        with pytest.raises(ValidationError) as refusal:
            brand.full_clean()
        assert name in refusal.value.message_dict


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "#12345G", "url(x)"])
def test_a_colour_is_six_digits(colour: str, brand: Branding) -> None:
    brand.accent = colour
    with pytest.raises(ValidationError):
        brand.full_clean()


def test_what_is_no_colour_is_left_to_the_field() -> None:
    assert unreadable("accent", "red") is None


def test_every_template_knows_the_site(brand: Branding) -> None:
    assert (seen()["name"], seen()["short_name"], seen()["tagline"]) == ("Autour", "A", "Une lampe")


def test_the_second_page_makes_no_query(brand: Branding, django_assert_num_queries: Any) -> None:
    seen()
    with django_assert_num_queries(0):
        seen()


def test_saving_is_seen_at_once(brand: Branding) -> None:
    seen()
    brand.name = "Ailleurs"
    brand.save()
    assert seen()["name"] == "Ailleurs"


def test_only_changed_colours_override_the_house(brand: Branding) -> None:
    assert seen()["colours"] == {}
    brand.offer = "#004466"
    brand.save()
    assert seen()["colours"] == {"offer": "#004466"}
    assert "--brand-offer:#004466" in brand_css(seen()["colours"])


def test_legal_pages_are_linked(brand: Branding, home: TerritoryHomePage) -> None:
    page = LegalPage(title="Mentions légales", slug="legal", body="<p>…</p>", locale=home.locale)
    home.add_child(instance=page)
    page.save_revision().publish()
    assert seen()["legal"] == [("Mentions légales", "/fr/legal/")]
    assert seen("en")["legal_links"] == [{"title": "Mentions légales", "url": "/fr/legal/"}]
