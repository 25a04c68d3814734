"""What a learner does with a step on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Question = dict[str, Any]


def question_on(page: Any, questions: list[Question]) -> Question:
    """The question being asked, recognised by its words (a non-breaking space is a space)."""
    asked = _plain(page.locator("#prompt").inner_text())
    return next(question for question in questions if _plain(question["prompt"]) == asked)


def _plain(words: str) -> str:
    return " ".join(words.split())


def fill_in(page: Any, question: Question) -> None:
    """The right answer, with a finger or a mouse."""
    form, kind = question["form"], question["kind"]
    if kind == "numeric":
        page.fill("#value", form["value"][0])
    elif kind == "ordering":
        order(page, form["order"])
    else:
        for value in form.get("choices") or form["choice"]:
            page.locator(f'#answer label:has(input[value="{value}"])').click()


def order(page: Any, ids: list[str]) -> None:
    """Tap the items in their order; with selects, choose their places."""
    for place, id_ in enumerate(ids, start=1):
        select = page.locator(f"#position-{id_}")
        if select.is_visible():
            select.select_option(str(place))
        else:
            page.locator(f"li:has(#position-{id_}) button").click()


def start(page: Any, slug: str) -> None:
    """From the cover to the first step."""
    page.goto(f"/play/quests/{slug}/")
    page.click("main form button")
    page.wait_for_selector("#step")


def forward(page: Any) -> None:
    """Press the one button of the step, and wait for what comes next."""
    page.evaluate("document.getElementById('step')?.setAttribute('data-before', '')")
    page.locator("#verdict .button, #step > form#answer button.button, #step > a.button").last.click()
    page.wait_for_selector("#step:not([data-before]), body.finish")


def answer(page: Any, questions: list[Question]) -> None:
    """Answer the question on the screen rightly, and stop at its verdict."""
    fill_in(page, question_on(page, questions))
    page.click(".answer-button")
    page.wait_for_selector("#verdict")


def play_through(page: Any, questions: list[Question], *, before: Callable[[Any], None] | None = None) -> int:
    """Every step until the lamp is lit; how many there were. ``before`` is called at each new step."""
    steps = 0
    while not page.locator("body.finish").count():
        if before:
            before(page)
        if page.locator(".answer-button").count():
            answer(page, questions)
        forward(page)
        steps += 1
        assert steps < 40, "this quest has no end"
    return steps
