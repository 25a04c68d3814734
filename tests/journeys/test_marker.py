"""A marker on a picture, and the list beside it."""

from __future__ import annotations

from typing import Any

import pytest

from . import playing
from .conftest import PHONE, Opened
from .names import ASKED, EVERY_KIND
from .server import Academy

pytestmark = pytest.mark.browser


def at_the_picture(page: Any, questions: list[playing.Question]) -> None:
    """The quest up to its picture."""
    playing.start(page, EVERY_KIND)
    playing.forward(page)
    for _ in range(ASKED.index("hotspot")):
        playing.answer(page, questions)
        playing.forward(page)
    page.wait_for_selector(".tap-surface:visible")


def interrupted(page: Any) -> None:
    """A guest arrives; the step is found again."""
    page.click(".guest-button")
    page.click(".paused form button")
    page.wait_for_selector(".tap-surface:visible")


def test_a_marker_and_the_list_give_way_to_each_other(academy: Academy, newcomer: Opened) -> None:
    page = newcomer("Placette", PHONE)
    at_the_picture(page, academy.facts["questions"])
    point, ticked = page.locator("input[name=point]"), page.locator("input[name=zone]:checked")

    page.locator(".tap-surface").click(position={"x": 40, "y": 60})
    interrupted(page)
    kept = point.input_value()
    assert kept
    assert page.locator(".tap-dot").get_attribute("d")
    page.locator(".tap-surface").press("ArrowRight")
    assert float(point.input_value().split(",")[0]) == pytest.approx(float(kept.split(",")[0]) + 1, abs=0.001)

    page.click(".tap-list > summary")
    page.locator(".tap-list label").first.click()
    assert (point.input_value(), page.locator(".tap-dot").get_attribute("d")) == ("", None)
    interrupted(page)
    assert ticked.count() == 1
    assert ticked.is_visible()

    page.locator(".tap-surface").click(position={"x": 40, "y": 60})
    assert ticked.count() == 0
    assert point.input_value()


def test_the_picture_may_be_enlarged(academy: Academy, newcomer: Opened) -> None:
    page = newcomer("Placidette", PHONE)
    at_the_picture(page, academy.facts["questions"])
    before = page.locator(".tap-surface").bounding_box()["width"]
    page.click(".tap-zoom")
    assert page.locator(".tap-zoom").get_attribute("aria-pressed") == "true"
    assert page.locator(".tap-surface").bounding_box()["width"] > 2 * before
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
