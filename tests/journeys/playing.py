"""What a learner does with a step on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .filling import Question, fill_in, form_of, press

__all__ = ["Question", "answer", "arrived", "fill_in", "forward", "play_through", "question_on", "start", "talk"]
ANSWERS = ".answer-button, .talk-say"
"""How a step that asks something is told from a card."""


def question_on(page: Any, questions: list[Question]) -> Question:
    """The question being asked, recognised by its words (a non-breaking space is a space)."""
    asked = _plain(page.locator("#prompt").inner_text())
    return next(question for question in questions if _plain(question["prompt"]) == asked)


def _plain(words: str) -> str:
    return " ".join(words.split())


def start(page: Any, slug: str) -> None:
    """From the cover to the first step."""
    page.goto(f"/play/quests/{slug}/")
    press(page, page.locator("main form button"))
    arrived(page)


def arrived(page: Any, at: str = "#step") -> None:
    """A whole page has come, its scripts too: what they do to a step is done."""
    page.wait_for_selector(at)
    page.wait_for_load_state()


def forward(page: Any) -> None:
    """Press the one button of the step, and wait for what comes next."""
    page.evaluate("document.getElementById('step')?.setAttribute('data-before', '')")
    press(page, page.locator("#verdict .button, #step > form#answer button.button, #step > a.button").last)
    arrived(page, "#step:not([data-before]), body.finish")


def answer(page: Any, questions: list[Question], *, wrong: bool = False) -> Question:
    """Answer the question on the screen, rightly or not, and stop at its verdict."""
    question = question_on(page, questions)
    form = form_of(page, question, wrong=wrong)
    if question["kind"] == "dialogue":
        talk(page, form["choices"])
    else:
        fill_in(page, question, form)
        press(page, page.locator(".answer-button"))
    page.wait_for_selector("#verdict")
    return question


def talk(page: Any, choices: list[str]) -> None:
    """Say each of these to the guest, who answers each time."""
    for choice in choices:
        said = page.locator(".talk-line").count()
        press(page, page.locator(f'.talk-say[value="{choice}"]'))
        page.locator(".talk-line").nth(said + 1).wait_for()


def play_through(
    page: Any, questions: list[Question], *, wrong: bool = False, before: Callable[[Any], None] | None = None
) -> list[str]:
    """Every step until the lamp is lit; the kinds that were asked. ``before`` is called at each new step."""
    kinds: list[str] = []
    for _ in range(40):
        if page.locator("body.finish").count():
            return kinds
        if before:
            before(page)
        if page.locator(ANSWERS).count():
            kinds.append(answer(page, questions, wrong=wrong)["kind"])
            right = page.locator("#verdict.is-right").count()
            assert right != wrong, page.locator("#step").inner_text()
        forward(page)
    raise AssertionError("this quest has no end")
