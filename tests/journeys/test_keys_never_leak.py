"""Nothing a browser receives before an answer tells the answer."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

from . import playing
from .conftest import Opened
from .names import SHORT_QUEST
from .server import Academy

pytestmark = pytest.mark.browser
KEY_WORDS = re.compile(r"\b(correct|tolerance|feedback|explanation)\b", re.IGNORECASE)


class Recorder:
    """Every answer of the server and every frame of its sockets, as text."""

    def __init__(self, page: Any) -> None:
        self.heard: list[tuple[str, str]] = []
        page.on("requestfinished", self._read)
        page.on("websocket", lambda socket: socket.on("framereceived", self._hear))

    def _read(self, request: Any) -> None:
        """Read at once: a body is gone when its page is left."""
        response = request.response()
        if "/static/" not in request.url and response.status < 300 and "text" in response.headers["content-type"]:
            self.heard.append((request.url, _plain(response.text())))

    def _hear(self, frame: str | bytes) -> None:
        self.heard.append(("socket", _plain(frame if isinstance(frame, str) else frame.decode())))


def _plain(text: str) -> str:
    try:
        text = json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        text = html.unescape(text)
    return " ".join(text.split())


def told(recorder: Recorder, question: playing.Question) -> list[str]:
    """Where words kept for after the answer were heard."""
    kept = [" ".join(words.split()) for words in question["after"]]
    assert kept
    return [url for url, text in recorder.heard for words in kept if words in text]


def test_a_whole_quest_tells_nothing_too_early(academy: Academy, newcomer: Opened) -> None:
    page, questions = newcomer("Clotilde"), academy.facts["questions"]
    recorder = Recorder(page)
    with page.expect_websocket() as socket:
        page.goto("/board/")
    socket.value.wait_for_event("framereceived")
    asked = []

    def before(page: Any) -> None:
        if not page.locator(".answer-button").count():
            return
        question = playing.question_on(page, questions)
        asked.append(question)
        assert not told(recorder, question), question["prompt"]
        assert not KEY_WORDS.search(page.locator("#answer").inner_html())

    playing.start(page, SHORT_QUEST)
    playing.play_through(page, questions, before=before)
    assert len(asked) >= 5
    assert "socket" in dict(recorder.heard)
    # And the recorder does hear: each of them was told after its answer.
    assert all(told(recorder, question) for question in asked)
