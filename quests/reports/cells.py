"""Text that a spreadsheet must never run (CWE-1236). Pure rules, for text columns only.

Quoting a cell does not help: a spreadsheet removes the quotes before it looks for a formula. A
leading apostrophe does. Numbers and dates never pass through here: ``-1,5`` stays a number.
"""

from __future__ import annotations

import unicodedata

APOSTROPHE = "'"
STARTS_A_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""The signs a spreadsheet reads as the start of a formula, full-width ones included."""


def safe(text: str) -> str:
    """``text``, with a leading apostrophe when a spreadsheet could run it.

    Blanks and invisible signs in front do not hide a formula: some readers strip them. One that
    has its apostrophe already gets another, so that ``original`` always finds the text again.
    """
    return APOSTROPHE + text if _runs(text.lstrip(APOSTROPHE)) else text


def original(cell: str) -> str:
    """What ``safe`` was given."""
    protected = cell.startswith(APOSTROPHE) and _runs(cell.lstrip(APOSTROPHE))
    return cell[1:] if protected else cell


def _runs(text: str) -> bool:
    if not text:
        return False
    if text[0] in STARTS_A_FORMULA:
        return True
    if text[0].isalnum():  # nearly every cell: a name
        return False
    bare = next((sign for sign in text if not _hides(sign)), "")
    return bare in STARTS_A_FORMULA


def _hides(sign: str) -> bool:
    """A blank or an invisible sign (zero-width, byte order mark, writing direction)."""
    return sign.isspace() or unicodedata.category(sign) in {"Cf", "Cc"}
