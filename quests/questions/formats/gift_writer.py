"""GIFT written: what Moodle reads, and what ``gift_reader`` reads back as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from . import markup
from .drafts import percent, share
from .gift_text import escaped, titled
from .item import Item, Option

_Answers = Callable[[Item, str], str]


def write(items: Sequence[Item]) -> bytes:
    """Return the GIFT file of the items it can hold; ``losses`` names what it cannot."""
    parts: list[str] = []
    category = ""
    for item in items:
        if item.status == "refused" or item.kind not in _WRITERS:
            continue
        if item.category != category:
            category = item.category
            parts.append("$CATEGORY: $course$/top/" + re.sub("/{2,}", r"\g<0>\g<0>", category).replace("\\", "\\\\"))
        parts.append(_question(item))
    return ("\n\n".join(parts) + "\n").encode()


def holds(item: Item) -> bool:
    """Tell whether the file has the item at all."""
    return item.status != "refused" and item.kind in _WRITERS


def losses(item: Item) -> list[str]:
    """Name what the file will not hold of an item, or would hold differently."""
    if item.kind not in _WRITERS:
        return [f"GIFT has no question of the kind “{item.kind}”: it is left out."]
    checks = {
        "GIFT has no hints: they are left out.": bool(item.hints),
        "GIFT cannot ask for capital letters to match.": item.case_sensitive,
        "GIFT has no explanations of single pairs: they are left out.": _has_pair_feedback(item),
        "GIFT cannot hold an answer without words: it is left out.": _has_empty(item),
        "The markup of an accepted text is left out.": item.kind == "short_text"
        and any(markup.from_plain(markup.plain(option.text)) != option.text for option in item.options),
        "A weight is rounded to seven decimals of a percent.": any(
            share(percent(option.fraction)) != option.fraction for option in item.options
        ),
    }
    return [message for message, lost in checks.items() if lost]


def _has_pair_feedback(item: Item) -> bool:
    return item.kind == "matching" and any(option.feedback for option in item.options)


def _has_empty(item: Item) -> bool:
    return any(not option.text and not option.match for option in item.options)


def _question(item: Item) -> str:
    form = "html" if markup.is_html(item.prompt) else "plain"
    tags = "// " + " ".join(f"[tag:{_tag(tag)}]" for tag in item.tags) + "\n" if item.tags else ""
    title = f"::{escaped(_title(item.title))}::" if item.title else ""
    feedback = f"\n\t####{_text(item.feedback, form)}" if item.feedback else ""
    return f"{tags}{title}[{form}]{escaped(item.prompt)}{{{_WRITERS[item.kind](item, form)}{feedback}\n}}"


def _title(title: str) -> str:
    """Escaped as HTML only where it would be read as HTML."""
    return title if titled(title) == title else markup.escape(title)


def _tag(tag: str) -> str:
    return tag.replace("\\", "\\\\").replace("]", "\\]")


def _text(text: str, form: str) -> str:
    """A text in the format of its question, or with its own when it would be read otherwise."""
    own = "html" if markup.is_html(text) else "plain"
    return escaped(text) if own == form and not text.startswith(("[", "%")) else f"[{own}]{escaped(text)}"


def _explained(option: Option, form: str) -> str:
    return f"#{_text(option.feedback, form)}" if option.feedback else ""


def _choices(item: Item, form: str) -> str:
    return "".join(
        f"\n\t{_sign(item, option)}{_text(option.text, form)}{_explained(option, form)}"
        for option in item.options
        if option.text
    )


def _sign(item: Item, option: Option) -> str:
    if option.fraction == 1 and item.kind == "single_choice":
        return "="
    return f"~%{percent(option.fraction)}%" if option.fraction else "~"


def _true_false(item: Item, form: str) -> str:
    right = next((option for option in item.options if option.fraction == 1), Option(text="true"))
    wrong = next((option for option in item.options if option is not right), Option(text="false"))
    after = f"#{_text(wrong.feedback, form) if wrong.feedback else ''}{_explained(right, form)}"
    return right.text.upper() + (after if wrong.feedback or right.feedback else "")


def _short_text(item: Item, form: str) -> str:
    # An arrow makes a matching of it for the reader, but not when there are weights.
    weighed = any("->" in markup.plain(option.text) + option.feedback for option in item.options)
    return "".join(
        f"\n\t={_share(option.fraction, always=weighed)}{_accepted(option.text)}{_explained(option, form)}"
        for option in item.options
        if option.text
    )


def _share(fraction: Fraction, *, always: bool = False) -> str:
    return "" if fraction == 1 and not always else f"%{percent(fraction)}%"


def _accepted(text: str) -> str:
    """A star of the text itself: Moodle's stand for any text."""
    bare = escaped(markup.plain(text).replace("*", "\\*"))
    return f"[plain]{bare}" if bare.startswith(("[", "%")) else bare


def _matching(item: Item, form: str) -> str:
    return "".join(
        f"\n\t={_arrowless(option.text, form)} -> {escaped(option.match)}" for option in item.options if option.match
    )


def _arrowless(text: str, form: str) -> str:
    """The first arrow parts the pair: one in the text is written in HTML, where it is ``-&gt;``."""
    arrow = "->" in text and not markup.is_html(text)
    return f"[html]{escaped(markup.as_html(text))}" if arrow else _text(text, form)


def _numeric(item: Item, form: str) -> str:
    return "#" + "".join(
        f"\n\t={_share(option.fraction)}{option.text}{':' + option.tolerance if option.tolerance else ''}"
        f"{_explained(option, form)}"
        for option in item.options
    )


_WRITERS: Mapping[str, _Answers] = {
    "single_choice": _choices,
    "multiple_choice": _choices,
    "true_false": _true_false,
    "short_text": _short_text,
    "matching": _matching,
    "numeric": _numeric,
}
