"""Moodle's texts with gaps: cloze, select missing words, drag words into the text."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from . import cloze, markup
from .drafts import Refused, decoys, number, share, shown
from .item import Item, Option
from .moodle_xml_question import Question, raw_text
from .moodle_xml_typed import partly_right, wildcard_free

_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
_REASONS = {
    "ticked": "a gap with boxes to tick (MULTIRESPONSE) has no counterpart",
    "mixed": "gaps to type and gaps to choose cannot be mixed: make two questions of it",
}


def multianswer(question: Question) -> Item:
    """Return the gaps of a cloze, all typed or all chosen."""
    found = question.element.first("questiontext")
    text, gaps = cloze.parse(raw_text(found) if found else "")
    prompt = _prompt(question, text)
    kinds = {"typed" if gap.kind == "number" else gap.kind for gap in gaps}
    if "ticked" in kinds or len(kinds) > 1:
        raise Refused(f"In a text with gaps, {_REASONS['ticked' if 'ticked' in kinds else 'mixed']}.")
    if len({gap.weight for gap in gaps}) > 1:
        question.draft.lose("The gaps do not weigh the same in the file; here they do.")
    item = question.begun("gap_fill", prompt)
    if kinds == {"typed"}:
        return replace(item, options=_typed(question, gaps))
    return replace(item, options=_chosen(question, gaps), chosen=True)


def _prompt(question: Question, text: str) -> str:
    element = question.element.first("questiontext")
    prompt = question.html(replace(element, children=[text, *element.all("file")])) if element else ""
    if len(_PLACE.findall(prompt)) != len(_PLACE.findall(text)):
        raise Refused("A gap stands inside something that is left out, such as a picture.")
    return prompt


def _typed(question: Question, gaps: list[cloze.Gap]) -> tuple[Option, ...]:
    options: list[Option] = []
    for place, gap in enumerate(gaps, start=1):
        if gap.case_sensitive:
            question.draft.lose("Capital letters matter in the file; here they do not.")
        if gap.kind == "number":
            question.draft.lose(f"Gap {place} expects a number in the file; here it is compared letter by letter.")
        found = [_typed_option(question, place, gap, alternative) for alternative in gap.alternatives]
        options += _accepted(question, place, found)
    return tuple(options)


def _typed_option(question: Question, place: int, gap: cloze.Gap, alternative: cloze.Alternative) -> Option:
    text = cloze.typed_text(alternative.text)
    if gap.kind == "number" and text != "*":
        text = _exact_number(place, text)
    option = Option(
        text=markup.from_plain(text),
        fraction=_share(alternative),
        feedback=question.draft.html(alternative.feedback),
        gap=place,
    )
    return option if option.fraction <= 0 else wildcard_free(option, question.draft)


def _exact_number(place: int, text: str) -> str:
    written, tolerance = cloze.number_and_tolerance(text)
    value = number(written)
    if value is None:
        raise Refused(f"Gap {place} expects a number, and {shown(written)} is none.")
    if number(tolerance) != "0":
        raise Refused(f"Gap {place} accepts numbers near {value} (± {tolerance}): make a number question of it.")
    return value


def _share(alternative: cloze.Alternative) -> Fraction:
    found = share(alternative.percent)
    if found is None:
        raise Refused(f"{shown(alternative.percent + ' %')} is not a share of the credit.")
    return found


def _accepted(question: Question, place: int, options: list[Option]) -> list[Option]:
    """Return what a gap accepts, naming partial credit and the explanations of wrong answers."""
    if not any(option.fraction == 1 for option in options):
        raise Refused(f"Gap {place} has no answer worth 100 %.")
    for option in options:
        if 0 < option.fraction < 1:
            question.draft.lose(partly_right(option))
        elif option.fraction <= 0 and option.feedback:
            question.draft.lose(f"The explanations of wrong answers in gap {place} are left out.")
    return [option for option in options if option.fraction > 0]


def _chosen(question: Question, gaps: list[cloze.Gap]) -> tuple[Option, ...]:
    """Return the right choice of each gap, then what is wrong everywhere: one list serves all gaps here."""
    lists = [_choices(question, place, gap) for place, gap in enumerate(gaps, start=1)]
    if len({frozenset(option.text for option in choices) for choices in lists}) > 1:
        question.draft.lose("Each gap has its own list in the file; here one list serves all gaps.")
    if len({option.text for choices in lists for option in choices}) < 2:
        raise Refused("A gap to choose needs two choices or more.")
    right = [_right_choice(question, place, choices) for place, choices in enumerate(lists, start=1)]
    return tuple(right) + decoys([option.text for choices in lists for option in choices], right)


def _choices(question: Question, place: int, gap: cloze.Gap) -> list[Option]:
    options = [
        Option(
            text=question.draft.html(alternative.text),
            fraction=_share(alternative),
            feedback=question.draft.html(alternative.feedback),
            gap=place,
        )
        for alternative in gap.alternatives
    ]
    if not all(option.text for option in options):
        raise Refused(f"A choice of gap {place} is only a picture or a sound: put it into words.")
    return options


def _right_choice(question: Question, place: int, choices: list[Option]) -> Option:
    right = [option for option in _accepted(question, place, choices) if option.fraction == 1]
    if len(right) > 1:
        raise Refused(f"Gap {place} has several right choices: leave one.")
    return right[0]


def gapselect(question: Question) -> Item:
    """Return a text whose gaps are chosen from one list, the n-th choice being right wherever ``[[n]]`` stands."""
    choices = [*question.element.all("selectoption"), *question.element.all("dragbox")]
    texts = [question.html(choice) for choice in choices]
    found = question.element.first("questiontext")
    raw = raw_text(found) if found else ""
    places = [int(place) for place in _PLACE.findall(raw)]
    if not places:
        raise Refused("There is no gap in the text: write [[1]] where the first choice belongs.")
    prompt = _prompt(question, _renumbered(raw))
    right = [_choice(texts, place, gap) for gap, place in enumerate(places, start=1)]
    groups = {choice.text("group").strip() for choice in choices}
    if len(groups) > 1:
        question.draft.lose("Each gap has its own list in the file; here one list serves all gaps.")
    options = tuple(right) + decoys([text for text in texts if text], right)
    return replace(question.begun("gap_fill", prompt), options=options, chosen=True)


def _renumbered(raw: str) -> str:
    """Return the text with its places numbered from 1 in their order."""
    count = iter(range(1, len(raw) + 1))
    return _PLACE.sub(lambda _: f"[[{next(count)}]]", raw)


def _choice(texts: list[str], place: int, gap: int) -> Option:
    if not 1 <= place <= len(texts) or not texts[place - 1]:
        raise Refused(f"The gap [[{place}]] has no choice of that number, or one that is only a picture.")
    return Option(text=texts[place - 1], fraction=Fraction(1), gap=gap)
