"""What stands between the braces of a GIFT question, kind by kind (Refused when it makes no question)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from . import markup
from .drafts import Draft, Refused, number, percent, shown
from .gift_text import bare, restored, rich, weighed
from .item import Item, Option

_ANY = "*"
_STARS = re.compile(r"(?<!\\)\*")
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One answer: its share, its text and feedback (protected)."""

    share: Fraction
    text: str
    feedback: str


def choice(item: Item, section: str, form: str, draft: Draft) -> Item:
    """``{=right ~wrong ~%50%half}``: one right answer with ``=``, several without."""
    if section[0] not in "~=":
        draft.lose("The words before the first = or ~ were read as a wrong answer.")
    options = [
        Option(text=rich(piece.text, form, draft), fraction=piece.share, feedback=rich(piece.feedback, form, draft))
        for piece in _pieces(section.replace("=", "~="), "~")
    ]
    kept = tuple(option for option in options if option.text)
    # Many write ``~=right``: between those two signs nothing is lost.
    if any(option.feedback or option.fraction for option in options if not option.text):
        draft.lose("An answer without words was left out.")
    if len(kept) < 2:
        raise Refused("A choice needs two answers or more.")
    return _judged_choice(replace(item, options=kept), draft)


def _judged_choice(item: Item, draft: Draft) -> Item:
    right = [option for option in item.options if option.fraction > 0]
    if not right:
        raise Refused("No answer is right: put = before the right one, or give each right one its share, %50%.")
    if item.kind == "multiple_choice":
        _name_shares(right, draft)
        return item
    whole = [option for option in right if option.fraction == 1]
    for option in right:
        if option.fraction < 1:
            draft.lose(f"{shown(option.text)} is worth {_worth(option)} % in the file; here it is wrong.")
    return item if len(whole) == 1 else _several(item, whole, draft)


def _several(item: Item, whole: list[Option], draft: Draft) -> Item:
    """Any one of these answers would do in Moodle; the nearest we have is ticking them all."""
    if len(whole) == len(item.options):
        raise Refused("All the answers are right: add a wrong one.")
    draft.lose(f"{len(whole)} answers are right and any of them was enough in the file; here all are to be ticked.")
    share = Fraction(1, len(whole))
    options = tuple(
        replace(option, fraction=share if option.fraction == 1 else min(option.fraction, Fraction(0)))
        for option in item.options
    )
    return replace(item, kind="multiple_choice", options=options)


def _name_shares(right: list[Option], draft: Draft) -> None:
    total = sum((option.fraction for option in right), Fraction(0))
    if len({option.fraction for option in right}) > 1:
        draft.lose("The right answers are not worth the same in the file; here they are.")
    elif abs(total - 1) > Fraction(2, 100):
        draft.lose(f"The right answers add up to {percent(total)} % in the file; here to 100 %.")


def _worth(option: Option) -> str:
    return f"{float(option.fraction * 100):.5g}"


def is_true_false(section: str) -> bool:
    """Say whether this is ``T``, ``TRUE``, ``F`` or ``FALSE``, with or without feedback."""
    return section.partition("#")[0].strip().upper() in {"T", "TRUE", "F", "FALSE"}


def true_false(item: Item, section: str, form: str, draft: Draft) -> Item:
    """``{TRUE#when wrong#when right}``."""
    answer, _, feedback = section.partition("#")
    wrong, right = (rich(part, form, draft) for part in (*feedback.split("#", 1), "")[:2])
    truth = answer.strip().upper().startswith("T")
    options = (
        Option(text="true", fraction=Fraction(truth), feedback=right if truth else wrong),
        Option(text="false", fraction=Fraction(not truth), feedback=wrong if truth else right),
    )
    return replace(item, options=options)


def short_text(item: Item, section: str, form: str, draft: Draft) -> Item:
    """``{=accepted =%50%half =%0%trap#why =%0%*#after anything else}``."""
    options: list[Option] = []
    for piece in _pieces(section, "="):
        text, feedback = bare(piece.text), rich(piece.feedback, form, draft)
        if text == _ANY:
            item = _other(item, piece.share, feedback, draft)
        elif text:
            options.append(Option(text=_starless(text, draft), fraction=piece.share, feedback=feedback))
    if not any(option.fraction == 1 for option in options):
        raise Refused("No answer is worth 100 %: give that to the right one.")
    for option in options:
        if 0 < option.fraction < 1:
            draft.lose(f"{shown(option.text)} is worth {_worth(option)} % in the file; here nothing.")
    return replace(item, options=tuple(options))


def _starless(text: str, draft: Draft) -> str:
    """Return an accepted text; Moodle's stars, which stand for anything, are named. ``\\*`` is a star."""
    if _STARS.search(text):
        draft.lose(f"The star of {shown(text)} stands for any text in the file; here only for itself.")
    return text.replace("\\*", "*")


def _other(item: Item, share: Fraction, feedback: str, draft: Draft) -> Item:
    """Keep what is shown after any other answer as the explanation of the question, when it has none."""
    if share > 0:
        raise Refused("The answer “*” earns points for any answer: there is nothing to mark.")
    if feedback and item.feedback:
        draft.lose(f"The text shown after any other answer is left out: {shown(feedback)}.")
    elif feedback:
        draft.lose("The text shown after any other answer becomes the explanation of the question.")
    return replace(item, feedback=item.feedback or feedback)


def is_matching(section: str) -> bool:
    """Say whether answers are ``=this -> that``: an arrow in one before any feedback, and no weights."""
    pieces = section.split("=")[1:]
    if any(piece.lstrip().startswith("%") for piece in pieces):
        return False
    arrows = [piece for piece in pieces if "->" in piece]
    return any("#" not in piece.split("->")[0] for piece in arrows) or len(arrows) == len(pieces) > 1


def matching(item: Item, section: str, form: str, draft: Draft) -> Item:
    """``{=this -> that =-> a target too many}``; a target may serve twice."""
    pairs: list[Option] = []
    for piece in section.split("=")[1:]:
        left, arrow, right = piece.partition("->")
        text, target = rich(left, form, draft), _target(right)
        if not arrow or not target:
            raise Refused(f"An arrow -> and what goes with it are missing after {shown(restored(piece).strip())}.")
        pairs.append(Option(text=text, match=target, fraction=Fraction(bool(text))))
    items = [pair for pair in pairs if pair.text]
    if len(items) < 2:
        raise Refused("A matching needs two items or more.")
    targets = {pair.match for pair in items}
    decoys = dict.fromkeys(pair.match for pair in pairs if not pair.text and pair.match not in targets)
    return replace(item, options=(*items, *(Option(text="", match=decoy) for decoy in decoys)))


def _target(text: str) -> str:
    raw = restored(text).strip()
    return markup.clean(raw, newlines=True) if markup.is_html(raw) else markup.from_plain(raw)


def numeric(item: Item, section: str, form: str, draft: Draft) -> Item:
    """``{#3:2}``, ``{#1..5}``, ``{#=3:0 =%50%3:2 ~#when wrong}``."""
    section, mark, wrong = section[1:].partition("~")
    options: list[Option] = []
    for piece in _pieces(section, "="):
        feedback = rich(piece.feedback, form, draft)
        if piece.text == _ANY:
            item = _other(item, piece.share, feedback, draft)
        else:
            value, tolerance = _number(restored(piece.text))
            options.append(Option(text=value, tolerance=tolerance, fraction=piece.share, feedback=feedback))
    if mark:
        item = _other(item, Fraction(0), rich(wrong.partition("#")[2], form, draft), draft)
    return _judged_numbers(replace(item, options=tuple(options)), draft)


def _number(text: str) -> tuple[str, str]:
    """Return value and tolerance, as keys hold numbers, of ``3``, ``3:2`` or ``1..5``."""
    low, dots, high = text.partition("..")
    value, colon, margin = text.partition(":")
    first, second = (number(low), number(high)) if dots else (number(value), number(margin) if colon else "0")
    if first is None or second is None:
        raise Refused(f"{shown(text)} is no number: write 3, 3:0.5 or 1..5.")
    if not dots:
        return first, second.removeprefix("-")
    ends = sorted((Decimal(first), Decimal(second)))
    return _plain((ends[0] + ends[1]) / 2), _plain((ends[1] - ends[0]) / 2)


def _plain(value: Decimal) -> str:
    return number(f"{value:f}") or "0"


def _judged_numbers(item: Item, draft: Draft) -> Item:
    best = next((option for option in item.options if option.fraction == 1), None)
    if best is None:
        raise Refused("No number is worth 100 %: give that to the right one.")
    halves = [option for option in item.options if option.fraction == _HALF]
    for option in item.options:
        near = halves == [option] and option.text == best.text and Decimal(option.tolerance) > Decimal(best.tolerance)
        if option is best or near:
            continue
        if option.fraction > 0:
            draft.lose(f"{option.text} ± {option.tolerance} is worth {_worth(option)} % in the file; here nothing.")
        elif option.feedback:
            draft.lose(f"The explanation of the wrong number {option.text} is left out.")
    return item


def _pieces(section: str, sign: str) -> Iterator[_Piece]:
    """The answers after each sign; without a weight, right unless the sign is ``~``."""
    first, *others = section.split(sign)
    for piece in ([first] if first.strip() else []) + others:
        marked = piece.lstrip().startswith("=")
        body = piece.lstrip().removeprefix("=") if marked else piece
        share, rest = weighed(body, Fraction(marked or sign == "="))
        text, _, feedback = rest.partition("#")
        yield _Piece(share, text.strip(), feedback)
