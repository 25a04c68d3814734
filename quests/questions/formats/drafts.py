"""What the XML readers share while they make an item: its losses as they are met, shares and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal
from fractions import Fraction

from ..decimals import MAX_DIGITS
from ..decimals import plain as canonical
from . import markup
from .item import Item, Option

_MAX_MESSAGES = 12
_MAX_TITLE = 250
MAX_ANSWERS = 100
_FINEST = 100  # shares are read as the simplest fraction near them: 33.333 % is a third
_NEAR = Fraction(1, 10_000)
_NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,2})?", re.ASCII)
_LANGUAGES = re.compile(r"class\s*=\s*[\"'][^\"']*\bmultilang\b|\{mlang\s", re.IGNORECASE)
_MARKED = re.compile(r"[<>&$\\{]")
_SPACES = re.compile(r"[ \t\r\n]+")
_SHORT = 2000
_FLOAT = Context(prec=12)


class Refused(Exception):
    """This question is not imported; the only argument says why, and what to do."""


@dataclass(slots=True)
class Draft:
    """The losses of one item, in the order they were met, and what is only worth knowing."""

    losses: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def lose(self, message: str) -> None:
        """Name a loss, once."""
        if message not in self.losses:
            self.losses.append(message)

    def note(self, message: str) -> None:
        """Say something that changes neither the question nor its marking: the item stays as good as it was."""
        if message not in self.notes:
            self.notes.append(message)

    def html(self, source: str, *, newlines: bool = False) -> str:
        """Return an item's text for foreign HTML, naming what it loses."""
        if not newlines and len(source) < _SHORT and not _MARKED.search(source):
            return markup.from_plain(_SPACES.sub(" ", source))  # most answers: nothing to clean
        for loss in markup.losses(source):
            self.lose(loss)
        if _LANGUAGES.search(source):
            self.lose("A text mixes several languages (multilang): they are all kept, one after the other.")
        return markup.clean(source, newlines=newlines)

    def finished(self, item: Item) -> Item:
        """Return the item with its losses named, the first dozen of them one by one."""
        for message in self.losses[:_MAX_MESSAGES]:
            item = item.approximated(message)
        more = len(self.losses) - _MAX_MESSAGES
        item = item.approximated(f"{more} more losses of the same sort.") if more > 0 else item
        return replace(item, messages=(*item.messages, *self.notes))


def check_answers(count: int) -> None:
    """Refuse a question of absurdly many answers before each of them is read."""
    if count > MAX_ANSWERS:
        raise Refused(f"There are more than {MAX_ANSWERS} answers: split the question.")


def decoys(texts: Iterable[str], right: Iterable[Option]) -> tuple[Option, ...]:
    """Return the choices of a text with gaps that are right in none of them, each once."""
    used = {option.text for option in right}
    return tuple(Option(text=text) for text in dict.fromkeys(texts) if text not in used)


def one_line(html: str) -> str:
    """Return foreign HTML as one line of plain characters (titles, tags, typed answers)."""
    return " ".join(markup.plain(markup.clean(html)).split())


def titled(html: str) -> str:
    """Return a title, shortened when it is endless."""
    title = one_line(html)
    return title if len(title) <= _MAX_TITLE else title[: _MAX_TITLE - 1].rstrip() + "…"


def shown(text: str) -> str:
    """Quote a text in a message, shortened."""
    line = " ".join(markup.plain(text).split())
    return f"“{line if len(line) <= 60 else line[:59].rstrip() + '…'}”"


def number(text: str) -> str | None:
    """Return a number as keys hold it ("2.5"), None when it is not one or too long to be one.

    Computers write 0.1 as 0.1000000000000000055: such noise is rounded away.
    """
    tidy = text.strip().replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(tidy):
        return None
    value = Decimal(tidy)
    if len(value.normalize().as_tuple().digits) > MAX_DIGITS:
        value = _FLOAT.create_decimal(value)
    if abs(value.adjusted()) >= MAX_DIGITS and value:
        return None
    written = canonical(value)
    return written if sum(map(str.isdigit, written)) <= MAX_DIGITS else None


def share(percent: str) -> Fraction | None:
    """Return a percentage as a share of 1, None when it is not one from -100 to 100."""
    value = number(percent)
    return None if value is None else simplest(Fraction(value) / 100)


def simplest(value: Fraction) -> Fraction | None:
    """Return the simplest share beside a rounded one, None outside -1..1."""
    simple = value.limit_denominator(_FINEST)
    near = simple if abs(simple - value) <= _NEAR else value
    return near if -1 <= near <= 1 else None


def percent(fraction: Fraction) -> str:
    """Write a share as a percentage: "33.3333333", "100"."""
    text = f"{float(fraction * 100):.7f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
