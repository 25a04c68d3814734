"""No violation on any step people play: each kind asked, refused, half way, right and wrong; review; replay."""

from __future__ import annotations

from typing import Any

import pytest

from . import playing
from .axe import Auditor
from .conftest import PHONE, Opened
from .names import ASKED, EVERY_KIND, REVIEWERS
from .server import Academy

pytestmark = pytest.mark.browser


def test_cards_and_guests(newcomer: Opened, auditor: Auditor) -> None:
    page = newcomer("Ondine")
    auditor.look(page, "play home, first time")
    page.goto(f"/play/quests/{EVERY_KIND}/")
    auditor.look(page, "cover")
    playing.start(page, EVERY_KIND)
    auditor.look(page, "card")
    page.click(".guest-button")
    page.wait_for_selector(".paused")
    auditor.look(page, "paused")


@pytest.mark.parametrize("wrong", [False, True], ids=["right", "wrong"])
def test_every_kind(academy: Academy, newcomer: Opened, auditor: Auditor, wrong: bool) -> None:
    page, questions = newcomer(f"Ysée{wrong}"), academy.facts["questions"]
    playing.start(page, EVERY_KIND)
    playing.forward(page)
    kinds = []
    while not page.locator("body.finish").count():
        question = playing.question_on(page, questions)
        kinds.append(question["kind"])
        if not wrong:
            asked(page, auditor, question)
        if not page.locator("#verdict").count():
            playing.answer(page, questions, wrong=wrong)
        auditor.look(page, f"{question['kind']}, {'wrong' if wrong else 'right'}")
        playing.forward(page)
    assert kinds == list(ASKED)
    auditor.look(page, "finish")
    page.click("a[href$='/replay/']")
    page.wait_for_selector(".replayed")
    auditor.look(page, f"replay, {'wrong' if wrong else 'right'}")


def asked(page: Any, auditor: Auditor, question: playing.Question) -> None:
    """As it is asked, with what may happen before the answer."""
    kind = question["kind"]
    auditor.look(page, f"{kind}, asked")
    if kind == "dialogue":
        first, *others = question["form"]["choices"]
        playing.talk(page, [first])
        auditor.look(page, "dialogue, half way")
        playing.talk(page, others)
        page.wait_for_selector("#verdict")
    if kind == "short_text":
        page.click(".answer-button")
        page.wait_for_selector("#step [role=alert]:visible")
        auditor.look(page, "short text, without an answer")
        page.click(".hint-button")
        page.wait_for_selector(".hints")
        auditor.look(page, "short text, with a hint")


def test_review(academy: Academy, opened: Opened, auditor: Auditor) -> None:
    page, questions = opened(PHONE, REVIEWERS[1]), academy.facts["questions"]
    page.goto("/review/")
    auditor.look(page, "review")
    page.click("form[action$='/rounds/'] button")
    playing.arrived(page, "#answer")
    auditor.look(page, "review, asked")
    while page.locator("#answer").count():
        playing.answer(page, questions)
        auditor.look(page, "review, answered")
        page.click("#verdict .button")
        playing.arrived(page, "#answer, .coming")
    auditor.look(page, "review, end of a round")
