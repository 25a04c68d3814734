"""May people read what is written in, or on, a brand colour? Pure rules (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quests.templatetags.look import contrast

ENOUGH = 4.5
INKS = ("#14110F", "#FBF7F0")
GROUND = "#FBF7F0"
WRITTEN_IN = ("history", "values", "offer")
"""Colours that are also the colour of words on the page's ground."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def unreadable(name: str, colour: str) -> str | Promise | None:
    """Why ``colour`` cannot be the brand's ``name``; None when it can (or is not a colour)."""
    if not _HEX.fullmatch(colour):
        return None
    if max(contrast(colour, ink) for ink in INKS) < ENOUGH:
        return _("Neither black nor white can be read on this colour: choose a darker or lighter one.")
    if name in WRITTEN_IN and contrast(colour, GROUND) < ENOUGH:
        return _("Words in this colour could not be read on the page: choose a darker one.")
    return None
