"""What the first page costs, and whom it speaks to: nobody but the academy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from .conftest import DESK, PHONE, Opened
from .server import Academy

pytestmark = pytest.mark.browser
FIRST_PAGE_BYTES = 150_000
FIRST_PAGE_REQUESTS = 10
LISTEN = """
window.refusedByPolicy = [];
document.addEventListener('securitypolicyviolation', event =>
    refusedByPolicy.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""


@dataclass
class Ear:
    """Hears everything a page asks for and complains about."""

    page: Any
    bytes_on_the_wire: int = 0
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the first byte."""
        self.page.add_init_script(LISTEN)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)
        wire = self.page.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._count)

    def _hear(self, line: Any) -> None:
        if line.type in ("error", "warning"):
            self.complaints.append(line.text)

    def _count(self, event: dict[str, Any]) -> None:
        self.bytes_on_the_wire += int(event["encodedDataLength"])

    def nothing_wrong(self, home: str) -> None:
        """No stranger was asked for anything, no rule was broken, nothing was said in the console."""
        strangers = [url for url in self.asked if not url.startswith((home, "data:", "blob:"))]
        assert self.asked
        assert not strangers
        assert not self.page.evaluate("refusedByPolicy")
        assert not self.complaints


def test_the_first_play_page_is_light(academy: Academy, opened: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    """Just signed in, on a phone that has nothing in its cache; as served raw, before any compression."""
    cookies = opened(PHONE, "samira").context.cookies()
    page = opened(PHONE)
    page.context.add_cookies(cookies)
    ear = Ear(page)
    page.goto("/play/", wait_until="networkidle")
    with capsys.disabled():
        print(f"\n  first play page: {ear.bytes_on_the_wire:,} bytes raw, {len(ear.asked)} requests")  # noqa: T201
    assert 0 < ear.bytes_on_the_wire < FIRST_PAGE_BYTES
    assert len(ear.asked) <= FIRST_PAGE_REQUESTS, ear.asked
    ear.nothing_wrong(academy.url)


def test_the_ear_hears(academy: Academy, opened: Opened) -> None:
    """What the other tests count on: a stranger and a broken rule do not go unnoticed."""
    page = opened(PHONE)
    ear = Ear(page)
    page.goto("/accounts/login/")
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('img'), {src: 'https://elsewhere.test/x'}))"
    )
    page.wait_for_function("refusedByPolicy.length")
    with pytest.raises(AssertionError):
        ear.nothing_wrong(academy.url)


def test_learners_pages_speak_to_nobody_else(academy: Academy, opened: Opened) -> None:
    page = opened(PHONE, "samira")
    ear = Ear(page)
    for path in ("/play/quests/descendre-au-fond/", "/board/", "/me/", "/me/seen/", "/scan/"):
        page.goto(path)
        ear.nothing_wrong(academy.url)


def test_desks_speak_to_nobody_else(academy: Academy, opened: Opened) -> None:
    for username, path in (("helene", "/manage/"), ("akto", "/reports/"), ("akto", "/reports/learners/")):
        page = opened(DESK, username)
        ear = Ear(page)
        page.goto(path)
        ear.nothing_wrong(academy.url)


def test_the_studio_speaks_to_nobody_else(academy: Academy, opened: Opened) -> None:
    page = opened(DESK, "claire")
    ear = Ear(page)
    page.goto("/studio/", wait_until="networkidle")
    ear.nothing_wrong(academy.url)
    page.goto(f"/studio/pages/{academy.facts['quest_page']}/edit/", wait_until="load")
    page.wait_for_selector("[data-contentpath=steps] [data-streamfield-child]")
    page.wait_for_load_state("networkidle")
    ear.nothing_wrong(academy.url)
