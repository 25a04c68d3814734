"""From the bytes of a file somebody sent to its text, within limits."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from .errors import Unreadable
from .item import Item

MAX_BYTES = 5 * 1024 * 1024
MAX_ITEMS = 2000
OLD_ENCODING = "The file is not in UTF-8: it was read as Windows-1252; check its accents."
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = {
    b"PK\x03\x04": "a ZIP archive or a spreadsheet",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a picture",
}


def check_size(data: bytes) -> None:
    """Refuse a file that is empty or over MAX_BYTES (Unreadable)."""
    if not data.strip():
        raise Unreadable("The file is empty.")
    if len(data) > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB: split it.")


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a file, its line ends as ``\\n``, and a note on its encoding, empty when sure of it.

    UTF-8, UTF-16 when it says so by its first bytes, else Windows-1252. Unreadable when it is not text.
    """
    check_size(data)
    for start, thing in _BINARY.items():
        if data.startswith(start):
            raise Unreadable(f"The file is not text but {thing}.")
    text, note = _utf_16(data) if data.startswith(_UTF_16) else _eight_bits(data)
    if "\0" in text:
        raise Unreadable("The file is not text.")
    return _one_sort_of_line_ends(text.removeprefix("\ufeff")), note


def _one_sort_of_line_ends(text: str) -> str:
    """Also for files converted twice, whose lines end ``\\r\\r\\n``."""
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


def check_count(items: Sequence[Item]) -> None:
    """Refuse a file of no question, or of more than MAX_ITEMS (Unreadable)."""
    if not items:
        raise Unreadable("There is no question in the file.")
    if len(items) > MAX_ITEMS:
        raise Unreadable(f"The file holds more than {MAX_ITEMS} questions: split it.")


def counted(items: Iterable[Item]) -> list[Item]:
    """Return the items as they come, but no more of them than it takes to refuse the file (Unreadable)."""
    found = list(islice(items, MAX_ITEMS + 1))
    check_count(found)
    return found


def noted(items: Sequence[Item], note: str) -> list[Item]:
    """Say the note on each item it may concern: those with a character beyond ASCII."""
    if not note:
        return list(items)
    return [item if str(item).isascii() else replace(item, messages=(*item.messages, note)) for item in items]


def _utf_16(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-16"), ""
    except UnicodeDecodeError:
        raise Unreadable("The file says it is UTF-16 text, and is not.") from None


def _eight_bits(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), OLD_ENCODING
    except UnicodeDecodeError:  # five bytes mean nothing in Windows-1252
        return data.decode("latin-1"), OLD_ENCODING
