"""No violation in what the academy adds to the studio: statistics, dependencies, import, export, dialogues."""

from __future__ import annotations

from pathlib import Path

import pytest

from .axe import Auditor
from .conftest import DESK, Opened
from .server import Academy

pytestmark = pytest.mark.browser
GIFT = """::Whole::Which pit has no headframe left? {=The ninth ~The eleventh}

::With a loss::Which of these are museums? {~%60%Lewarde ~%40%The Louvre-Lens ~%-100%The pit}

::Refused::Say what you think of it. {}
"""


def test_statistics(academy: Academy, opened: Opened, auditor: Auditor) -> None:
    page = opened(DESK, "claire")
    for path in ("/studio/statistics/", f"/studio/statistics/{academy.facts['studio']['played']}/"):
        page.goto(path)
        auditor.look_at_desk(page, path)


def test_dependencies(academy: Academy, opened: Opened, auditor: Auditor) -> None:
    page = opened(DESK, "claire")
    for asked in ("", "?place=lewarde", f"?fact={academy.facts['studio']['fact']}"):
        page.goto(f"/studio/dependencies/{asked}")
        auditor.look_at_desk(page, f"dependencies {asked}")


def test_import_and_export(opened: Opened, auditor: Auditor, tmp_path: Path) -> None:
    page = opened(DESK, "claire")
    page.goto("/studio/questions/import/")
    auditor.look_at_desk(page, "import")
    file = tmp_path / "questions.gift"
    file.write_bytes(b"%PDF-1.7\n\0\0\0")
    page.set_input_files("[name=file]", file)
    page.click("main form button:not([name])")
    page.wait_for_selector("main .error-message")
    auditor.look_at_desk(page, "import, unreadable")
    file.write_text(GIFT, encoding="utf-8")
    page.set_input_files("[name=file]", file)
    page.click("main form button:not([name])")
    page.wait_for_selector("main table.listing")
    assert page.locator("main table.listing tbody tr").count() == 3
    auditor.look_at_desk(page, "import, report")
    page.goto("/studio/questions/export/")
    auditor.look_at_desk(page, "export")
    page.select_option("[name=format]", "gift")
    page.click("main form button:not([name])")
    page.wait_for_selector("main table.listing")
    auditor.look_at_desk(page, "export, losses")


def test_a_dialogue_in_the_bank(academy: Academy, opened: Opened, auditor: Auditor) -> None:
    page = opened(DESK, "claire")
    page.goto(f"/studio/snippets/cms/bankquestion/edit/{academy.facts['studio']['dialogue']}/")
    page.wait_for_selector(".branches-table")
    auditor.look_at_desk(page, "dialogue in the bank")
