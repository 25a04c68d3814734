"""Moodle's questions answered by typing: a short text, a number."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from . import markup
from .drafts import Draft, Refused, number, one_line, shown
from .item import Item, Option
from .moodle_xml_question import Question, raw_text
from .xml_elements import Element

ANY_OTHER = "*"
_ANY_TEXT = re.compile(r"(?<!\\)\*+")


def shortanswer(question: Question) -> Item:
    """Return a short text: accepted texts, traps worth nothing, "*" for any other; all with their explanations."""
    prompt = question.prompt()
    typed = [_typed(question, answer) for answer in question.answers()]
    options = [option for option in (_starless(option, question.draft) for option in typed) if option.text]
    check_accepted(options, question.draft)
    item = question.begun("short_text", prompt)
    sensitive = question.flag("usecase", default=False)
    if sensitive:
        question.draft.lose("Capital letters matter in the file; here they do not.")
    return replace(item, options=tuple(options), case_sensitive=sensitive)


def _typed(question: Question, answer: Element) -> Option:
    # Not HTML: people type "<" as they type anything else.
    text = markup.from_plain(" ".join(raw_text(answer).split()))
    return Option(text=text, fraction=question.share_of(answer), feedback=question.feedback_of(answer))


def _starless(option: Option, draft: Draft) -> Option:
    """Return the option without stars, but for the one that means any other answer and is worth nothing."""
    return option if option.text == ANY_OTHER and option.fraction <= 0 else wildcard_free(option, draft)


def wildcard_free(option: Option, draft: Draft) -> Option:
    """Return the option without Moodle's ``*``, which stands for any text; ``\\*`` is a star."""
    text = markup.plain(option.text)
    bare = " ".join(_ANY_TEXT.sub("", text).split())
    if bare != text:
        if option.fraction > 0 and not bare:
            raise Refused("The answer “*” accepts any text: there is nothing to mark.")
        draft.lose(f"{shown(text)} stands for any text at its stars in the file; here only for {shown(bare)}.")
    return replace(option, text=markup.from_plain(bare.replace("\\*", "*")))


def check_accepted(options: list[Option], draft: Draft) -> None:
    """Refuse texts none of which is wholly right; name those that are so in part."""
    if not any(option.fraction == 1 for option in options):
        raise Refused("No answer is worth 100 %: give that to the right one.")
    for option in options:
        if 0 < option.fraction < 1:
            draft.lose(partly_right(option))


def partly_right(option: Option) -> str:
    """Say that an answer earns a part of the credit in the file."""
    worth = f"{float(option.fraction * 100):.5g} %"
    return f"{shown(option.text)} is worth {worth} in the file; a typed answer is right or wrong here."


def _without_catch_all(question: Question, options: list[Option]) -> tuple[list[Option], str]:
    """Return the options but a last "*" that is worth nothing, and its explanation."""
    plain = [option for option in options if option.text != ANY_OTHER]
    if any(option.fraction > 0 for option in options if option not in plain):
        raise Refused("The answer “*” earns points for any text: there is nothing to mark.")
    other = [option.feedback for option in options if option not in plain and option.feedback]
    return plain, other[0] if other else ""


def _feedback(question: Question, item: Item, other: str) -> str:
    """Return the general explanation, or the one for any other answer when there is none."""
    if other and item.feedback:
        question.draft.lose(f"The text shown after any other answer is left out: {shown(other)}.")
    elif other:
        question.draft.lose("The text shown after any other answer becomes the explanation of the question.")
    return item.feedback or other


def numerical(question: Question) -> Item:
    """Return a number: the best answer first in credit, wider ranges, and what else the file explains."""
    prompt = question.prompt()
    options, other = _without_catch_all(question, [_number(question, answer) for answer in question.answers()])
    best = next((option for option in options if option.fraction == 1), None)
    if best is None:
        raise Refused("No number is worth 100 %: give that to the right one.")
    for option in options:
        if option is not best and not _is_near(option, best, options):
            _name_extra(question, option)
    _name_units(question)
    item = question.begun("numeric", prompt)
    return replace(item, options=tuple(options), feedback=_feedback(question, item, other))


def _number(question: Question, answer: Element) -> Option:
    text, found = one_line(raw_text(answer)), None
    if text in {"*", ""}:
        text = "*"
    else:
        found = number(text)
        if found is None:
            raise Refused(f"{shown(text)} is not a number: write one such as 86.5, without a unit.")
    return Option(
        text=found or text,
        fraction=question.share_of(answer),
        feedback=question.feedback_of(answer),
        tolerance="" if found is None else _tolerance(answer),
    )


def _tolerance(answer: Element) -> str:
    written = answer.text("tolerance").strip() or answer.text("tolerance", "text").strip() or "0"
    found = number(written)
    if found is None or found.startswith("-"):
        raise Refused(f"The tolerance {shown(written)} is not a positive number.")
    return found


def _is_near(option: Option, best: Option, options: list[Option]) -> bool:
    """Say whether this is our "nearly right": the same number, half the credit, a wider range, only once."""
    halves = [other for other in options if other.fraction == Fraction(1, 2)]
    wider = Fraction(option.tolerance) > Fraction(best.tolerance)
    return halves == [option] and option.text == best.text and wider


def _name_extra(question: Question, option: Option) -> None:
    if option.fraction > 0:
        worth = f"{float(option.fraction * 100):.5g}"
        question.draft.lose(f"{option.text} ± {option.tolerance} is worth {worth} % in the file; here nothing.")
    elif option.feedback:
        question.draft.lose(f"The explanation of the wrong number {option.text} is left out.")


def _name_units(question: Question) -> None:
    holder = question.element.first("units")
    names = [one_line(unit.text("unit_name")) for unit in holder.all("unit")] if holder else []
    names = [name for name in names if name]
    if names:
        quoted = ", ".join(shown(name) for name in names[:5])
        question.draft.lose(f"The unit {quoted} is left out: here one types the number alone.")
    instructions = question.html(question.element.first("instructions"))
    if instructions:
        question.draft.lose(f"The instructions for units are left out: {shown(instructions)}.")
