"""The main job: a trainer's page becomes a funder's report, with everybody on their own screen."""

from __future__ import annotations

import csv
import io
import time
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from . import playing, studio
from .conftest import DESK, PHONE, Opened, sign_in
from .names import SHORT_QUEST
from .server import Academy

pytestmark = pytest.mark.browser
TITLE = "Trois minutes sous la lampe"
BOARD_SECONDS = 5
ON_SCREEN = (
    "Prénom", "Nom", "Établissement", "SIRET", "IDCC", "Territoire", "Programme", "Convention", "OPCO",
    "Entrée", "Premier travail", "Achèvement", "Heures créditées au total", "Heures créditées sur la période",
)  # fmt: skip
"""Columns of the files that the page shows too."""


def test_from_a_trainers_page_to_a_funders_report(
    academy: Academy, opened: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = academy.facts
    question, place = facts["questions"][0], facts["checkpoints"][3]
    trainer = opened(DESK)
    sign_in(trainer, "claire", facts["password"], going_to="/studio/")
    assert trainer.url.endswith("/studio/")
    write(trainer, facts["pillar_page"], question, place)
    studio.approve(opened(DESK, "editor"), TITLE)

    phone = join(opened(PHONE), facts["join_code"])
    pseudonym = appear(phone)
    board = opened(DESK, "samira")
    board.goto("/board/?tab=top")
    board.wait_for_selector("[data-when=live]:visible")
    assert not row(board, pseudonym).count()

    open_from_home(phone, TITLE)
    playing.forward(phone)  # the card
    playing.fill_in(phone, playing.question_on(phone, facts["questions"]))
    delay = seconds_until_board_moves(board, pseudonym, tapping=phone.locator(".answer-button"))
    phone.wait_for_selector("#verdict")
    before = score(board, pseudonym)
    playing.forward(phone)
    check_in(phone, place, facts["questions"])
    board.wait_for_function(MOVED, arg=[pseudonym, before], timeout=BOARD_SECONDS * 1000)
    phone.wait_for_selector("body.finish")
    with capsys.disabled():
        print(f"\n  the board of another browser moved {delay:.2f} s after the answer")  # noqa: T201

    playing.start(phone, SHORT_QUEST)
    playing.play_through(phone, facts["questions"])
    the_manager_sees_it(opened(DESK, "helene"))
    the_funder_takes_it_out(opened(DESK, "akto", accept_downloads=True), facts["password"])
    phone.goto("/me/seen/")  # and the learner sees who took it
    assert phone.get_by_text("AKTO").count()


def write(page: Any, pillar_page: int, question: playing.Question, place: dict[str, str]) -> None:
    """The trainer's quest: a card, a question of the bank, a checkpoint."""
    editor = studio.QuestEditor(page, pillar_page)
    page.fill("[name=title]", TITLE)
    page.fill("[name=summary]", "Une fiche, une question, un lieu.")
    page.fill("[name=tell]", "Demandez à voir la lampe.")
    editor.add_card("La lampe", "Elle pesait près de deux kilos.")
    editor.add_chosen("question", question["prompt"].split("\u202f")[0].split("\u00a0")[0])
    editor.add_chosen("checkpoint", place["name"])
    editor.submit()


def join(page: Any, code: str) -> Any:
    """No e-mail, no password: three names."""
    page.goto(f"/join/{code}/")
    for name, value in (("display_name", "Zoé"), ("first_name", "Zoé"), ("last_name", "Lefebvre-Story")):
        page.fill(f"[name={name}]", value)
    page.click("main form button.is-wide")
    page.wait_for_url("**/play/")
    return page


def appear(page: Any) -> str:
    """Onto the boards; the name one has there."""
    page.goto("/board/")
    page.click("button[value=show]")
    page.wait_for_selector("button[value=hide]")
    return str(page.request.get("/me/data.json").json()["person"]["pseudonym"])


def open_from_home(page: Any, title: str) -> None:
    """From one's own path to the first step."""
    page.goto("/play/")
    page.locator("main a", has_text=title).first.click()
    page.click("main form button")
    page.wait_for_selector("#step")


def check_in(page: Any, place: dict[str, str], questions: list[playing.Question]) -> None:
    """On site: the camera opens the sign's address in the middle of the quest, then one comes back."""
    step = page.url
    page.goto(f"/c/{place['code']}/")
    playing.answer(page, questions)
    page.goto(step)
    page.wait_for_selector("#verdict")
    playing.forward(page)


def row(page: Any, name: str) -> Any:
    """The line of the board that bears ``name``."""
    return page.locator("[data-part=rows] li", has_text=name)


def score(page: Any, name: str) -> str:
    """The points on that line."""
    return str(row(page, name).locator(".score").inner_text())


MOVED = """([name, before]) => [...document.querySelectorAll('[data-part=rows] li')]
    .some(row => row.querySelector('.name').textContent.includes(name)
                 && row.querySelector('.score').innerText !== before)"""


def seconds_until_board_moves(board: Any, name: str, *, tapping: Any) -> float:
    """Seconds between a tap on a phone and ``name`` on a board in another browser, never reloaded."""
    board.evaluate("window.sameDocument = true")
    began = time.monotonic()
    tapping.click()
    board.wait_for_function(MOVED, arg=[name, ""], timeout=BOARD_SECONDS * 1000)
    assert board.evaluate("window.sameDocument")
    return time.monotonic() - began


def the_manager_sees_it(page: Any) -> None:
    """Enrolled, started, completed; and nothing of answers or points."""
    page.goto("/manage/")
    line = page.locator("tbody tr", has_text="Lefebvre-Story")
    assert line.locator(".pill.is-right").count() == 1


def the_funder_takes_it_out(page: Any, password: str) -> None:
    """The screen, the French CSV and the workbook say the same."""
    page.goto("/reports/learners/")
    shown = screen_lines(page)
    assert any("Lefebvre-Story" in line for line in shown)
    text = io.StringIO(download(page, "csv-fr", password).decode("utf-8-sig"))
    french = [_words(line) for line in csv.DictReader(text, delimiter=";")]
    rows = load_workbook(io.BytesIO(download(page, "xlsx", password)), read_only=True)["Données"].iter_rows(
        values_only=True
    )
    titles = next(rows)
    book = [dict(zip(titles, row, strict=True)) for row in rows]
    assert len(french) == len(shown)
    assert [_words(line) for line in book] == french
    for line in french:
        there = next(row for row in shown if f"{line['Prénom']} {line['Nom']}" in row)
        assert not [title for title in ON_SCREEN if line[title] not in there], (line, there)


def _words(line: dict[str, Any]) -> dict[str, str]:
    """A line of a file in French words; a workbook holds dates and numbers."""
    return {title: _plain(_word(value)) for title, value in line.items()}


def _word(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"{value:.2f}".replace(".", ",") if isinstance(value, int | float) else value or ""


def _plain(words: str) -> str:
    return " ".join(words.split())


def screen_lines(page: Any) -> list[str]:
    """What each line on the screen says, whatever its columns."""
    return [_plain(row) for row in page.locator("tbody tr").all_inner_texts()]


def download(page: Any, file_format: str, password: str) -> bytes:
    """The file behind the button of ``file_format``; the first one asks who is there once more."""
    page.goto("/reports/learners/")
    page.select_option("#export [name=report]", "learners")
    page.select_option("#export [name=purpose]", "agreement")
    action = f"[formaction$='/{file_format}/'], form[action$='/{file_format}/'] button:not([formaction])"
    with page.expect_download() as waiting:
        page.locator("#export").locator(action).click()
        if file_format == "csv-fr":
            page.fill("[name=password]", password)
            page.click("main form button")
    return bytes(waiting.value.path().read_bytes())
