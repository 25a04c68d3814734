"""The texts of GIFT: escapes, format markers, weights.

``protected`` takes every escaped character out of the grammar's sight: it becomes a lone surrogate,
which no text that was decoded can hold, and ``restored`` brings it back.
"""

from __future__ import annotations

import re
from fractions import Fraction

from . import markdown, markup
from .drafts import Draft
from .drafts import share as share_of

_SHIFT = 0xD800
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_PROTECTED = re.compile("[\ud800-\ud8ff]")
_CONTROLS = re.compile("[~=#{}:]")
_TAG = re.compile(r"<[a-zA-Z][a-zA-Z0-9]*(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>\n]*\"|'[^'<>\n]*'))+\s*/?>")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"%\s*(-?\d{1,3}(?:[.,]\d{0,12})?)\s*%")
_SPECIAL = re.compile(r"[\\~=#{}:]")
_HTML = re.compile("[<&]")


def protected(text: str) -> str:
    """Hide the escaped characters, and those inside the tags of HTML, whose ``=`` and ``#`` mean nothing here."""
    return _TAG.sub(_hidden_tag, _ESCAPE.sub(lambda found: _hidden("\n" if found[1] == "n" else found[1]), text))


def restored(text: str) -> str:
    """Bring the hidden characters back."""
    return _PROTECTED.sub(lambda found: chr(ord(found[0]) - _SHIFT), text)


def escaped(text: str) -> str:
    """Return a text on one line, its special characters escaped."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n")


def format_of(text: str, default: str) -> tuple[str, str]:
    """Split ``[html]text`` (protected) into its format and the rest."""
    text = text.strip()
    found = _FORMAT.match(text)
    return (found[1].lower(), text[found.end() :].strip()) if found else (default, text)


def rich(text: str, default: str, draft: Draft) -> str:
    """Read a protected text that may have a format and markup, naming what it loses."""
    name, body = format_of(text, default)
    body = restored(body).strip()
    if name == "plain":
        return markup.from_plain(body)
    if name == "markdown":
        for loss in markdown.losses(body):
            draft.lose(loss)
        return draft.html(markdown.as_html(body), newlines=True)
    return draft.html(body, newlines=name == "moodle")


def bare(text: str) -> str:
    """Read a protected text whose characters mean themselves, such as an accepted answer."""
    return markup.from_plain(markup.one_line(restored(format_of(text, "plain")[1])))


def one_line(text: str) -> str:
    """Read a protected category or tag."""
    return markup.one_line(restored(text))


def titled(text: str) -> str:
    """Read a protected title, which Moodle shows as HTML without its tags."""
    title = one_line(text)
    return markup.one_line(markup.plain(markup.clean(title))) if _HTML.search(title) else title


def weighed(text: str, default: Fraction) -> tuple[Fraction, str]:
    """Split ``%50%text`` into a share from -1 to 1 and the rest; a weight beyond is no weight."""
    text = text.strip()
    found = _WEIGHT.match(text)
    share = share_of(found[1]) if found else None
    return (default, text) if found is None or share is None else (share, text[found.end() :].strip())


def _hidden(character: str) -> str:
    return chr(ord(character) + _SHIFT)


def _hidden_tag(found: re.Match[str]) -> str:
    return _CONTROLS.sub(lambda control: _hidden(control[0]), found[0])
