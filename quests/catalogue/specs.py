"""The contract between the studio and the game: what publishing hands over.

The studio compiles a page or a question into one of these; ``catalogue.services`` turns it into an
immutable version. HTML inside words is sanitised by the studio before it arrives.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from quests.words import Words


@dataclass(frozen=True, kw_only=True)
class QuestionSpec:
    """A question of the bank.

    ``uid`` is its identity in every language; ``key`` is the answer key of ``kind`` (see
    ``quests.questions``) and comes from the source language only.

    Words per language: ``prompt``, ``options`` (``[{"id", "text"}]``), ``feedback`` (id -> text),
    ``explanation``, ``say`` (what to tell a guest), ``unit``, ``picture`` (``{"url", "alt"}``),
    ``audio`` (``{"url", "lang", "transcript"}``), ``hints`` (texts), and what its kind shows besides
    (see the kind's file in ``catalogue/layouts``).

    ``facts``: ``[{"uid", "digest"}]`` of the facts it rests on; ``review_by`` is the earliest day of
    its own and theirs. ``confidence``: learners may say how sure they are.
    """

    uid: UUID
    kind: str
    key: dict[str, Any]
    words: Words
    seconds: int
    points: int
    pillar: str = ""
    skill: str = "know"
    sites: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    difficulty: int = 1
    facts: tuple[dict[str, str], ...] = ()
    confidence: bool = False
    source: str = ""
    review_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class StepSpec:
    """One screen of a quest: a card (its own words), a question of the bank, a draw, or a checkpoint.

    ``key`` is unique in its quest. Card words per language: ``type`` (text, image, video, fact,
    phrase), ``heading``, ``body`` (sanitised HTML), ``picture`` (``{"url", "alt"}``), ``video``
    (``{"url", "captions", "poster", "transcript"}``), ``source``, ``review_by``, ``phrase``,
    ``phrase_lang``, ``meaning``.

    ``draw`` (kind "draw"): the pool this step draws from, as ``pools.Draw`` reads it.
    """

    key: UUID
    kind: str
    seconds: int
    points: int = 0
    words: Words = field(default_factory=dict)
    question: UUID | None = None
    checkpoint: UUID | None = None
    draw: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class QuestSpec:
    """A quest. Words per language: ``title``, ``summary``, ``tell``."""

    uid: UUID
    slug: str
    pillar: str
    words: Words
    steps: tuple[StepSpec, ...]
    roles: tuple[str, ...] = ()
    season: str = ""
    picture: str = ""
    position: int = 0
