"""Every kind of question on a small phone: by touch alone, by keys alone, and while guests keep arriving."""

from __future__ import annotations

from typing import Any

import pytest

from . import filling, keys, playing
from .conftest import Opened
from .names import ASKED, EVERY_KIND
from .server import Academy

pytestmark = pytest.mark.browser
HEAR = """(() => {
    const hear = event => event.isTrusted && heardByTheTest(event.pointerType || event.type);
    for (const type of ['pointerdown', 'keydown']) addEventListener(type, hear, { capture: true });
})()"""


TARGETS = """() => {
    const boxes = 'input:is([type=hidden], [type=radio], [type=checkbox])';
    const controls = `#step :is(a, button, select, summary, input:not(${boxes}), label:has(${boxes}))`;
    return [...document.querySelectorAll(controls)].filter(one => one.checkVisibility()).map(one => {
        const { width, height } = one.getBoundingClientRect();
        return [one.outerHTML.slice(0, 120), Math.round(width), Math.round(height)];
    });
}"""
THUMB = 44  # px


def listening(page: Any) -> set[str]:
    """What the page is used with from now on: "touch", "mouse", "keydown"."""
    heard: set[str] = set()
    page.expose_function("heardByTheTest", lambda used: heard.add(used))  # noqa: PLW0108 (it must bear marks)
    page.add_init_script(HEAR)
    return heard


@pytest.mark.parametrize("wrong", [False, True], ids=["right", "wrong"])
def test_by_touch_alone(academy: Academy, newcomer: Opened, wrong: bool) -> None:
    page = newcomer(f"Achille{wrong}")
    heard = listening(page)
    playing.start(page, EVERY_KIND)
    assert playing.play_through(page, academy.facts["questions"], wrong=wrong, before=roomy) == list(ASKED)
    assert heard == {"touch"}


def roomy(page: Any) -> None:
    """Whatever a step has to tap is large enough for a thumb."""
    targets = page.evaluate(TARGETS)
    assert targets
    assert not [target for target in targets if min(target[1:]) < THUMB]


@pytest.mark.parametrize("wrong", [False, True], ids=["right", "wrong"])
def test_by_keys_alone(academy: Academy, newcomer: Opened, wrong: bool) -> None:
    page = newcomer(f"Bérénice{wrong}")
    heard = listening(page)
    page.goto(f"/play/quests/{EVERY_KIND}/")
    enter(page, "main form button")
    playing.arrived(page)
    enter(page, "#answer button")
    kinds = []
    while not page.locator("body.finish").count():
        page.wait_for_selector("#prompt:focus")  # htmx moved the reader to the new question
        question = playing.question_on(page, academy.facts["questions"])
        kinds.append(question["kind"])
        answer_by_keys(page, question, wrong=wrong)
        assert page.locator("#verdict.is-right").count() != wrong
        enter(page, "#verdict .button")
        page.wait_for_selector("#answer, body.finish")
    assert kinds == list(ASKED)
    assert heard == {"keydown"}


def enter(page: Any, selector: str) -> None:
    """Press what Tab leads to."""
    keys.go(page, selector)
    page.keyboard.press("Enter")


def answer_by_keys(page: Any, question: playing.Question, *, wrong: bool) -> None:
    """From the top of the step to its verdict, where the reader is taken."""
    form = question["slip" if wrong else "form"]
    if question["kind"] == "dialogue":
        for number, choice in enumerate(form["choices"], start=2):
            enter(page, f'.talk-say[value="{choice}"]')
            page.wait_for_selector(f'#verdict:focus, #answer:has([name=number][value="{number}"]) #talk-now:focus')
    else:
        keys.fill_in(page, question, form)
        enter(page, ".answer-button")
    page.wait_for_selector("#verdict:focus")


STATE = """() => {
    const fields = new FormData(document.getElementById('answer'));
    const kept = [...fields].filter(([name]) => !['csrfmiddlewaretoken', 'client_id', 'shown_at'].includes(name));
    const all = (selector, told) => [...document.querySelectorAll(`#answer ${selector}`)].map(told);
    return {
        // Numbers of a point may come back shorter.
        kept: kept.map(([name, value]) => `${name}=${name === 'point' ? value.split(',').map(Number) : value}`).sort(),
        said: all('.talk-line', one => one.innerText),
        placed: all('button:is(.pair, .ordering-item)', one => `${one.innerText} ${one.getAttribute('aria-pressed')}`),
        drawn: all('.tap-dot', one => one.getAttribute('d')),
        slid: all('.scale-range', one => one.value),
    };
}"""


def halves(question: playing.Question) -> tuple[filling.Form, filling.Form]:
    """The right answer in two: what somebody did before the guest came, and the rest."""
    form = question["form"]
    if len(form) > 1:
        items = list(form.items())
        return dict(items[:1]), dict(items[1:])
    ((name, values),) = form.items()
    return {name: values[:1]}, ({name: values[1:]} if values[1:] else {})


def do(page: Any, question: playing.Question, form: filling.Form) -> None:
    """A part of an answer."""
    if question["kind"] == "dialogue":
        playing.talk(page, form["choices"])
    elif form:
        playing.fill_in(page, question, form)


def test_guests_keep_arriving(academy: Academy, newcomer: Opened) -> None:
    """At each question, half answered and after a hint: the step is found again as it was left, and goes on."""
    page = newcomer("Cyprien")
    playing.start(page, EVERY_KIND)
    playing.forward(page)
    kinds = []
    while not page.locator("body.finish").count():
        question = playing.question_on(page, academy.facts["questions"])
        kinds.append(question["kind"])
        first, rest = halves(question)
        untouched = page.evaluate(STATE)
        do(page, question, first)
        if page.locator(".confidence").count():
            page.locator(".confidence label").last.tap()
        left = page.evaluate(STATE)
        assert left != untouched
        page.locator(".hint-button").tap()
        page.wait_for_selector(".hints")
        assert page.evaluate(STATE) == left
        away_and_back(page)
        assert page.evaluate(STATE) == left
        do(page, question, rest)
        if page.locator(".answer-button").count():
            page.locator(".answer-button").tap()
        page.wait_for_selector("#verdict.is-right")
        playing.forward(page)
    assert kinds == list(ASKED)


def away_and_back(page: Any) -> None:
    """Freeze, use the phone for something else, resume where it was."""
    step = str(page.url)
    page.locator(".guest-button").tap()
    page.wait_for_selector(".paused")
    page.goto("/play/")
    page.goto(step.split("steps/", maxsplit=1)[0])
    page.locator(".paused form button").tap()
    page.wait_for_url(step)
