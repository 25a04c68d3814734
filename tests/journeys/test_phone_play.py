"""A thumb that hesitates, goes back, and taps twice."""

from __future__ import annotations

from typing import Any

import pytest

from . import playing
from .conftest import PHONE, Opened
from .names import EVERY_KIND, REMOTE
from .server import Academy

pytestmark = pytest.mark.browser


@pytest.fixture
def at_question(academy: Academy, newcomer: Opened) -> Any:
    """``at_question(name, kind)``: a phone of a newcomer at the question of that kind."""

    def go(name: str, kind: str) -> tuple[Any, playing.Question]:
        page, questions = newcomer(name), academy.facts["questions"]
        playing.start(page, EVERY_KIND)
        playing.forward(page)
        while (question := playing.question_on(page, questions))["kind"] != kind:
            playing.answer(page, questions)
            playing.forward(page)
        return page, question

    return go


def test_ordering_with_a_thumb(at_question: Any) -> None:
    page, question = at_question("Bérénice", "ordering")
    items = page.locator("order-list li > button")
    first, second = items.nth(0), items.nth(1)
    first.tap()
    second.tap()
    assert [first.locator(".place").inner_text(), second.locator(".place").inner_text()] == ["1", "2"]
    first.tap()  # taken back: what followed moves up
    assert [first.locator(".place").inner_text(), second.locator(".place").inner_text()] == ["", "1"]
    second.tap()
    assert page.locator("order-list .is-placed").count() == 0
    for id_ in question["form"]["order"]:
        page.locator(f"li:has(#position-{id_}) > button").tap()
    page.locator(".answer-button").tap()
    page.wait_for_selector("#verdict.is-right")


def test_the_back_button_answers_nothing_twice(academy: Academy, at_question: Any) -> None:
    page, _question = at_question("Delphine", "single_choice")
    playing.answer(page, academy.facts["questions"])
    answered = page.url
    before = ledger(page)
    playing.forward(page)
    page.wait_for_url(lambda url: url != answered)
    page.go_back()
    page.wait_for_selector("#verdict, #prompt")
    assert page.url == answered
    page.reload()
    page.wait_for_selector("#verdict")
    assert ledger(page) == before
    playing.forward(page)
    page.wait_for_selector("#answer")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_tap_pays_once(academy: Academy, newcomer: Opened, scripts: bool) -> None:
    page = newcomer(f"Émile {scripts}", {**PHONE, "java_script_enabled": scripts})
    playing.start(page, REMOTE)
    playing.fill_in(page, playing.question_on(page, academy.facts["questions"]))
    page.locator(".answer-button").dblclick()
    page.wait_for_selector("#verdict")
    sources = [
        line["source"].split(":")[0] for line in ledger(page) if line["source"].startswith(("checkpoint", "quest"))
    ]
    assert sorted(sources) == ["checkpoint", "quest"]
    assert len(page.request.get("/me/data.json").json()["responses"]) == 1


def ledger(page: Any) -> list[dict[str, Any]]:
    """The ledger of whoever holds the phone."""
    return list(page.request.get("/me/data.json").json()["score_entries"])
