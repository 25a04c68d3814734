"""Moodle's questions answered by choosing, pairing or putting in order."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from . import markup
from .drafts import Refused, one_line, percent, shown
from .item import Item, Option
from .moodle_xml_question import Question, raw_text
from .xml_elements import Element

_ROUNDED = Fraction(2, 100)  # three times 33 % is meant as the whole


def multichoice(question: Question) -> Item:
    """Return a single or a multiple choice."""
    prompt, options = question.prompt(), question.options()
    question.name_fixed_order()
    if len(options) < 2:
        raise Refused("A choice needs two answers or more.")
    if question.flag("single", default=True):
        kind, options = _single(question, options)
    else:
        kind = "multiple_choice"
        _check_multiple(question, options)
    return replace(question.begun(kind, prompt), options=tuple(options))


def _single(question: Question, options: list[Option]) -> tuple[str, list[Option]]:
    """Return a choice of one answer, or of all those that are wholly right when there are several."""
    right = sum(option.fraction == 1 for option in options)
    if not right:
        raise Refused("No answer is worth 100 %: give that to the right one.")
    for option in options:
        if 0 < option.fraction < 1:
            question.draft.lose(f"{shown(option.text)} is worth {_worth(option)} % in the file; here it is wrong.")
    if right == 1:
        return "single_choice", options
    if right == len(options):
        raise Refused("All the answers are right: add a wrong one.")
    question.draft.lose(f"{right} answers are right and any of them was enough in the file; here all are to be ticked.")
    return "multiple_choice", [replace(option, fraction=_ticked(option, right)) for option in options]


def _ticked(option: Option, right: int) -> Fraction:
    """Return the share of an answer once all those worth 100 % are to be ticked."""
    return Fraction(1, right) if option.fraction == 1 else min(option.fraction, Fraction(0))


def _check_multiple(question: Question, options: list[Option]) -> None:
    shares = {option.fraction for option in options if option.fraction > 0}
    if not shares:
        raise Refused("No answer is worth anything: give each right one its share of 100 %.")
    total = sum((option.fraction for option in options if option.fraction > 0), Fraction(0))
    if len(shares) > 1:
        question.draft.lose("The right answers are not worth the same in the file; here they are.")
    elif abs(total - 1) > _ROUNDED:
        question.draft.lose(f"The right answers add up to {percent(total)} % in the file; here to 100 %.")


def _worth(option: Option) -> str:
    return f"{float(option.fraction * 100):.5g}"


def truefalse(question: Question) -> Item:
    """Return a true or false question, true first."""
    prompt, answers = question.prompt(), question.answers()
    texts = [one_line(raw_text(answer)).lower() for answer in answers]
    if len(answers) != 2:
        raise Refused("A true or false question needs two answers, “true” and “false”.")
    if sorted(texts) != ["false", "true"]:
        if not set(texts).isdisjoint({"true", "false"}):
            raise Refused("The two answers of a true or false question must be “true” and “false”.")
        # So does Moodle: old exports held them in the language of the site.
        question.draft.lose(f"{shown(texts[0])} is taken for “true” and {shown(texts[1])} for “false”.")
        texts = ["true", "false"]
    found = {
        text: Option(text=text, fraction=question.share_of(answer), feedback=question.feedback_of(answer))
        for text, answer in zip(texts, answers, strict=True)
    }
    if sum(option.fraction == 1 for option in found.values()) != 1:
        raise Refused("Exactly one of “true” and “false” must be worth 100 %.")
    return replace(question.begun("true_false", prompt), options=(found["true"], found["false"]))


def ordering(question: Question) -> Item:
    """Return the items in the order of the file, which is the right one."""
    prompt = question.prompt()
    options = [replace(option, fraction=Fraction(0)) for option in _ordered(question)]
    if len(options) < 2:
        raise Refused("An order needs two items or more.")
    picks = question.element.text("selecttype").strip().upper() in {"RANDOM", "CONTIGUOUS", "1", "2"}
    if picks and question.element.text("selectcount").strip() not in {"", "0", str(len(options))}:
        question.draft.lose("The file asks some of the items, drawn anew each time; here all of them.")
    if any(option.feedback for option in options):
        question.draft.lose("The explanations of single items are left out: an order has one explanation.")
    return replace(
        question.begun("ordering", prompt), options=tuple(replace(option, feedback="") for option in options)
    )


def _ordered(question: Question) -> list[Option]:
    """Return the answers; their ``fraction`` is a place here, not a share."""
    found = []
    for answer in question.answers():
        text = question.html(answer)
        if not text and raw_text(answer).strip():
            raise Refused("An item is only a picture or a sound: put it into words.")
        if text:
            found.append(Option(text=text, feedback=question.feedback_of(answer)))
    return found


def matching(question: Question) -> Item:
    """Return a matching: several items may have the same partner, and a partner without an item is a decoy."""
    prompt = question.prompt()
    pairs = [_pair(question, found.first("answer"), found) for found in question.element.all("subquestion")]
    items = [pair for pair in pairs if pair.text]
    if len(items) < 2:
        raise Refused("A matching needs two items or more.")
    targets = {pair.match for pair in items}
    decoys = dict.fromkeys(pair.match for pair in pairs if not pair.text and pair.match not in targets | {""})
    if len(targets) + len(decoys) < 2:
        raise Refused("All items go with the same partner.")
    extra = (Option(text="", match=decoy) for decoy in decoys)
    return replace(question.begun("matching", prompt), options=(*items, *extra))


def _pair(question: Question, answer: Element | None, subquestion: Element) -> Option:
    text = question.html(subquestion)
    target = markup.from_plain(one_line(raw_text(answer))) if answer else ""
    if not text and raw_text(subquestion).strip():
        raise Refused("An item is only a picture or a sound: put it into words.")
    if text and not target:
        raise Refused(f"{shown(text)} has no partner.")
    return Option(text=text, match=target, fraction=Fraction(1 if text else 0))
