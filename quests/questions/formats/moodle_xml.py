"""Moodle XML, the format in which Moodle 1.6 to 5 exports its question bank.

Every type of Moodle is known: those with a counterpart are read, the others refused by name. Not
kept, since they say nothing of the question itself: marks, penalties, id numbers, numbering.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .decoding import counted
from .drafts import Refused, check_answers, shown
from .errors import Unreadable
from .item import Item
from .moodle_xml_choices import matching, multichoice, ordering, truefalse
from .moodle_xml_gaps import gapselect, multianswer
from .moodle_xml_question import Question, raw_text
from .moodle_xml_typed import numerical, shortanswer
from .moodle_xml_writer import holds, losses, write
from .xml_elements import Element, parse

__all__ = ["holds", "losses", "read", "write"]

_READERS: dict[str, Callable[[Question], Item]] = {
    "multichoice": multichoice,
    "truefalse": truefalse,
    "shortanswer": shortanswer,
    "numerical": numerical,
    "matching": matching,
    "match": matching,
    "ddmatch": matching,
    "ordering": ordering,
    "cloze": multianswer,
    "multianswer": multianswer,
    "gapselect": gapselect,
    "ddwtos": gapselect,
}
_ANSWERS = ("answer", "subquestion", "selectoption", "dragbox", "hint")
_CALCULATED = "The numbers of a calculated question are drawn anew each time: make a number question of one of them."
_WHY_NOT = {
    "description": "A description asks nothing: put its text into a lesson.",
    "essay": "An essay is read and marked by a person, which is not done here.",
    "calculated": _CALCULATED,
    "calculatedsimple": _CALCULATED,
    "calculatedmulti": _CALCULATED,
    "ddimageortext": "Dragging onto a picture is not read from this format: make a hotspot question in the studio.",
    "ddmarker": "Placing markers on a picture is not read from this format: make a hotspot question in the studio.",
    "randomsamatch": "Its pairs are drawn from other questions: make a matching of your own.",
    "random": "It only stands for another question drawn from a category.",
    "unknown": "The question does not say of which type it is.",
    "missingtype": "The question's type was missing in the Moodle it comes from.",
}
_CONTEXT = re.compile(r"\$[a-z0-9]{1,30}\$/?(?:top(?:/|\Z))?")


def read(data: bytes) -> list[Item]:
    """Return the questions of a file in its order; Unreadable when it is no Moodle XML at all."""
    root = parse(data)
    if root.tag not in {"quiz", "question"}:
        raise Unreadable(f"This is not Moodle XML: it starts with <{root.tag[:60]}> instead of <quiz>.")
    return counted(_items(root))


def _items(root: Element) -> Iterator[Item]:
    category = ""
    for element in [root] if root.tag == "question" else root.all("question"):
        if element.attributes.get("type", "").strip() == "category":
            category = _category(element)
        else:
            yield _item(Question(element, category))


def _category(element: Element) -> str:
    """Return a category without Moodle's own beginning: "$course$/top/Lens" is "Lens"."""
    named = element.first("category")
    path = " ".join(raw_text(named).split()) if named else ""
    return _CONTEXT.sub("", path, count=1) if _CONTEXT.match(path) else path


def _item(question: Question) -> Item:
    reader = _READERS.get(question.type)
    try:
        if reader is None:
            raise Refused(_WHY_NOT.get(question.type) or _unknown(question.type))
        check_answers(max(map(len, (question.element.all(tag) for tag in _ANSWERS))))
        return question.draft.finished(reader(question))
    except Refused as reason:
        return _refused(question, str(reason))


def _unknown(name: str) -> str:
    return f"The type {shown(name)} belongs to a Moodle plug-in that is not known here."


def _refused(question: Question, reason: str) -> Item:
    """Return the question with just enough to recognise it."""
    bare = Question(question.element, question.category)
    kind = _KINDS.get(question.type, question.type)
    if kind == "multichoice":
        kind = "single_choice" if bare.flag("single", default=True) else "multiple_choice"
    prompt = bare.html(question.element.first("questiontext"))
    return Item(
        kind=kind, title=bare.title(), prompt=prompt, category=question.category, line=question.element.line
    ).refused(reason)


_KINDS = {
    "truefalse": "true_false",
    "shortanswer": "short_text",
    "numerical": "numeric",
    "match": "matching",
    "ddmatch": "matching",
    "cloze": "gap_fill",
    "multianswer": "gap_fill",
    "gapselect": "gap_fill",
    "ddwtos": "gap_fill",
}
