"""No violation on any page people meet: public, joining, boards, managers, funders, errors."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.template.loader import render_to_string

from . import playing
from .axe import Auditor
from .conftest import DESK, PHONE, Opened
from .names import REMOTE
from .server import Academy

pytestmark = pytest.mark.browser
UNKNOWN = "K7QF-3MXT"


def submit_unchecked(page: Any, form: str) -> None:
    """Send a form as a browser without validation would: the page that comes back shows mistakes."""
    with page.expect_navigation():
        page.eval_on_selector(form, "form => { form.noValidate = true; form.requestSubmit(); }")


def walk(page: Any, auditor: Auditor, *paths: str) -> None:
    """Look at each address in turn."""
    for path in paths:
        page.goto(path)
        auditor.look(page, path)


def test_public_pages(opened: Opened, auditor: Auditor) -> None:
    page = opened(PHONE)
    walk(page, auditor, "/fr/", "/en/", "/fr/history/", "/fr/history/descendre-au-fond/", "/fr/privacy/")


def test_joining_and_signing_in(academy: Academy, opened: Opened, auditor: Auditor) -> None:
    page = opened(PHONE)
    walk(page, auditor, "/join/", f"/join/{UNKNOWN}/", f"/join/{academy.facts['join_code']}/")
    submit_unchecked(page, "main form")
    auditor.look(page, "join, with mistakes")
    walk(page, auditor, "/accounts/login/")
    page.fill("[name=login]", "nobody")
    page.fill("[name=password]", "nothing-at-all")
    page.click("main form.form button")
    auditor.look(page, "sign-in, refused")
    walk(page, auditor, "/accounts/login/code/", "/accounts/password/reset/", "/accounts/logout/")


def test_checkpoints(academy: Academy, newcomer: Opened, auditor: Auditor) -> None:
    page, questions = newcomer("Aubin"), academy.facts["questions"]
    playing.start(page, REMOTE)
    auditor.look(page, "checkpoint step")
    playing.answer(page, questions)
    auditor.look(page, "checkpoint step, answered")
    place = academy.facts["checkpoints"][4]
    walk(page, auditor, "/scan/", "/c/NOWHERE/", f"/c/{place['code']}/")
    playing.answer(page, questions)
    auditor.look(page, "checkpoint, checked in")


def test_boards(newcomer: Opened, auditor: Auditor) -> None:
    page = newcomer("Perrine")
    walk(page, auditor, "/board/", "/board/?tab=employers", "/board/?tab=top")
    page.goto("/board/")
    page.click("button[value=show]")
    page.wait_for_selector("button[value=hide]")
    auditor.look(page, "board, waiting for points")


def test_own_pages(opened: Opened, academy: Academy, auditor: Auditor) -> None:
    page = opened(PHONE, "samira")
    other = "/accounts/password/change/"
    walk(page, auditor, "/play/", "/review/", "/board/", "/board/?tab=employers", "/me/", "/me/seen/", other)
    walk(page, auditor, "/accounts/2fa/", "/accounts/2fa/webauthn/add/", "/accounts/email/", "/accounts/sessions/")
    walk(page, auditor, f"/join/{academy.facts['join_code']}/", f"/join/{academy.facts['other_join_code']}/")


def test_managers(opened: Opened, auditor: Auditor) -> None:
    page = opened(DESK, "helene")
    walk(page, auditor, "/manage/")
    page.locator("[popovertarget]").first.click()
    auditor.look(page, "manager, withdrawing a code")
    page.goto("/manage/")
    submit_unchecked(page, "#export form")
    auditor.look(page, "manager, export without a purpose")


def test_funders(opened: Opened, auditor: Auditor) -> None:
    page = opened(DESK, "akto")
    walk(
        page,
        auditor,
        "/reports/",
        "/reports/learners/",
        "/reports/exports/",
        "/reports/?start=2020-01-01&end=2020-02-01",
    )
    page.goto("/reports/")
    submit_unchecked(page, "#export form")
    auditor.look(page, "funder, export without a purpose")


def test_errors(opened: Opened, auditor: Auditor) -> None:
    """404 as the server gives it; the others, which nobody can provoke, from their templates."""
    page = opened(PHONE)
    walk(page, auditor, "/nowhere/")
    for status in (400, 403, 404, 429, 500, 503):
        html = render_to_string(f"{status}.html", {"status": status, "code": "", "message": "Oups", "retry_after": 60})
        answer = partial(fulfilled, html)
        page.route("**/_error/", answer)
        page.goto("/_error/")
        auditor.look(page, f"error {status}")
        page.unroute("**/_error/", answer)


def fulfilled(html: str, route: Any) -> None:
    """Answer with ``html``; its styles come from the server."""
    route.fulfill(body=html, content_type="text/html")
