"""Accessibility by axe-core: every page as a phone and as a desk show it, by day and by night."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast"]
PHONE_WIDTH, DESK_WIDTH = 360, 1280
ZOOMED = 180  # a phone of 360 px at 200 %
WAGTAILS = {
    "page-has-heading-one": "<html",  # its editors have none
    "label-content-name-mismatch": '<a class="sidebar-custom-branding"',  # named "Dashboard", whatever the brand
}
"""What is wrong in the studio and not of our making: rule -> how the only element it may be begins."""
RUN = """async ([tags, rules]) => {
    // A colour on its way from one theme to the other is nobody's.
    const frame = () => new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)));
    const ends = one => one.effect.getComputedTiming().endTime < 1e6;
    await frame();
    await Promise.all(document.getAnimations().filter(ends).map(one => one.finished.catch(() => null)));
    await frame();
    const runOnly = rules ? {type: 'rule', values: rules} : {type: 'tag', values: tags};
    const {violations} = await axe.run(document, {runOnly, resultTypes: ['violations']});
    const told = node => [node.html.slice(0, 220), node.any.map(check => check.message)[0] || ''];
    return violations.map(({id, nodes}) => [id, nodes.slice(0, 3).map(told)]);
}"""


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


class Auditor:
    """Looks at pages, remembers what is wrong with them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.looked_at: list[str] = []

    def look(self, page: Any, name: str) -> None:
        """The page as it stands: all rules at both widths, colours in both themes, no scroll sideways."""
        self.looked_at.append(name)
        page.evaluate(_axe())
        for width, first, second in ((PHONE_WIDTH, "light", "dark"), (DESK_WIDTH, "dark", "light")):
            page.emulate_media(color_scheme=first, reduced_motion="reduce")
            _whole_page(page, width)
            self._note(page, f"{name}, {width} px, {first}")
            page.emulate_media(color_scheme=second, reduced_motion="reduce")
            self._note(page, f"{name}, {width} px, {second}", COLOURS)
        self._zoom(page, name)
        page.set_viewport_size({"width": PHONE_WIDTH, "height": 740})

    def look_at_desk(self, page: Any, name: str) -> None:
        """A page of the studio, where people sit: all rules in both themes, at the width of a desk."""
        self.looked_at.append(name)
        page.evaluate(_axe())
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            _whole_page(page, DESK_WIDTH)
            self._note(page, f"{name}, {theme}", known=WAGTAILS)

    def _note(
        self, page: Any, where: str, rules: list[str] | None = None, *, known: dict[str, str] | None = None
    ) -> None:
        for rule, nodes in page.evaluate(RUN, [TAGS, rules]):
            own = [node for node in nodes if not node[0].startswith((known or {}).get(rule, "\0"))]
            self.found += [f"{where}: {rule}: {html} ({why})" for html, why in own]

    def _zoom(self, page: Any, name: str) -> None:
        page.set_viewport_size({"width": ZOOMED, "height": 740})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide = page.evaluate(WIDEST)
            self.found.append(f"{name}: {over} px too wide at {ZOOMED} px: {wide}")

    def verdict(self) -> None:
        """Fail with everything found."""
        assert self.looked_at
        assert not self.found, "\n" + "\n".join(self.found)


WIDEST = """[...document.querySelectorAll('body *:not(svg *)')]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                   && getComputedStyle(one).visibility !== 'hidden')
    .slice(0, 3).map(one => one.outerHTML.slice(0, 160)).join(' | ')"""


def _whole_page(page: Any, width: int) -> None:
    """As tall as the page, or the sticky dock would hide from axe what it lies on."""
    page.set_viewport_size({"width": width, "height": 740})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height + 1})
