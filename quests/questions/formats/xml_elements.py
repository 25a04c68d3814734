"""XML nobody vouches for, as a small tree that knows its lines: no DTD, no entity, bounded depth and size."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from .decoding import check_size
from .errors import Unreadable

_MAX_DEPTH = 100
_MAX_ELEMENTS = 200_000
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Encodings that XML files are really in; Python's other codecs include compressors and worse.
_ENCODINGS = frozenset(
    {"utf-8", "ascii", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp1250", "cp1251"}
    | {f"iso8859-{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)}
    | {"koi8-r", "mac-roman", "shift_jis", "euc_jp", "gb2312", "gbk", "big5"}
)
_STOPPED = ("no element found", "unclosed token", "unclosed CDATA section", "partial character")


@dataclass(slots=True)
class Element:
    """One element; ``tag`` has no namespace prefix, ``children`` are elements and texts in order."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """Yield the elements just below."""
        return (child for child in self.children if isinstance(child, Element))

    def all(self, tag: str) -> list[Element]:
        """Return the elements just below with this tag."""
        return [child for child in self.elements() if child.tag == tag]

    def first(self, *path: str) -> Element | None:
        """Return the first element at a path of tags, None when there is none."""
        found: Element | None = self
        for tag in path:
            found = next((child for child in found.elements() if child.tag == tag), None) if found else None
        return found

    def text(self, *path: str) -> str:
        """Return the text just inside the element at a path, as it stands ("" when there is none)."""
        found = self.first(*path)
        return "".join(child for child in found.children if isinstance(child, str)) if found else ""

    def every(self) -> Iterator[Element]:
        """Yield this element and all below it, in the order of the file."""
        yield self
        for child in self.elements():
            yield from child.every()

    def whole_text(self) -> str:
        """Return all text inside, however deep."""
        return "".join(child if isinstance(child, str) else child.whole_text() for child in self.children)


def parse(data: bytes) -> Element:
    """Return the root of a file; Unreadable, with the line, for whatever is not safe well-formed XML."""
    check_size(data)
    decoded = _decoded(data)
    text = decoded.lstrip("\ufeff \t\r\n")  # files made by hand start with empty lines, which XML forbids
    if not text.startswith("<"):
        raise Unreadable("This is not an XML file: it does not start with “<”.")
    return _parsed(text, decoded.split("<", 1)[0].count("\n"))


def _parsed(text: str, skipped: int) -> Element:
    parser = DefusedExpatParser(forbid_dtd=True)

    def line() -> int:
        return int(parser.getLineNumber() or 1) + skipped

    builder = _Builder(line)
    parser.setContentHandler(builder)
    try:
        parser.feed(text)
        parser.close()
    except DefusedXmlException as error:
        raise Unreadable(
            f"Line {line()} declares a document type or entities (<!DOCTYPE>), which are not read: delete that."
        ) from error
    except SAXParseException as error:
        raise Unreadable(_where(error, skipped)) from error
    # Whatever else expat or its Python side find wrong is the file's fault too.
    except (SAXException, ValueError, LookupError, RecursionError) as error:
        raise Unreadable("The XML cannot be read: export the file again.") from error
    if builder.root is None:
        raise Unreadable("The XML file is empty.")
    return builder.root


def _where(error: SAXParseException, skipped: int) -> str:
    line = (error.getLineNumber() or 1) + skipped
    reason = error.getMessage()
    if reason in _STOPPED:
        return f"The file stops too early, at line {line} ({reason}): export it again, all of it."
    return f"Line {line} is not well-formed XML ({reason}): correct it, or export the file again."


def _decoded(data: bytes) -> str:
    encoding = _encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(f"Line {line} is not written in {encoding}, as the file says: save it as UTF-8.") from error


def _encoding(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    declared = _DECLARATION.match(data[:512])
    if declared is None:
        return "utf-8"
    name = declared[1].decode("ascii")
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        encoding = ""
    if encoding not in _ENCODINGS or encoding.startswith("utf-16"):
        raise Unreadable(f"The file says it is written in “{name}”, which is not read: save it as UTF-8.")
    return "cp1252" if encoding == "iso8859-1" else encoding  # as browsers do: typographic quotes are really there


class _Builder(ContentHandler):
    """Builds the tree, giving up as soon as it grows beyond reason."""

    def __init__(self, line: Callable[[], int]) -> None:
        super().__init__()
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self._line = line

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._count += 1
        if self._count > _MAX_ELEMENTS or len(self._open) >= _MAX_DEPTH:
            raise Unreadable(f"At line {self._line()} there are too many elements, or too deep inside one another.")
        element = Element(_local(name), {_local(key): value for key, value in attrs.items()}, self._line())
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def endElement(self, name: str) -> None:
        self._open.pop()

    def characters(self, content: str) -> None:
        if self._open:
            self._open[-1].children.append(content)


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]
