"""Answering each kind of question by pointing: a thumb on a phone, a mouse at a desk, scripts or none.

What a script offers is used when it is there; an answer is the form it would send, ``{name: [values]}``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Question = dict[str, Any]
Form = dict[str, list[str]]
SPOTS = ("hotspot", "map_pin")


def press(page: Any, target: Any, at: dict[str, float] | None = None) -> None:
    """Tap where there is a thumb, click elsewhere; ``at`` is in pixels from its top left, else the middle."""
    if page.evaluate("navigator.maxTouchPoints > 0"):
        target.tap(position=at)
    else:
        target.click(position=at)


def form_of(page: Any, question: Question, *, wrong: bool = False) -> Form:
    """The right or a wrong answer; where nothing can be tapped, one of the list."""
    name = "slip" if wrong else "form"
    if question["kind"] in SPOTS and not taps(page):
        return dict(question["listed"][name])
    return dict(question[name])


def fill_in(page: Any, question: Question, form: Form | None = None) -> None:
    """``form``, or the right answer, into the question on the screen."""
    form = form_of(page, question) if form is None else form
    FILL.get(question["kind"], _tick)(page, form)


def _tick(page: Any, form: Form) -> None:
    """Options to tick."""
    for name in ("choice", "choices", "zone", "place"):
        for value in form.get(name, ()):
            press(page, page.locator(f'#answer label:has(input[name="{name}"][value="{value}"])'))


def _type(page: Any, form: Form) -> None:
    """Fields to type in, lists to choose from."""
    for name, (value,) in form.items():
        field = page.locator(f"#{name}")
        if field.evaluate("field => field.localName") == "select":
            field.select_option(value)  # the list is the system's own, outside the page
        else:
            if field.input_value():
                field.fill("")
            press(page, field)
            page.keyboard.insert_text(value)


def _slide(page: Any, form: Form) -> None:
    """Near the value on the scale, then step by step."""
    (wanted,) = form["value"]
    scale, number = page.locator(".scale-range"), page.locator("#value")
    if not scale.is_visible():
        return _type(page, form)
    low, high = (float(scale.get_attribute(end)) for end in ("min", "max"))
    box = scale.bounding_box()
    press(page, scale, {"x": box["width"] * (float(wanted) - low) / (high - low), "y": box["height"] / 2})
    for _ in range(30):
        left = float(wanted) - float(number.input_value())
        if not left:
            return None
        press(page, page.locator(f'.scale-step[data-step="{1 if left > 0 else -1}"]'))
    raise AssertionError(f"the slider never reaches {wanted}")


def _order(page: Any, form: Form) -> None:
    """Tap the items in their order; with selects, choose their places."""
    for place, id_ in enumerate(form["order"], start=1):
        select = page.locator(f"#position-{id_}")
        if select.is_visible():
            select.select_option(str(place))
        else:
            press(page, page.locator(f"li:has(#position-{id_}) > button"))


def _pair(page: Any, form: Form) -> None:
    """Tap an item, then what goes with it."""
    for name, (place,) in form.items():
        select = page.locator(f"#{name}")
        if select.is_visible():
            select.select_option(place)
        else:
            press(page, page.locator(f"li:has(#{name}) > button"))
            press(page, target(page, name, place))


def target(page: Any, name: str, place: str) -> Any:
    """The button of a target: they stand in the order of the select, whose first choice is none."""
    index = page.locator(f'#{name} option[value="{place}"]').evaluate("option => option.index")
    return page.locator(".is-targets button").nth(index - 1)


def _sort(page: Any, form: Form) -> None:
    """Each item's category."""
    for name, (category,) in form.items():
        if page.locator(f"select#{name}").count():
            page.locator(f"#{name}").select_option(category)
        else:
            press(page, page.locator(f'#answer label:has(input[name="{name}"][value="{category}"])'))


def _point(page: Any, form: Form) -> None:
    """Tap the spot, or choose it in the list beside it."""
    if "point" not in form:
        if taps(page) and not page.locator(".tap-list[open]").count():
            press(page, page.locator(".tap-list > summary"))
        return _tick(page, form)
    (x, y), surface = shares(page, form["point"][0]), page.locator(".tap-surface")
    box = surface.bounding_box()
    press(page, surface, {"x": x * box["width"], "y": y * box["height"]})
    return None


def taps(page: Any) -> bool:
    """Whether there is something to tap: a picture or a map, and a script."""
    return bool(page.locator(".tap-surface").is_visible())


def shares(page: Any, point: str) -> tuple[float, float]:
    """Where a point lies, as shares of the width and the height of what is tapped."""
    one, other = map(float, point.split(","))
    land = page.locator("tap-map")
    if not land.count():
        return one / 100, other / 100
    south, west, north, east = (
        float(land.get_attribute(f"data-{side}")) for side in ("south", "west", "north", "east")
    )
    return (other - west) / (east - west), (north - one) / (north - south)


FILL: dict[str, Callable[[Any, Form], None]] = {
    "numeric": _type,
    "short_text": _type,
    "gap_fill": _type,
    "slider": _slide,
    "ordering": _order,
    "matching": _pair,
    "categorising": _sort,
    "hotspot": _point,
    "map_pin": _point,
}
