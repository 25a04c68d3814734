"""What a layout works from, and what it makes: the part of a question's screen its kind decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from quests.questions import FormData, Verdict

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, kw_only=True)
class OptionScreen:
    """One option. ``state`` is empty before the answer, then right, wrong or missed.

    ``place`` is the place given to it in an ordering, 0 when none; ``picked`` is the id of what was
    put with it (matching, categorising, gaps).
    """

    id: str
    letter: str
    text: str
    chosen: bool = False
    state: str = ""
    place: int = 0
    picked: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question before its answer. Nothing of the key but what ``Kind.public`` lets through.

    ``texts``: option id -> text in the reader's language; ``shown``: option ids in this attempt's
    order; ``draft``: a form somebody left half filled; ``seed``: what shuffles this attempt.
    """

    kind: str
    public: Mapping[str, Any]
    words: Mapping[str, Any]
    texts: Mapping[str, str]
    shown: tuple[str, ...]
    draft: FormData
    seed: str

    def options(self, ids: Sequence[str]) -> list[OptionScreen]:
        """The options of ``ids``, lettered in their order."""
        return [
            OptionScreen(id=id_, letter=LETTERS[place : place + 1] or str(place + 1), text=self.texts.get(id_, ""))
            for place, id_ in enumerate(ids)
        ]

    def among(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Those of ``ids`` in the order they are shown."""
        return tuple(id_ for id_ in self.shown if id_ in ids)

    def typed(self, field: str) -> str:
        """What the draft holds in ``field``, empty when nothing."""
        return next(iter(self.draft.get(field, ())), "")


@dataclass(frozen=True, kw_only=True)
class Revealed(Asked):
    """A question after its answer."""

    key: Any
    answer: Mapping[str, Any]
    verdict: Verdict


class Layout(Protocol):
    """How questions of some kinds are laid out: fields of ``QuestionScreen`` by name.

    ``options``, ``typed`` and ``parts`` (whatever else the kind's template needs).
    """

    def asked(self, question: Asked) -> dict[str, Any]:
        """Return the fields before the answer."""

    def revealed(self, question: Revealed) -> dict[str, Any]:
        """Return the fields after it."""

    def expected(self, question: Revealed) -> tuple[str, ...]:
        """Return the right answer in words, () when the fields already show it."""


@runtime_checkable
class Unfolding(Layout, Protocol):
    """The layout of a kind asked in several turns: what was answered so far opens what comes next."""

    def opened(self, key: Any, draft: FormData) -> Mapping[str, Any]:
        """Return what ``draft`` has opened: joins ``Asked.public``, so nothing of what it has not."""
