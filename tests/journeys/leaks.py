"""What would give an answer away, question by question: words, numbers, and marks on what is offered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .filling import Question

MARKS = re.compile(
    r"(?<![a-z])(correct|expected|right|wrong|missed|credit|toleran|feedback|explan|accept|trap|band|share|zone-|solution)",
    re.IGNORECASE,
)
"""Names no attribute of a question has before its answer."""
OFFERED = (
    ".options label",
    ".ordering > li",
    ".pairs > li",
    ".pairs > li:first-child option",
    ".sorting > li",
    ".sorting > li:first-child .segments label",
    "p > select.gap",
    "p > select.gap:first-of-type option",
    "p > input.gap",
    ".talk-choice",
)
"""What stands side by side for the learner to choose from: alike but for its words and ids."""
SHAPES = """async selectors => {
    const body = await (await fetch(location.href)).text();
    const form = new DOMParser().parseFromString(body, 'text/html').getElementById('answer');
    const own = ['id', 'for', 'name', 'value', 'aria-label', 'placeholder'];
    const shape = (one) => {
        const copy = one.cloneNode(true);
        for (const each of [copy, ...copy.querySelectorAll('*')]) {
            for (const name of own) if (each.hasAttribute(name)) each.setAttribute(name, '');
            for (const node of each.childNodes) if (node.nodeType === Node.TEXT_NODE) node.data = '';
        }
        return copy.outerHTML;
    };
    const empty = one => ['', null].includes(one.getAttribute('value')) && one.localName === 'option';
    const shapes = {};
    for (const selector of selectors) {
        const found = [...form.querySelectorAll(selector)].filter(one => !empty(one));
        if (found.length) shapes[selector] = [found.length, [...new Set(found.map(shape))]];
    }
    const named = [...form.querySelectorAll('*:not(.talk-lines *)')].flatMap(one => [...one.attributes]);
    const said = one => /^(value|href|src|alt|d|aria-.*|hx-.*)$/.test(one.name);
    const mark = one => `${one.name}="${own.includes(one.name) ? '' : one.value}"`;
    return [shapes, [...new Set(named.filter(one => !said(one)).map(mark))]];
}"""


def told_apart(page: Any) -> tuple[int, list[str]]:
    """How many ways to answer the served step offers, and what tells one from another in its markup."""
    shapes, marks = page.evaluate(SHAPES, OFFERED)
    found = [f"{selector}: {different}" for selector, (_, different) in shapes.items() if len(different) > 1]
    return sum(count for count, _ in shapes.values()), found + [mark for mark in marks if MARKS.search(mark)]


def patterns(question: Question) -> list[re.Pattern[str]]:
    """Everything of the key that has a form of its own: numbers, points, spellings the question does not use."""
    traces = _TRACES.get(question["kind"], _nothing)(question["key"])
    found = [re.compile(trace, re.IGNORECASE) for trace in traces]
    spelt = question["kind"] in ("short_text", "gap_fill")
    return [each for each in found if not (spelt and each.search(" ".join(question["prompt"].split())))]


def number(text: str) -> str:
    """``text`` as a number of its own, however many noughts follow, with a point or a comma, grouped or not."""
    whole, _, part = text.partition(".")
    grouped = r"[\s.,\u202f\u00a0]?".join(reversed([whole[::-1][at : at + 3][::-1] for at in range(0, len(whole), 3)]))
    # More digits that are not a rounding of it would be another number.
    decimals = f"[.,]{part}0*" if part else r"(?:[.,]0+)?"
    return rf"(?<![\w.,-]){grouped}{decimals}(?![\w]|[.,]\d)"


def telling(text: str) -> bool:
    """Whether a number is not one of those that are everywhere: steps, points, sizes."""
    return "." in text or len(text) > 2


def _nothing(_key: Any) -> Iterator[str]:
    yield from ()


def _numeric(key: Any) -> Iterator[str]:
    yield from (number(text) for text in (key["value"], key["tolerance"]) if telling(text))


def _slider(key: Any) -> Iterator[str]:
    spread = (band[name] for band in key["bands"] for name in ("within", "share"))
    yield from (number(text) for text in (key["value"], *spread) if telling(text))


def _hotspot(key: Any) -> Iterator[str]:
    """Every side of every zone, and all four in a row whatever they are."""
    for zone in key["zones"]:
        sides = [zone[name] for name in ("left", "top", "width", "height")]
        yield r"\D{1,40}".join(number(side) for side in sides)
        yield from (number(side) for side in sides if telling(side))


def _map_pin(key: Any) -> Iterator[str]:
    """Degrees to about a hundred metres, of the target and of the places; what is near enough."""
    for spot in (key, *key["places"].values()):
        for name in ("lat", "lon"):
            whole, _, part = spot[name].partition(".")
            if len(part) >= 3:  # the map's own edges have two decimals
                yield rf"(?<![\w.,-]){whole}[.,]{part[:3]}"
    yield from (number(key[name]) for name in ("within", "zero") if telling(key[name]))


def _short_text(key: Any) -> Iterator[str]:
    for text in (*key["accepted"], *(text for trap in key.get("traps", ()) for text in trap["texts"])):
        yield _word(text)


def _gap_fill(key: Any) -> Iterator[str]:
    """Typed gaps; the words to choose from are shown."""
    for gap in key["gaps"]:
        yield from (_word(text) for text in gap.get("accepted", ()))


def _word(text: str) -> str:
    return rf"(?<!\w){re.escape(' '.join(text.split()))}(?!\w)"


_TRACES = {
    "numeric": _numeric,
    "slider": _slider,
    "hotspot": _hotspot,
    "map_pin": _map_pin,
    "short_text": _short_text,
    "gap_fill": _gap_fill,
}


def drawn_at(x: float, y: float) -> re.Pattern[str]:
    """A point of a drawing, to a tenth, as attributes and paths write it."""
    one, other = (re.escape(f"{round(each, 1):g}") for each in (x, y))
    return re.compile(rf"(?<![\d.]){one}(?:[ ,]|\D{{1,6}}\"){other}(?![\d.])")


def _way(question: Question, said: list[str]) -> list[str]:
    """The scenes from the start to where ``said`` leads."""
    key = question["key"]
    way = [key["start"]]
    for choice in said:
        way.append(next(each["to"] for each in key["scenes"][way[-1]]["choices"] if each["id"] == choice))
    return way


def met(question: Question, said: list[str]) -> Iterator[tuple[str, str]]:
    """``(what, words or id)`` of the scenes of a dialogue that were come to."""
    for name in dict.fromkeys(_way(question, said)):
        yield from _scene(question, name)


def unmet(question: Question, said: list[str]) -> Iterator[tuple[str, str]]:
    """The same of those nobody may know of yet."""
    way = _way(question, said)
    for name in question["key"]["scenes"]:
        if name not in way:
            yield from _scene(question, name)


def _scene(question: Question, name: str) -> Iterator[tuple[str, str]]:
    words = question["words"]
    texts = {option["id"]: option["text"] for option in words["options"]}
    yield "scene", name
    yield from ((f"line of {name}", line) for line in words["scenes"].get(name, {}).values() if line)
    for choice in question["key"]["scenes"][name].get("choices", ()):
        told = (choice["id"], texts[choice["id"]], words.get("meanings", {}).get(choice["id"], ""))
        yield from ((f"choice of {name}", words) for words in told if words)
