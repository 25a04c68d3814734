"""Writing Moodle XML that Moodle 3.5 to 5 imports, and that is read back exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from . import cloze, markup
from .drafts import percent, share
from .item import Item, Option

_TYPES = {
    "single_choice": "multichoice",
    "multiple_choice": "multichoice",
    "true_false": "truefalse",
    "numeric": "numerical",
    "short_text": "shortanswer",
    "matching": "matching",
    "categorising": "matching",
    "ordering": "ordering",
    "gap_fill": "cloze",
}
_WITHOUT_FEEDBACK = frozenset({"matching", "categorising", "ordering"})
_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
# What XML 1.0 cannot hold at all.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holds(item: Item) -> bool:
    """Tell whether the file has the item at all."""
    return item.status != "refused" and item.kind in _TYPES


def losses(item: Item) -> list[str]:
    """Name what a Moodle XML file cannot hold of an item."""
    if not holds(item):
        return [f"Moodle XML has no question type for {item.kind.replace('_', ' ')}: it is left out."]
    found = []
    if item.kind == "categorising":
        found.append("Moodle has no sorting into categories: it is written as a matching, and read back as one.")
    if any(option.feedback for option in item.options) and _loses_feedback(item):
        found.append("The explanations of single answers are left out.")
    if any(markup.is_html(option.match) for option in item.options):
        found.append("Partners lose their bold, italics and links.")
    if any(share(percent(option.fraction)) != option.fraction for option in item.options):
        found.append("Shares of the credit are rounded.")
    return found


def _loses_feedback(item: Item) -> bool:
    return item.kind in _WITHOUT_FEEDBACK or (item.kind == "gap_fill" and item.chosen)


def write(items: Sequence[Item]) -> bytes:
    """Return a file of the items, UTF-8; those of which ``losses`` says so are left out."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    category = ""
    for item in items:
        if not holds(item):
            continue
        if item.category != category:
            category = item.category
            lines += _category(category)
        lines += _question(item)
    return ("\n".join([*lines, "</quiz>"]) + "\n").encode()


def _category(path: str) -> list[str]:
    full = "$course$/top" + (f"/{path}" if path else "")
    return ['  <question type="category">', f"    <category>{_text(full)}</category>", "  </question>"]


def _question(item: Item) -> list[str]:
    kind = "gapselect" if item.chosen else _TYPES[item.kind]
    body = [
        f"<name>{_text(markup.escape(item.title))}</name>",
        _html("questiontext", _prompt(item)),
        _html("generalfeedback", markup.as_html(item.feedback)),
        *_BODIES[kind](item),
        *(_html("hint", markup.as_html(hint)) for hint in item.hints),
        *_tags(item.tags),
    ]
    return [f"  <question type={quoteattr(kind)}>", *(f"    {line}" for line in body), "  </question>"]


def _prompt(item: Item) -> str:
    """Return the text as HTML, its gaps in the notation of the type that will hold them."""
    html = markup.as_html(item.prompt)
    if item.kind != "gap_fill":
        return html
    if item.chosen:
        return _PLACE.sub(lambda found: f"[[{_number_of(item, int(found[1]))}]]", html)
    notation = html.replace("{", "&#123;").replace("}", "&#125;")
    return _PLACE.sub(lambda found: _typed_gap(item, int(found[1])), notation)


def _number_of(item: Item, gap: int) -> int:
    right = next((option.text for option in item.options if option.gap == gap), "")
    return _choices(item).index(right) + 1


def _choices(item: Item) -> list[str]:
    """Return the list all gaps share: what is right somewhere, then what never is."""
    ordered = sorted(item.options, key=lambda option: (option.gap == 0, option.gap))
    return list(dict.fromkeys(option.text for option in ordered))


def _typed_gap(item: Item, gap: int) -> str:
    return cloze.gap_text(
        [
            cloze.Alternative(
                markup.escape(_starred(option.text)), percent(option.fraction), markup.as_html(option.feedback)
            )
            for option in item.options
            if option.gap == gap
        ]
    )


def _starred(text: str) -> str:
    """Return a text as typed, its stars protected: they stand for any text in Moodle."""
    return markup.plain(text).replace("*", "\\*")


def _choice_body(item: Item) -> list[str]:
    single = "true" if item.kind == "single_choice" else "false"
    settings = [f"<single>{single}</single>", "<shuffleanswers>true</shuffleanswers>"]
    return settings + [_answer(markup.as_html(option.text), option, "html") for option in item.options]


def _true_false_body(item: Item) -> list[str]:
    return [_answer(option.text, option, "moodle_auto_format") for option in item.options]


def _short_text_body(item: Item) -> list[str]:
    answers = [_answer(_typed(option), option, "moodle_auto_format") for option in item.options]
    return [f"<usecase>{int(item.case_sensitive)}</usecase>", *answers]


def _typed(option: Option) -> str:
    """Return what is typed; a star alone that is worth nothing stands for any other answer."""
    return option.text if option.text == "*" and option.fraction <= 0 else _starred(option.text)


def _numeric_body(item: Item) -> list[str]:
    def answer(option: Option) -> str:
        tolerance = f"<tolerance>{escape(option.tolerance or '0')}</tolerance>"
        return _answer(option.text, option, "moodle_auto_format", tolerance)

    return [answer(option) for option in item.options] + ["<showunits>3</showunits>"]


def _matching_body(item: Item) -> list[str]:
    pairs = [
        f'<subquestion format="html">{_text(markup.as_html(option.text))}'
        f"<answer>{_text(markup.escape(markup.plain(option.match)))}</answer></subquestion>"
        for option in item.options
    ]
    return ["<shuffleanswers>true</shuffleanswers>", *pairs]


def _ordering_body(item: Item) -> list[str]:
    answers = [
        f'<answer fraction="{place}" format="html">{_text(markup.as_html(option.text))}</answer>'
        for place, option in enumerate(item.options, start=1)
    ]
    return ["<layouttype>VERTICAL</layouttype>", "<selecttype>ALL</selecttype>", *answers]


def _gap_choices_body(item: Item) -> list[str]:
    choices = (_text(markup.as_html(text)) for text in _choices(item))
    options = [f"<selectoption>{choice}<group>1</group></selectoption>" for choice in choices]
    return ["<shuffleanswers>1</shuffleanswers>", *options]


def _nothing(item: Item) -> list[str]:
    return []


_BODIES: dict[str, Callable[[Item], list[str]]] = {
    "multichoice": _choice_body,
    "truefalse": _true_false_body,
    "numerical": _numeric_body,
    "shortanswer": _short_text_body,
    "matching": _matching_body,
    "ordering": _ordering_body,
    "gapselect": _gap_choices_body,
    "cloze": _nothing,
}


def _answer(text: str, option: Option, written: str, more: str = "") -> str:
    feedback = _html("feedback", markup.as_html(option.feedback))
    return f'<answer fraction="{percent(option.fraction)}" format="{written}">{_text(text)}{more}{feedback}</answer>'


def _tags(tags: Iterable[str]) -> list[str]:
    found = "".join(f"<tag>{_text(markup.escape(tag))}</tag>" for tag in tags)
    return [f"<tags>{found}</tags>"] if found else []


def _html(tag: str, html: str) -> str:
    return f'<{tag} format="html">{_text(html)}</{tag}>'


def _text(content: str) -> str:
    return f"<text>{escape(_FORBIDDEN.sub('', content))}</text>"
