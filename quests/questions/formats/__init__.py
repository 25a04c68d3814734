"""Questions in the formats of other programs: each file is read into items, and written from them.

Pure Python, no Django. A bad question becomes a refused item, a bad file raises ``Unreadable``, and
nothing else is ever raised for what a file holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import Protocol, cast

from .archives import is_archive
from .decoding import check_size, decoded
from .errors import Unreadable
from .item import Item, Option, Status
from .sheet_columns import columns

__all__ = [
    "FORMATS",
    "WRITABLE",
    "Item",
    "Option",
    "Status",
    "Unreadable",
    "detect",
    "holds",
    "losses",
    "read",
    "write",
]

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "gift": "gift",
        "moodle-xml": "moodle_xml",
        "qti": "qti",
        "xlsx": "sheet_xlsx",
        "csv": "sheet_csv",
        "aiken": "aiken",
    }
)
"""The module of each format by its name; they are imported when first needed."""

WRITABLE = ("gift", "moodle-xml", "xlsx", "csv")

_EXTENSIONS = {".gift": "gift", ".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".xls": "xlsx", ".aiken": "aiken"}
_PARTS = {b"xl/workbook.xml": "xlsx", b"imsmanifest.xml": "qti"}
_ANSWER = re.compile(r"^[ \t]*ANSWER:[ \t]*[A-Z][ \t]*$", re.MULTILINE)
_OPTION = re.compile(r"^[ \t]*[A-Z][.)][ \t]", re.MULTILINE)
_GIFT = re.compile(r"^[ \t]*(?:::|\$CATEGORY:)|(?<!\\)\{[^{}]*\}", re.MULTILINE)
_QTI = re.compile(r"<(?:\w+:)?(?:qti-)?assessment-?(?:item|test)\b|imsqti|imscp", re.IGNORECASE)
_LOOKED_AT = 20_000


class _Reader(Protocol):
    def read(self, data: bytes) -> list[Item]: ...


class _Writer(Protocol):
    def write(self, items: Sequence[Item]) -> bytes: ...

    def holds(self, item: Item) -> bool: ...

    def losses(self, item: Item) -> list[str]: ...


def detect(filename: str, data: bytes) -> str:
    """Return the name of the format of a file, from what it holds, then from its name (Unreadable)."""
    check_size(data)
    extension = PurePath(filename).suffix.lower()
    if is_archive(data):
        return _archive(data)
    if _EXTENSIONS.get(extension) == "xlsx":
        return "xlsx"
    start = decoded(data)[0].lstrip()[:_LOOKED_AT]
    if start.startswith("<"):
        return "qti" if _QTI.search(start) else "moodle-xml"
    return _EXTENSIONS.get(extension) or _text(start)


def read(data: bytes, format: str) -> list[Item]:
    """Return the questions of a file in the format of that name (Unreadable; ValueError without such a format)."""
    return cast(_Reader, _module(format)).read(data)


def write(items: Sequence[Item], format: str) -> bytes:
    """Return a file of these items (ValueError when the format is not one of WRITABLE)."""
    return _writer(format).write(items)


def holds(item: Item, format: str) -> bool:
    """Tell whether a file of that format has the item at all (ValueError as ``write``)."""
    return _writer(format).holds(item)


def losses(item: Item, format: str) -> list[str]:
    """Name what a file of that format does not hold of an item (ValueError as ``write``)."""
    return _writer(format).losses(item)


def _writer(format: str) -> _Writer:
    if format not in WRITABLE:
        raise ValueError(f"{format} is not written; these are: {', '.join(WRITABLE)}.")
    return cast(_Writer, _module(format))


def _module(format: str) -> object:
    if format not in FORMATS:
        raise ValueError(f"There is no format {format}; there are: {', '.join(FORMATS)}.")
    return import_module(f".{FORMATS[format]}", __name__)


def _archive(data: bytes) -> str:
    """The names of its files stand in a zip as they are."""
    for name, format in _PARTS.items():
        if name in data:
            return format
    raise Unreadable("The archive is neither an XLSX workbook nor a QTI package (no imsmanifest.xml in it).")


def _text(start: str) -> str:
    if _ANSWER.search(start) and _OPTION.search(start):
        return "aiken"
    if any(columns(line.split(sign)) for line in start.split("\n")[:1] for sign in ";,\t"):
        return "csv"
    if _GIFT.search(start):
        return "gift"
    raise Unreadable("What kind of file this is cannot be told: name it .gift, .csv, .xml, .xlsx or .zip.")
