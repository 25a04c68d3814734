"""Aiken, read only: a question on one line, its answers ``A. …`` or ``A) …``, then ``ANSWER: B``.

Strict as the format is, but each question stands alone: a faulty one is refused with the line at fault.
Its texts are plain: as in Moodle, ``<b>`` shows as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from . import markup
from .decoding import counted, decoded, noted
from .errors import Unreadable
from .item import Item, Option

_OPTION = re.compile(r"([A-Z])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"ANSWER:\s*([A-Z])(?:[.)].*)?")
_ANSWER_LIKE = re.compile(r"answer\s*:", re.IGNORECASE)
_FAULTS_NAMED = 3
_LETTERS = 26
_OPTION_LIKE = re.compile(r"[A-Za-z][.)](?:\s|$)")


@dataclass(slots=True)
class _Question:
    """The lines of one question, with their numbers."""

    prompt: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    answer: str = ""
    line: int = 0
    faults: list[str] = field(default_factory=list)


def read(data: bytes) -> list[Item]:
    """Return the questions of an Aiken file (Unreadable when it is no text, or there is no ``ANSWER:`` in it)."""
    text, note = decoded(data)
    if not re.search(r"^\s*answer\s*:", text, re.IGNORECASE | re.MULTILINE):
        raise Unreadable("There is no line “ANSWER: A” in the file: it is not Aiken.")
    return noted(counted(map(_item, _questions(text.split("\n")))), note)


def _questions(lines: Sequence[str]) -> Iterator[_Question]:
    question = _Question()
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line:
            continue
        if question.options and not _is_part(line):
            # A new question starts where ANSWER was expected.
            question.faults.append(f"Line {number}: “ANSWER:” was expected here.")
            yield question
            question = _Question()
        question.line = question.line or number
        _take(question, line, number)
        if _ANSWER_LIKE.match(line):
            yield question
            question = _Question()
    if question.line:
        question.faults.append(f"Line {len(lines)}: the file ends before “ANSWER:”.")
        yield question


def _is_part(line: str) -> bool:
    return bool(_ANSWER_LIKE.match(line) or _OPTION_LIKE.match(line))


def _take(question: _Question, line: str, number: int) -> None:
    if _ANSWER_LIKE.match(line):
        found = _ANSWER.fullmatch(line)
        question.answer = found[1] if found else ""
        if not found:
            question.faults.append(f"Line {number}: write “ANSWER: ” and one capital letter, nothing else.")
    elif option := _OPTION.fullmatch(line):
        _take_option(question, option[1], option[2], number)
    elif question.prompt and _OPTION_LIKE.match(line):
        question.faults.append(f"Line {number}: write an answer as “A. text” or “A) text”, with a capital letter.")
    else:
        if question.prompt:
            question.faults.append(f"Line {number}: a question must be on one line, before its answers.")
        question.prompt.append(line)


def _take_option(question: _Question, letter: str, text: str, number: int) -> None:
    expected = chr(ord("A") + min(len(question.options), _LETTERS - 1))
    if letter != expected or len(question.options) == _LETTERS:
        question.faults.append(f"Line {number}: the answer {expected} was expected, not {letter}.")
    question.options.append((letter, markup.from_plain(text)))


def _item(question: _Question) -> Item:
    options = tuple(
        Option(text=text, fraction=Fraction(letter == question.answer)) for letter, text in question.options
    )
    prompt = markup.from_plain("\n".join(question.prompt))
    item = Item(kind="single_choice", prompt=prompt, options=options, line=question.line)
    for fault in (*question.faults[:_FAULTS_NAMED], *_missing(question)):
        item = item.refused(fault)
    return item


def _missing(question: _Question) -> Iterator[str]:
    if not question.prompt:
        yield f"Line {question.line}: the question is missing before its answers."
    if question.faults:
        return
    if len(question.options) < 2:
        yield f"Line {question.line}: the question needs two answers or more."
    elif question.answer not in [letter for letter, _ in question.options]:
        yield f"Line {question.line}: the right answer {question.answer} is not one of the answers."
    elif not all(text for _, text in question.options):
        yield f"Line {question.line}: an answer has no words."
