"""GIFT read: each question of the file becomes an item, with what was lost, or why it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import gift_answers as answers
from . import markup
from .decoding import counted, decoded, noted
from .drafts import Draft, Refused
from .errors import Unreadable
from .gift_blocks import Block, blocks
from .gift_text import format_of, rich, titled
from .item import Item

GAP = "_____"
"""Where the answer goes, in a prompt that continues after it."""

_FAULTS = {
    "open": "The closing brace } of this question is missing: add it after the last answer.",
    "closed": "There is a closing brace } without an opening one: write \\} for a brace that belongs to the text.",
    "nested": "There are braces { } between the braces: write \\{ and \\} for those that belong to the text.",
    "several": "There is more than one pair of braces { }: leave a blank line between two questions, "
    "and write \\{ and \\} for braces that belong to the text.",
}
_FIRST_PAIR = (
    "There is more than one pair of braces { }: the first holds the answers, the rest is shown as it was typed."
)
_CLOZE = "These braces are written as in Cloze, which GIFT does not have: import this question as Moodle XML."
_ESSAY = "An open question is marked by a person: turn it into a question with answers to choose from, or a short text."
_DESCRIPTION = "There are no answers between braces { }: this is a text, not a question. Put it in a lesson."
_LIKE_ANSWERS = re.compile(r"[=~#]|(?:T|F|TRUE|FALSE)\s*(?:#|$)")
_LIKE_CLOZE = re.compile(r"\d{0,3}:[A-Z_]{2,30}:")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A question taken apart, all of it protected."""

    title: str
    prompt: str
    answers: str | None
    feedback: str
    stray: bool


def read(data: bytes) -> list[Item]:
    """Return the questions of a GIFT file (Unreadable when it is no text, too large, or holds nothing)."""
    text, note = decoded(data)
    if text.lstrip().startswith(("<?xml", "<quiz", "<!DOCTYPE")):
        raise Unreadable("This is XML or HTML, not GIFT: read it as Moodle XML.")
    return noted(counted(_item(block) for block in blocks(text)), note)


def _item(block: Block) -> Item:
    parts, draft = _parts(block.text), Draft()
    form, _ = format_of(parts.prompt, "moodle")
    title = titled(parts.title)
    item = Item(
        kind="unknown",
        title=title,
        prompt=rich(parts.prompt, "moodle", draft) or markup.from_plain(title),
        feedback=rich(parts.feedback, form, draft),
        category=block.category,
        tags=tuple(tag for tag in block.tags if tag),
        line=block.line,
    )
    if parts.stray:
        draft.lose("A brace } too many was left out.")
    if reason := _refusal(block, parts):
        return draft.finished(item).refused(reason)
    if block.fault:
        draft.lose(_FIRST_PAIR)
    return _answered(item, parts.answers, form, draft)


def _refusal(block: Block, parts: _Parts) -> str:
    """Why this makes no question, empty when it may: of several pairs of braces, Moodle reads the first."""
    section = parts.answers or ""
    if _LIKE_CLOZE.match(section):
        return _CLOZE
    if block.fault == "several" and _LIKE_ANSWERS.match(section):
        return ""
    return _FAULTS[block.fault] if block.fault else ""


def _answered(item: Item, section: str | None, form: str, draft: Draft) -> Item:
    if section is None:
        return replace(item, kind="description").refused(_DESCRIPTION)
    if not section:
        return replace(item, kind="essay").refused(_ESSAY)
    kind, read_answers = _reader(section)
    item = replace(item, kind=kind)
    if not item.prompt:
        return item.refused("The question has no words: write them before the brace {.")
    try:
        return draft.finished(read_answers(item, section, form, draft))
    except Refused as reason:
        return draft.finished(item).refused(str(reason))


def _reader(section: str) -> tuple[str, Callable[[Item, str, str, Draft], Item]]:
    """Choose by the first signs, in Moodle's order."""
    if section.startswith("#"):
        return "numeric", answers.numeric
    if "~" in section:
        return "single_choice" if "=" in section else "multiple_choice", answers.choice
    if answers.is_matching(section):
        return "matching", answers.matching
    if answers.is_true_false(section):
        return "true_false", answers.true_false
    return "short_text", answers.short_text


def _parts(text: str) -> _Parts:
    title, text = _titled(text)
    opened = text.find("{")
    closed = text.find("}", opened)
    if opened < 0 or closed < 0:
        return _Parts(title, text, None, "", False)
    head, tail = text[:opened], text[closed + 1 :]
    section, _, feedback = _feedback(text[opened + 1 : closed])
    if tail.lstrip().startswith("//"):
        tail = tail.partition("\n")[2]
    kept = _paired(tail)
    prompt = head + GAP + kept if kept.strip() else head
    return _Parts(title, prompt, section.strip(), feedback, kept != tail)


def _paired(text: str) -> str:
    """The text without the closing braces that close nothing."""
    kept, depth = [], 0
    for part in re.split("([{}])", text):
        depth += (part == "{") - (part == "}")
        if depth >= 0:
            kept.append(part)
        depth = max(depth, 0)
    return "".join(kept)


def _titled(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    title, mark, rest = text[2:].partition("::")
    return (title, rest.strip()) if mark else ("", text[2:].strip())


def _feedback(section: str) -> tuple[str, str, str]:
    """Split off the general feedback, which comes last."""
    before, mark, after = section.rpartition("####")
    return (before, mark, after) if mark else (section, "", "")
