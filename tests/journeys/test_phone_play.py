"""Playing with a keyboard only, with a thumb, and while guests keep arriving."""

from __future__ import annotations

from typing import Any

import pytest

from . import playing
from .conftest import DESK, PHONE, Opened
from .names import EVERY_KIND, REMOTE
from .server import Academy

pytestmark = pytest.mark.browser
MOST_TABS = 30


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until ``selector`` has the focus, as someone without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def choose_by_keys(page: Any, value: str) -> None:
    """One radio of a group: Tab enters the group, arrows move in it."""
    tab_to(page, "#answer input[type=radio]")
    page.keyboard.press("Space")
    for _ in range(MOST_TABS):
        if page.locator(f'#answer input[value="{value}"]').is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"arrows never reach {value}")


def answer_by_keys(page: Any, question: playing.Question) -> None:
    """The right answer, from the top of the step to its verdict."""
    form, kind = question["form"], question["kind"]
    if kind == "numeric":
        tab_to(page, "#value")
        page.keyboard.type(form["value"][0])
    elif kind == "ordering":
        for id_ in form["order"]:
            page.locator("#prompt").focus()
            tab_to(page, f"li:has(#position-{id_}) > button")
            page.keyboard.press("Enter")
    elif kind == "multiple_choice":
        for value in form["choices"]:
            page.locator("#prompt").focus()
            tab_to(page, f'#answer input[value="{value}"]')
            page.keyboard.press("Space")
    else:
        choose_by_keys(page, form["choice"][0])
    tab_to(page, ".answer-button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#verdict.is-right")


def test_every_kind_with_a_keyboard_only(academy: Academy, newcomer: Opened) -> None:
    page = newcomer("Achille", DESK)
    playing.start(page, EVERY_KIND)
    tab_to(page, "#answer button")
    page.keyboard.press("Enter")
    kinds = []
    for _ in range(5):
        page.wait_for_selector("#prompt:focus")  # htmx moved the reader to the new question
        question = playing.question_on(page, academy.facts["questions"])
        kinds.append(question["kind"])
        answer_by_keys(page, question)
        page.wait_for_selector("#verdict:focus")
        tab_to(page, "#verdict .button")
        page.keyboard.press("Enter")
        page.wait_for_selector("#answer, body.finish")
    assert sorted(kinds) == ["multiple_choice", "numeric", "ordering", "single_choice", "true_false"]
    page.wait_for_selector("body.finish")


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


def test_a_guest_arrives(at_question: Any) -> None:
    page, question = at_question("Cyprien", "single_choice")
    value, step = question["form"]["choice"][0], page.url
    page.locator(f'#answer label:has(input[value="{value}"])').tap()
    page.locator(".guest-button").tap()
    page.wait_for_selector(".paused")
    page.goto("/play/")  # the guest takes a while: the phone is used for something else
    page.goto(step.split("steps/")[0])
    page.locator(".paused form button").tap()
    page.wait_for_url(step)
    assert page.locator(f'#answer input[value="{value}"]').is_checked()
    assert not page.locator("#verdict").count()


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
