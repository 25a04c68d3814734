"""Answers that are typed: which spellings are accepted, how many slips are forgiven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.kinds.kind import Fault
from quests.questions.spelling import MAX_LENGTH, folded, tidied

SEPARATOR = ";"
SLIPS = [("0", pgettext_lazy("typing slips", "None")), ("1", _("One")), ("2", _("Two")), ("3", _("Three"))]


def forgiven() -> blocks.ChoiceBlock:
    """The field of how many slips are forgiven."""
    return blocks.ChoiceBlock(
        choices=SLIPS,
        default="1",
        label=_("Typing slips forgiven"),
        help_text=_("A letter too many, missing, changed or swapped. Capitals, accents and hyphens never count."),
    )


def slips(chosen: str | None) -> int:
    """How many slips are forgiven; none while nothing is chosen."""
    return int(chosen) if chosen in dict(SLIPS) else 0


def separated(texts: str | None) -> list[str]:
    """The spellings of one field, tidied, without the empty ones."""
    return [text for text in map(tidied, (texts or "").split(SEPARATOR)) if text]


def joined(texts: Iterable[str]) -> str:
    """Spellings as one field holds them."""
    return f" {SEPARATOR} ".join(texts)


def unreadable(texts: Iterable[str]) -> Iterator[Fault]:
    """Spellings that nobody could be compared with."""
    for text in texts:
        if not folded(text):
            yield "incomplete_answer", gettext("“%s” holds neither a letter nor a figure.") % text
        elif len(text) > MAX_LENGTH:
            yield "incomplete_answer", gettext("“%s…” is too long to be typed.") % text[:40]
