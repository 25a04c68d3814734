"""Moodle's cloze notation, ``{1:SHORTANSWER:=Lens~%50%Liévin#close}``, read without regular-expression traps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Literal

from . import markup
from .drafts import Refused, check_answers, shown

ClozeKind = Literal["typed", "chosen", "ticked", "number"]
_KINDS: dict[str, ClozeKind] = {
    **dict.fromkeys(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"), "typed"),
    **dict.fromkeys(("NUMERICAL", "NM"), "number"),
    **dict.fromkeys(("MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"), "chosen"),
    **dict.fromkeys(("MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"), "chosen"),
    **dict.fromkeys(("MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS"), "ticked"),
    **dict.fromkeys(("MULTIRESPONSE_HS", "MRHS"), "ticked"),
}
_SENSITIVE = frozenset({"SHORTANSWER_C", "SAC", "MWC"})
_OPENING = re.compile(r"\{[ \t\n]{0,20}(\d{0,9})[ \t\n]{0,20}:([A-Z_]{2,20}):")
_ALMOST = re.compile(r"\{[ \t\n]{0,20}\d{0,9}[ \t\n]{0,20}:[ \t\n]{0,20}([A-Za-z_]{1,30})[ \t\n]{0,20}:")
_PERCENT = re.compile(r"%(-?[0-9]{1,9}(?:[.,][0-9]{0,20})?)%")
_MAX_GAPS = 50
# Written as character references, in a cloze's answers, these mean themselves to Moodle too.
_SPECIAL = {ord(character): f"&#{ord(character)};" for character in "{}~#=%\\"}


@dataclass(frozen=True, slots=True)
class Alternative:
    """One answer of a gap: its HTML, its share as a percentage, its explanation's HTML."""

    text: str
    percent: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap; ``weight`` is what it counts beside the others."""

    kind: ClozeKind
    weight: int
    case_sensitive: bool
    alternatives: tuple[Alternative, ...]


def parse(text: str) -> tuple[str, list[Gap]]:
    """Return the HTML with ``[[1]]``, ``[[2]]`` in place of its gaps, and the gaps; Refused when one is broken."""
    parts: list[str] = []
    gaps: list[Gap] = []
    start = 0
    while opening := _OPENING.search(text, start):
        gap, end = _gap(text, opening)
        gaps.append(gap)
        parts += [text[start : opening.start()], f"[[{len(gaps)}]]"]
        start = end
        if len(gaps) > _MAX_GAPS:
            raise Refused(f"There are more than {_MAX_GAPS} gaps.")
    rest = "".join(parts) + text[start:]
    if broken := _ALMOST.search(rest):
        raise Refused(f"The gap {shown(rest[broken.start() : broken.start() + 40])} is not written as Moodle asks.")
    if not gaps:
        raise Refused("There is no gap in the text: write one as {1:SHORTANSWER:=answer}.")
    return rest, gaps


def _gap(text: str, opening: re.Match[str]) -> tuple[Gap, int]:
    name = opening[2]
    if name not in _KINDS:
        raise Refused(f"{shown(name)} is not a sort of gap that Moodle knows.")
    pieces, end = _pieces(text, opening.end())
    check_answers(len(pieces))
    alternatives = tuple(_alternative(answer, feedback) for answer, feedback in pieces)
    kept = tuple(alternative for alternative in alternatives if alternative.text)
    if not kept:
        raise Refused(f"The gap {shown(text[opening.start() : end])} has no answer.")
    return Gap(_KINDS[name], int(opening[1] or 1), name in _SENSITIVE, kept), end


def _pieces(text: str, start: int) -> tuple[list[tuple[str, str]], int]:
    """Return (answer, feedback) pairs and where the gap ends, just behind its "}"."""
    pieces: list[tuple[str, str]] = []
    begun, hash_at = start, -1
    for at in range(start, len(text)):
        character = text[at]
        if character not in "~#}" or text[at - 1] == "\\":
            continue
        if hash_at < 0 and at > begun and _is_reference(text, at):
            continue
        if character == "#":
            hash_at = at if hash_at < 0 else hash_at
            continue
        pieces.append((text[begun:hash_at], text[hash_at + 1 : at]) if hash_at >= 0 else (text[begun:at], ""))
        begun, hash_at = at + 1, -1
        if character == "}":
            return pieces, at + 1
    raise Refused(f"The gap {shown(text[max(0, start - 20) : start + 40])} is not closed by “}}”.")


def _is_reference(text: str, at: int) -> bool:
    """Say whether the "#" is that of a character reference, such as ``&#39;``."""
    return text[at - 1] == "&" or text[max(0, at - 5) : at] == "&amp;"


def _alternative(answer: str, feedback: str) -> Alternative:
    percent, text = "0", answer.strip()
    if text.startswith("="):
        percent, text = "100", text[1:]
    elif found := _PERCENT.match(text):
        percent, text = found[1], text[found.end() :]
    return Alternative(_bare(text).strip(), percent, _bare(feedback).strip())


def _bare(text: str) -> str:
    for character in "}#~{":
        text = text.replace("\\" + character, character)
    return text


def typed_text(html: str) -> str:
    """Return the HTML of an answer as the plain characters to type."""
    return " ".join(markup.plain(markup.clean(html)).split())


def number_and_tolerance(html: str) -> tuple[str, str]:
    """Return both parts of "5:0.1", "0" when there is no tolerance."""
    value, _, tolerance = unescape(html).partition(":")
    return value.strip(), tolerance.strip() or "0"


def gap_text(alternatives: list[Alternative]) -> str:
    """Write a typed gap; texts are HTML already and any notation inside them is neutralised."""
    return "{1:SHORTANSWER:" + "~".join(_written(alternative) for alternative in alternatives) + "}"


def _written(alternative: Alternative) -> str:
    head = "=" if alternative.percent == "100" else f"%{alternative.percent}%"
    feedback = f"#{neutral(alternative.feedback)}" if alternative.feedback else ""
    return f"{head}{neutral(alternative.text)}{feedback}"


def neutral(html: str) -> str:
    """Write the signs of the notation as character references, outside tags and references only."""
    # An ampersand written &amp; would hide the sign that follows it from Moodle.
    pieces = re.split(r"(<[^<>]*>|&[A-Za-z]+;|&#\d+;)", html.replace("&amp;", "&#38;"))
    return "".join(piece if index % 2 else piece.translate(_SPECIAL) for index, piece in enumerate(pieces))
