"""A question on its way in or out: what every file format is read into and written from. Pure Python."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

Status = Literal["ok", "approximated", "refused"]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One possible answer.

    ``fraction`` is its share of the credit, -1 to 1. ``match`` is what ``text`` goes with (matching:
    its target; categorising: its category). ``tolerance`` is that of a number, as decimal text.
    ``gap`` is the gap it fills, from 1 (gap fill), 0 elsewhere.
    """

    text: str
    fraction: Fraction = Fraction(0)
    feedback: str = ""
    match: str = ""
    tolerance: str = ""
    gap: int = 0


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question of a file, readable or not.

    ``kind`` is a kind of ``quests.questions``, or the file's own name for what we do not have
    ("essay"): then ``status`` is "refused". ``messages`` name each loss, approximation or reason.
    ``chosen``: gaps are filled from a list (options of gap 0 are wrong everywhere), not typed.
    ``line`` is where it starts in the file, from 1 (a row of a spreadsheet). Texts are plain, or the
    little HTML that ``markup.clean`` lets through.
    """

    kind: str
    title: str = ""
    prompt: str = ""
    options: tuple[Option, ...] = ()
    tolerance: str = ""
    feedback: str = ""
    hints: tuple[str, ...] = ()
    category: str = ""
    tags: tuple[str, ...] = ()
    case_sensitive: bool = False
    chosen: bool = False
    status: Status = "ok"
    messages: tuple[str, ...] = ()
    line: int = 0

    def approximated(self, message: str) -> Item:
        """The same item with one more loss named; a refused one stays refused."""
        status: Status = "refused" if self.status == "refused" else "approximated"
        return replace(self, status=status, messages=(*self.messages, message))

    def refused(self, message: str) -> Item:
        """The same item, not to be imported, and why."""
        return replace(self, status="refused", messages=(*self.messages, message))

    def as_json(self) -> dict[str, Any]:
        """What ``--json`` prints of it: fractions as numbers from -1 to 1."""
        return {
            "kind": self.kind,
            "title": self.title,
            "prompt": self.prompt,
            "options": [_option_json(option) for option in self.options],
            "tolerance": self.tolerance or next((each.tolerance for each in self.options if each.tolerance), None),
            "feedback": self.feedback,
            "hints": list(self.hints),
            "category": self.category,
            "tags": list(self.tags),
            "line": self.line,
            "status": self.status,
            "message": " ".join(self.messages),
        }


def _option_json(option: Option) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "text": option.text,
        "fraction": round(float(option.fraction), 5),
        "feedback": option.feedback,
    }
    extra = {"match": option.match, "tolerance": option.tolerance, "gap": option.gap}
    return shown | {name: value for name, value in extra.items() if value}
