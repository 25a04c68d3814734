"""A quest from its cover to its lamp on a small phone whose browser runs no script."""

from __future__ import annotations

import pytest

from . import playing
from .conftest import PHONE, Opened
from .names import ASKED, EVERY_KIND, REMOTE
from .server import Academy

pytestmark = pytest.mark.browser
NO_SCRIPTS = {**PHONE, "java_script_enabled": False}


@pytest.mark.parametrize("wrong", [False, True], ids=["right", "wrong"])
def test_a_whole_quest(academy: Academy, newcomer: Opened, wrong: bool) -> None:
    page = newcomer(f"Blandine{wrong}", NO_SCRIPTS)
    playing.start(page, EVERY_KIND)
    page.click("#answer button")  # the card
    page.wait_for_selector("#prompt")
    page.click(".guest-button")  # a guest arrives before anything is chosen
    page.click(".paused form button")
    playing.arrived(page, "#answer")
    kinds = playing.play_through(page, academy.facts["questions"], wrong=wrong)
    assert kinds == list(ASKED)
    page.goto("/play/")
    assert page.locator(f"a[href*='{EVERY_KIND}']").count()


def test_a_checkpoint_from_afar(academy: Academy, newcomer: Opened) -> None:
    page = newcomer("Firmin", NO_SCRIPTS)
    playing.start(page, REMOTE)
    assert playing.play_through(page, academy.facts["questions"]) == ["single_choice"]


def test_a_checkpoint_by_its_typed_code(academy: Academy, newcomer: Opened) -> None:
    page = newcomer("Gaspard", NO_SCRIPTS)
    page.goto("/scan/")
    page.fill("[name=code]", academy.facts["checkpoints"][2]["human_code"].lower().replace("-", " "))
    page.click("main form button")
    playing.answer(page, academy.facts["questions"])
    assert "+" in page.locator(".earned").inner_text()
