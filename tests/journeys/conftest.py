"""One academy for all the journeys, and the phones and desks that visit it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .axe import Auditor
from .server import Academy

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
SLOWEST = 15_000  # ms any single thing may take on a busy machine


@pytest.fixture(scope="session")
def academy(
    django_db_setup: None, migrated_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Academy]:
    """A served academy, filled once; journeys bring their own newcomers and never count on being first."""
    one = Academy(tmp_path_factory.mktemp("academy"))
    if migrated_database.exists():
        shutil.copy(migrated_database, one.folder / "academy.sqlite3")
    one.prepare()
    one.start()
    yield one
    one.stop()


Opened = Callable[..., Any]


@pytest.fixture
def opened(academy: Academy, browser: Any) -> Iterator[Opened]:
    """``opened(PHONE, username=..., **options)``: a page of a new browser, signed in when a name is given."""
    contexts: list[Any] = []

    def open_page(device: dict[str, Any], username: str = "", **options: Any) -> Any:
        values = {"locale": "fr-FR", "timezone_id": "Europe/Paris", "reduced_motion": "reduce", **device, **options}
        context = browser.new_context(base_url=academy.url, **values)
        context.set_default_timeout(SLOWEST)
        contexts.append(context)
        page = context.new_page()
        if username in academy.cookies:
            context.add_cookies(academy.cookies[username])
        elif username:
            sign_in(page, username, academy.facts["password"])
            academy.cookies[username] = context.cookies()
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Any, username: str, password: str, *, going_to: str = "/accounts/login/") -> None:
    """Through the sign-in page, as people do."""
    page.goto(going_to)
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    page.click("main form.form button")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


@pytest.fixture
def newcomer(academy: Academy, opened: Opened) -> Opened:
    """``newcomer("Zoé", **options)``: a phone whose owner has just joined the hotel, without e-mail."""

    def join(name: str, device: dict[str, Any] = PHONE, **options: Any) -> Any:
        page = opened(device, **options)
        page.goto(f"/join/{academy.facts['join_code']}/")
        page.fill("[name=display_name]", name)
        page.fill("[name=first_name]", name)
        page.fill("[name=last_name]", "Lefebvre")
        page.click("main form button.is-wide")
        page.wait_for_url("**/play/")
        return page

    return join


@pytest.fixture
def auditor() -> Iterator[Auditor]:
    """Says what it found when the test ends."""
    one = Auditor()
    yield one
    one.verdict()
