"""Nothing a browser receives or keeps before an answer tells the answer."""

from __future__ import annotations

import re
from typing import Any

import pytest

from . import filling, leaks, playing
from .conftest import PHONE, Opened
from .names import ASKED, EVERY_KIND, REVIEWERS, SHORT_QUEST
from .recorder import Recorder
from .server import Academy

pytestmark = pytest.mark.browser
DESTINATION = (SHORT_QUEST, "un-client-arrive", "lire-la-carte", "mots-et-gestes", "revision-express")
"""Quests of the destination: together they ask every kind, at checkpoints and from pools too."""
OWN_DATA = "fetch('/me/data.json').then(answer => answer.text())"
IN_STORES = """async secret => {
    localStorage.one = sessionStorage.two = `${secret} stored`;
    await (await caches.open('three')).put('/three', new Response(`${secret} cached`));
    await new Promise((told, failed) => {
        const opening = indexedDB.open('four');
        opening.onupgradeneeded = () => opening.result.createObjectStore('four').add(`${secret} indexed`, 4);
        opening.onsuccess = () => told(opening.result.close());
        opening.onerror = failed;
    });
}"""


class Watch:
    """A learner's browser, and whether it was told too much."""

    def __init__(self, page: Any, questions: list[playing.Question]) -> None:
        self.page, self.questions = page, questions
        self.recorder = Recorder(page)
        self.offered = 0

    def untold(self, question: playing.Question, *, since: int, said: list[str] | None = None) -> None:
        """Before the answer to ``question``: its words nowhere, its numbers and spellings nowhere.

        Unless a card taught them before: among the first ``since`` things heard.
        """
        self.recorder.look()
        for words in question["after"]:
            assert not self.recorder.places(words), words
        for pattern in self.traces(question):
            if not self.recorder.matches(pattern, until=since):
                assert not (found := self.recorder.matches(pattern, since=since)), found
        offered, marks = leaks.told_apart(self.page)
        assert not marks, (question["prompt"], marks)
        self.offered += offered
        if question["kind"] == "dialogue":
            self.unmet(question, said or [])

    def unmet(self, question: playing.Question, said: list[str]) -> None:
        """Scenes and choices a dialogue has not come to are nowhere."""
        known = [line for _, line in leaks.met(question, said)]
        for what, words in leaks.unmet(question, said):
            if not any(words in line for line in known):
                assert not self.recorder.places(words), (what, words)

    def traces(self, question: playing.Question) -> list[re.Pattern[str]]:
        """What to listen for; on a map, where the target would be drawn too."""
        drawn = self.page.locator("tap-map .tap-marks")
        if question["kind"] != "map_pin" or not drawn.count():
            return leaks.patterns(question)
        width, height = map(float, drawn.get_attribute("viewBox").split()[2:])
        x, y = filling.shares(self.page, f"{question['key']['lat']},{question['key']['lon']}")
        return [*leaks.patterns(question), leaks.drawn_at(x * width, y * height)]

    def answered(self, question: playing.Question, *, wrong: bool) -> None:
        """Answer, line after line if it is a dialogue."""
        form = filling.form_of(self.page, question, wrong=wrong)
        for number, choice in enumerate(form["choices"] if question["kind"] == "dialogue" else ()):
            playing.talk(self.page, [choice])
            if number + 1 < len(form["choices"]):
                self.untold(question, since=len(self.recorder.heard), said=form["choices"][: number + 1])
        if question["kind"] != "dialogue":
            playing.fill_in(self.page, question, form)
            filling.press(self.page, self.page.locator(".answer-button"))
        self.page.wait_for_selector("#verdict")

    def told(self, question: playing.Question, traces: list[re.Pattern[str]], *, wrong: bool) -> None:
        """The same ear hears all of it once the answer is given."""
        self.recorder.look()
        *feedback, explanation = question["after"]
        assert self.recorder.places(explanation)
        if wrong:
            assert any(self.recorder.places(words) for words in feedback), question["prompt"]
        if traces and question["kind"] in TRACED:
            assert any(self.recorder.matches(pattern) for pattern in traces), question["prompt"]


TRACED = {"numeric", "slider", "hotspot", "map_pin", "short_text"}
"""Kinds whose numbers and spellings are shown after the answer."""


def test_every_kind(academy: Academy, newcomer: Opened) -> None:
    """With its hints opened and a guest in between, answered wrongly: feedback and all that was expected follow."""
    watch = Watch(newcomer("Clotilde"), academy.facts["questions"])
    page, kinds = watch.page, []
    playing.start(page, EVERY_KIND)
    playing.forward(page)
    while not page.locator("body.finish").count():
        question = playing.question_on(page, watch.questions)
        page.evaluate(OWN_DATA)
        watch.untold(question, since=0)
        traces = watch.traces(question)
        open_hints(watch, question)
        page.locator(".guest-button").tap()
        page.locator(".paused form button").tap()
        playing.arrived(page, "#answer")
        watch.untold(question, since=0)
        watch.answered(question, wrong=True)
        watch.told(question, traces, wrong=True)
        kinds.append(question["kind"])
        playing.forward(page)
    assert kinds == list(ASKED)
    assert watch.offered > 2 * len(kinds)


def open_hints(watch: Watch, question: playing.Question) -> None:
    """One after the other; none is told before it is asked for."""
    hints = question["words"]["hints"]
    for opened, _hint in enumerate(hints):
        assert not [hint for hint in hints[opened:] if watch.recorder.places(hint)]
        watch.page.locator(".hint-button").tap()
        watch.page.locator(".hints li").nth(opened).wait_for()
        watch.recorder.look()
    assert all(watch.recorder.places(hint) for hint in hints)


def test_review(academy: Academy, opened: Opened) -> None:
    """Round after round, until nothing is due."""
    watch = Watch(opened(PHONE, REVIEWERS[0]), academy.facts["questions"])
    page, kinds = watch.page, []
    page.goto("/review/")
    while page.locator("form[action$='/rounds/'] button").count():
        page.locator("form[action$='/rounds/'] button").tap()
        playing.arrived(page, "#answer")
        while page.locator("#answer").count():
            question = playing.question_on(page, watch.questions)
            watch.untold(question, since=0)
            traces = watch.traces(question)
            watch.answered(question, wrong=False)
            watch.told(question, traces, wrong=False)
            kinds.append(question["kind"])
            page.locator("#verdict .button").tap()
            playing.arrived(page, "#answer, .coming")
    assert sorted(kinds) == sorted(kind for kind in ASKED if kind != "dialogue")


@pytest.mark.parametrize("slug", DESTINATION)
def test_the_destinations_quests(academy: Academy, newcomer: Opened, slug: str) -> None:
    watch = Watch(newcomer(f"Firmine {slug[:5]}"), academy.facts["questions"])
    page, asked = watch.page, 0
    with page.expect_websocket() as socket:
        page.goto("/board/")
    socket.value.wait_for_event("framereceived")
    page.wait_for_load_state("networkidle")  # what the frame made the page ask for must be heard too
    assert "socket" in dict(watch.recorder.heard)
    before = len(watch.recorder.heard)
    playing.start(page, slug)
    while not page.locator("body.finish").count():
        if page.locator(playing.ANSWERS).count():
            question = playing.question_on(page, watch.questions)
            watch.untold(question, since=before)
            traces = watch.traces(question)
            watch.answered(question, wrong=False)
            watch.told(question, traces, wrong=False)
            asked += 1
        before = len(watch.recorder.heard)
        playing.forward(page)
    assert asked >= 3


def test_the_recorder_hears(academy: Academy, newcomer: Opened) -> None:
    """What the other tests count on: nothing that is told or stored goes by unheard."""
    page = newcomer("Écho")
    recorder = Recorder(page)
    page.goto("/play/")
    page.evaluate(IN_STORES, "chut 50,4477&nbsp;!")
    page.evaluate("document.querySelector('main').dataset.value = 'chut écrit'")
    recorder.look()
    for words in ("stored", "cached", "indexed", "chut écrit", "x-frame-options"):
        assert recorder.places(words), words
    assert recorder.matches(re.compile(leaks.number("50.4477")))
    assert not recorder.matches(re.compile(leaks.number("0.4477")))
    assert not recorder.matches(re.compile(leaks.number("50.44")))


@pytest.mark.parametrize("mark", ['class="option is-right"', 'class="option" data-n="1"'])
def test_marks_are_seen(newcomer: Opened, mark: str) -> None:
    """What tells one option from the others in the served page does not go by unseen either."""
    page = newcomer("Marque")
    playing.start(page, EVERY_KIND)
    playing.forward(page)
    offered, marks = leaks.told_apart(page)
    assert offered >= 3
    assert not marks

    def tampered(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace('class="option"', mark, 1))

    page.route(page.url, tampered)
    assert leaks.told_apart(page)[1]
