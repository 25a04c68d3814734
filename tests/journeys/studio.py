"""What trainers and editors do in the studio, by icons and fields: words change with the language."""

from __future__ import annotations

from typing import Any

ICONS = {"text": "doc-full", "question": "help", "checkpoint": "site"}


class QuestEditor:
    """The page where a quest is written."""

    def __init__(self, page: Any, pillar_page: int) -> None:
        self.page = page
        page.goto(f"/studio/pages/add/cms/questpage/{pillar_page}/")
        self.steps = page.locator("[data-contentpath=steps]")

    def add_step(self, kind: str) -> Any:
        """A new step at the end; its panel."""
        before = self.steps.locator("[data-streamfield-child]").count()
        self.steps.locator(".c-sf-add-button").last.click()
        self.page.locator(f".w-combobox [role=option]:has(use[href='#icon-{ICONS[kind]}'])").first.click()
        panel = self.steps.locator("[data-streamfield-child]").nth(before)
        panel.wait_for()
        return panel

    def add_card(self, heading: str, body: str) -> None:
        """A text card."""
        panel = self.add_step("text")
        panel.locator("[name$=heading]").fill(heading)
        panel.locator("[contenteditable=true]").click()
        self.page.keyboard.type(body)

    def add_chosen(self, kind: str, words: str) -> None:
        """A question or a checkpoint: the one with these words in the chooser."""
        self.add_step(kind).locator("[data-chooser-action-choose]").first.click()
        modal = self.page.locator(".modal-body")
        modal.locator("table a", has_text=words).first.click()
        modal.wait_for(state="detached")

    def submit(self) -> None:
        """Ask an editor to look at it."""
        self.page.click("a[role=tab]:nth-of-type(2)")
        self.page.select_option("[name=pillar]", "history")
        self.page.locator("footer .w-dropdown__toggle").first.click()
        self.page.click("[name=action-submit]")
        self.page.wait_for_selector(".messages .success")


def approve(page: Any, title: str) -> None:
    """From the studio's home to publication, as an editor."""
    page.goto("/studio/")
    page.locator("main a[href*='/edit/']", has_text=title).first.click()
    page.wait_for_selector("[data-contentpath=steps] [data-streamfield-child]")
    page.locator("footer .w-dropdown__toggle").first.click()
    page.locator("[data-workflow-action-name=approve]").first.click()
    page.wait_for_selector(".messages .success")
