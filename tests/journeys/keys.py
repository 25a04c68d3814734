"""Answering each kind of question with the keys of a keyboard and nothing else.

Nothing is focused by the test: Tab, Shift+Tab and the arrows go where the page lets them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .filling import SPOTS, Form, Question, shares, target

MOST_TABS = 40
FAR, NEAR = 0.10, 0.01
"""What an arrow key moves a marker with Shift and without, as a share of the side."""
WHERE = """selector => {
    const here = document.activeElement, there = document.querySelector(selector);
    if (here === there) return 'there';
    if (here === document.body) return 'before';
    const place = here.compareDocumentPosition(there);
    return place & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'after';
}"""
RING = """() => {
    const here = document.activeElement, face = here.nextElementSibling;
    const ringed = one => {
        const style = one && getComputedStyle(one);
        return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    };
    const shown = [here, face].find(ringed);
    if (!shown) return `no ring on ${here.outerHTML.slice(0, 160)}`;
    // What the ring surrounds is on the screen, and nothing lies over it.
    const { left, right, top, bottom } = shown.getBoundingClientRect();
    const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
    const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
    const over = document.elementFromPoint(x, y);
    const own = over && (over === here || shown.contains(over) || over.contains(shown));
    return own ? '' : `hidden: ${here.outerHTML.slice(0, 160)} under ${over && over.outerHTML.slice(0, 160)}`;
}"""


def go(page: Any, selector: str) -> None:
    """Tab to ``selector``, or back to it; every stop on the way shows its focus."""
    way = page.evaluate(WHERE, selector)
    for _ in range(MOST_TABS):
        if way == "there":
            return
        page.keyboard.press("Tab" if way == "before" else "Shift+Tab")
        now = page.evaluate(WHERE, selector)
        assert now in (way, "there"), f"Tab passes {selector} by"
        assert not (hidden := page.evaluate(RING)), hidden
        way = now
    raise AssertionError(f"Tab never reaches {selector}")


def fill_in(page: Any, question: Question, form: Form) -> None:
    """``form`` into the question on the screen."""
    FILL.get(question["kind"], _tick)(page, form)


def _tick(page: Any, form: Form) -> None:
    """Boxes one by one; a group of radios is one stop, the arrows choose in it."""
    for value in form.get("choices", ()):
        go(page, f'#answer input[name="choices"][value="{value}"]')
        page.keyboard.press("Space")
    for name in ("choice", "zone", "place"):
        for value in form.get(name, ()):
            _choose(page, name, value)


def _choose(page: Any, name: str, value: str) -> None:
    go(page, f'#answer input[name="{name}"]')
    page.keyboard.press("Space")
    for _ in range(MOST_TABS):
        if page.locator(f'#answer input[name="{name}"][value="{value}"]').is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"arrows never reach {value}")


def _type(page: Any, form: Form) -> None:
    """Fields to type in; in a list, the arrows choose."""
    for name, (value,) in form.items():
        go(page, f"#{name}")
        field = page.locator(f"#{name}")
        if field.evaluate("field => field.localName") == "select":
            _arrow_to(page, field, value)
        else:
            page.keyboard.type(value)


def _arrow_to(page: Any, field: Any, value: str) -> None:
    for _ in range(MOST_TABS):
        if field.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"arrows never reach {value}")


def _slide(page: Any, form: Form) -> None:
    """The arrows move the slider, a step at a time."""
    go(page, ".scale-range")
    number = page.locator("#value")
    page.keyboard.press("ArrowRight")
    steps = round(float(form["value"][0]) - float(number.input_value()))  # a step of the scale is 1
    for _ in range(abs(steps)):
        page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")
    assert number.input_value() == form["value"][0]


def _order(page: Any, form: Form) -> None:
    for id_ in form["order"]:
        go(page, f"li:has(#position-{id_}) > button")
        page.keyboard.press("Enter")


def _pair(page: Any, form: Form) -> None:
    """Enter on an item moves on to the targets, Enter there moves back to the items."""
    for name, (place,) in form.items():
        go(page, f"li:has(#{name}) > button")
        page.keyboard.press("Enter")
        there = target(page, name, place)
        there.evaluate("button => button.setAttribute('data-wanted', '')")
        go(page, "[data-wanted]")
        page.keyboard.press("Enter")
        there.evaluate("button => button.removeAttribute('data-wanted')")


def _sort(page: Any, form: Form) -> None:
    for name, (category,) in form.items():
        if page.locator(f"select#{name}").count():
            _type(page, {name: [category]})
        else:
            _choose(page, name, category)


def _point(page: Any, form: Form) -> None:
    """Enter puts the marker in the middle, the arrows carry it."""
    if "point" not in form:
        go(page, ".tap-list > summary")
        page.keyboard.press("Enter")
        return _tick(page, form)
    wanted = shares(page, form["point"][0])
    go(page, ".tap-surface")
    page.keyboard.press("Enter")
    for share, less, more in zip(wanted, ("ArrowLeft", "ArrowUp"), ("ArrowRight", "ArrowDown"), strict=True):
        steps = round((share - 0.5) / NEAR)
        arrow, tens = more if steps > 0 else less, round(FAR / NEAR)
        for key, times in ((f"Shift+{arrow}", abs(steps) // tens), (arrow, abs(steps) % tens)):
            for _ in range(times):
                page.keyboard.press(key)
    return None


FILL: dict[str, Callable[[Any, Form], None]] = {
    "numeric": _type,
    "short_text": _type,
    "gap_fill": _type,
    "slider": _slide,
    "ordering": _order,
    "matching": _pair,
    "categorising": _sort,
} | dict.fromkeys(SPOTS, _point)
