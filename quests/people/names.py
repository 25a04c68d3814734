"""Names people give themselves: kept as they write them, minus what breaks other people's screens.

Pure: no Django. Forty signs are counted as Unicode characters after composition (NFC); a sign on
screen holds at least one, so nobody shows more than forty.
"""

from __future__ import annotations

import unicodedata

LONGEST = 40
LONGEST_CIVIL = 80
MOST_MARKS = 3
"""Accents stacked on one letter: Vietnamese or Hebrew need two or three, "zalgo" dozens."""
JOINERS = "\u200c\u200d"
"""Invisible, yet part of Persian and Indic spelling, and of composed emoji."""
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that draw nothing: a name made of them is invisible."""
FORBIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Control and bidirectional characters, lone surrogates, private and unassigned ones, line breaks."""


class BadName(ValueError):
    """The name cannot be kept; ``code`` is ``empty``, ``too_long`` or ``odd_characters``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean_name(typed: str, *, longest: int = LONGEST) -> str:
    """``typed`` composed and with single spaces; raises ``BadName``. Cleaning twice changes nothing."""
    name = unicodedata.normalize("NFC", typed).strip()
    if any(_is_odd(sign) for sign in name) or _too_many_marks(name):
        raise BadName("odd_characters")
    if not any(unicodedata.category(sign)[0] in "LN" for sign in name):
        raise BadName("empty")
    name = " ".join(name.split())
    if len(name) > longest:
        raise BadName("too_long")
    return name


def _is_odd(sign: str) -> bool:
    return sign in BLANKS or (sign not in JOINERS and unicodedata.category(sign) in FORBIDDEN)


def _too_many_marks(name: str) -> bool:
    run = 0
    for sign in name:
        run = run + 1 if unicodedata.category(sign).startswith("M") else 0
        if run > MOST_MARKS:
            return True
    return False
