"""A GIFT file cut into questions: blank lines, braces, comments and categories.

As Moodle does, a blank line ends a question; more kindly than Moodle, it may stand between braces,
and a question that begins ``::`` needs none before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from .gift_text import one_line, protected

Fault = Literal["", "open", "closed", "nested", "several"]
_CATEGORY = re.compile(r"\$CATEGORY:(.*)")
_CONTEXT = re.compile(r"\$\w+\$(?:/|$)")
_TAG = re.compile(r"\[tag:((?:\\[\\\]]|[^\]\n])+)\]")
_SLASHES = re.compile("/{2,}")  # in the name of a category, Moodle doubles them
_NEW = ("::", "$CATEGORY:")


@dataclass(frozen=True, slots=True)
class Block:
    """One question, protected; ``fault`` is what is wrong with its braces."""

    text: str
    line: int
    category: str
    tags: tuple[str, ...]
    fault: Fault


@dataclass(slots=True)
class _Cutter:
    lines: list[str]
    category: str = ""
    tags: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    start: int = 0
    depth: int = 0
    sections: int = 0
    fault: Fault = ""

    def blocks(self) -> Iterator[Block]:
        following = _events(self.lines)
        for index, line in enumerate(self.lines):
            if line.startswith("//"):
                self.tags += _tags(line)
                continue
            if self._ends_before(line, following[index + 1]):
                yield from self._finished()
            if found := _CATEGORY.match(line):
                self.category = _category(found[1])
            elif line or self.taken:
                self._take(line, index + 1)
        yield from self._finished()

    def _ends_before(self, line: str, following: str) -> bool:
        """Whether the question under way ends before this line."""
        if self.depth:
            return line.startswith(_NEW) or (not line and following != "}")
        if not line or line.startswith(_NEW):
            titled = "\n".join(self.taken).count("::") > 1
            return not line or self.sections > 0 or titled or not line.startswith("::")
        # Two questions on two lines, none of them blank: the first is complete, the second has answers.
        return self.sections > 0 and "{" in line and self.taken[-1].endswith("}")

    def _take(self, line: str, number: int) -> None:
        self.start = self.start or number
        self.taken.append(line)
        for brace in re.findall("[{}]", line):
            if brace == "{":
                self.fault = self.fault or ("nested" if self.depth else "several" if self.sections else "")
                self.depth += 1
                self.sections += 1
            elif self.depth:
                self.depth -= 1
            elif not self.sections:
                self.fault = self.fault or "closed"

    def _finished(self) -> Iterator[Block]:
        if any(self.taken):
            fault: Fault = "open" if self.depth else self.fault
            text = "\n".join(self.taken).strip()
            yield Block(text, self.start, self.category, tuple(dict.fromkeys(self.tags)), fault)
            self.tags = []
        self.taken, self.start, self.depth, self.sections, self.fault = [], 0, 0, 0, ""


def blocks(text: str) -> Iterator[Block]:
    """Yield the questions of a file, descriptions and broken ones included."""
    return _Cutter([line.strip() for line in protected(text).split("\n")]).blocks()


def _events(lines: list[str]) -> list[str]:
    """For each line, what comes first from there on: a brace, ``new`` for a question that begins, or nothing."""
    events = [""] * (len(lines) + 1)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        brace = None if line.startswith("//") else re.search("[{}]", line)
        events[index] = "new" if line.startswith(_NEW) else brace[0] if brace else events[index + 1]
    return events


def _category(text: str) -> str:
    """Moodle's ``$course$/top/A/B`` is the category ``A/B``, and so is its ``A//B``."""
    path = _CONTEXT.sub("", text.strip(), count=1)
    path = "" if path == "top" else path.removeprefix("top/")
    return one_line(_SLASHES.sub(lambda found: found[0][: (len(found[0]) + 1) // 2], path))


def _tags(comment: str) -> list[str]:
    return [one_line(re.sub(r"\\([\\\]])", r"\1", found)) for found in _TAG.findall(comment)]
