"""What first answers say of questions. Nobody is named here, and small groups are masked.

Only the first answer of each learner to a question counts, in whatever attempt: the next ones were
given after the explanation. By default, a question is judged on the versions that share the key in
play: a corrected key starts again from nothing, corrected words do not.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from quests.catalogue.models import Question, QuestionVersion
from quests.reports.masking import SMALLEST
from quests.statistics.answers import First, Rests, answered, every_first, firsts_of, rests_of
from quests.statistics.bins import Bin, binned, usual
from quests.statistics.picks import Slot, tally
from quests.statistics.readers import reader
from quests.statistics.rules import SLOW, WHOLE, Group, Item, groups, item

NUMBERS = frozenset({"numeric", "slider"})
SURE = ("1", "2", "3")
"""Unsure, rather sure, certain, as responses keep them."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version: whether its key is the one in play, its people (None where masked), their mean credit."""

    number: int
    same_key: bool
    group: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Everything about one question. ``version`` is None for all those that share the key in play.

    ``slots`` and bins are empty when fewer than five people answered.
    """

    question: Question
    version: QuestionVersion
    chosen: int | None
    item: Item
    slots: list[Slot]
    numbers: list[Bin]
    seconds: list[Bin]
    versions: list[Version]
    roles: list[Group]
    languages: list[Group]
    sure: list[Group]


def questions_in_play() -> QuerySet[Question]:
    """Questions learners can meet, each with its current version."""
    return Question.objects.filter(retired_at=None, current__isnull=False).select_related("current")


def overview() -> dict[int, Item]:
    """The figures of every question in play, by its primary key. Three queries."""
    questions = {question.pk: question for question in questions_in_play()}
    versions = _versions(questions)
    answers: dict[int, list[First]] = defaultdict(list)
    rests = Rests()
    for question, first in every_first():
        rests.add(first.learner, first.credit)
        if question in questions and first.version in versions:
            answers[question].append(first)
    return {pk: _item(question, answers[pk], rests) for pk, question in questions.items()}


def detail(uid: UUID, number: int | None = None) -> Detail:
    """One question in play, judged on one version or on all that share its key.

    Raises ``Question.DoesNotExist``. A version few people answered shows no figure.
    """
    question = questions_in_play().get(uid=uid)
    current = _current(question)
    versions = list(question.versions.order_by("number"))
    same = {version.pk for version in versions if _same_key(version, current)}
    firsts = list(firsts_of(question))
    told = _told_versions(versions, firsts, same)
    wanted = next((version for version in versions if version.number == number), None)
    shown = {each.number for each in told if each.group.n}
    keep = {wanted.pk} if wanted else same
    kept = [first for first in firsts if first.version in keep]
    if wanted and wanted.number not in shown:
        kept = []
    return _detail(question, wanted or current, kept, told, chosen=wanted.number if wanted else None)


def _detail(
    question: Question, version: QuestionVersion, firsts: list[First], told: list[Version], *, chosen: int | None
) -> Detail:
    slots = _slots(version, firsts)
    figures = item(answered(firsts, rests_of(question)), slots, estimate=version.seconds)
    kept = firsts if figures.shown else []
    return Detail(
        question=question,
        version=version,
        chosen=chosen,
        item=figures,
        slots=slots if figures.shown else [],
        numbers=_numbers(version, kept),
        seconds=_seconds(version, kept),
        versions=told,
        roles=groups(_by(kept, lambda first: first.trade)),
        languages=groups(_by(kept, lambda first: first.language)),
        sure=_sure(kept),
    )


# --- versions ------------------------------------------------------------------------------


def _current(question: Question) -> QuestionVersion:
    if question.current is None:
        raise Question.DoesNotExist
    return question.current


def _same_key(version: QuestionVersion, current: QuestionVersion) -> bool:
    return (version.kind, version.key) == (current.kind, current.key)


def _versions(questions: Mapping[int, Question]) -> set[int]:
    """The versions that share the key of the one in play."""
    found = QuestionVersion.objects.filter(question__retired_at=None).only("pk", "question_id", "kind", "key")
    return {
        version.pk
        for version in found
        if (question := questions.get(version.question_id)) and _same_key(version, _current(question))
    }


# --- figures -------------------------------------------------------------------------------


def _item(question: Question, firsts: list[First], rests: Rests) -> Item:
    version = _current(question)
    return item(answered(firsts, rests), _slots(version, firsts), estimate=version.seconds)


def _slots(version: QuestionVersion, firsts: Iterable[First]) -> list[Slot]:
    """What was picked: each different answer is read once, however many gave it."""
    alike = Counter((first.text, first.credit == WHOLE) for first in firsts)
    read = ((json.loads(text), right, many) for (text, right), many in alike.items())
    return tally(reader(version.kind, version.key), read)


def _told_versions(versions: list[QuestionVersion], firsts: list[First], same: set[int]) -> list[Version]:
    credits = {str(version.pk): [f.credit for f in firsts if f.version == version.pk] for version in versions}
    told = zip(versions, groups(credits), strict=True)
    return [Version(version.number, version.pk in same, group) for version, group in told]


def _by(firsts: Iterable[First], name: Any) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for first in firsts:
        found[name(first)].append(first.credit)
    return dict(sorted(found.items(), key=lambda one: (one[0] == "", one[0])))


def _sure(firsts: Iterable[First]) -> list[Group]:
    """Of those who said how sure they were, the share that was wholly right."""
    said = [first for first in firsts if first.confidence is not None]
    by = _by(said, lambda first: str(first.confidence))
    return groups({level: by.get(level, []) for level in SURE}, whole_only=True) if said else []


def _numbers(version: QuestionVersion, firsts: Iterable[First]) -> list[Bin]:
    """The numbers given, where nine in ten lie; the others in the first and last bins."""
    if version.kind not in NUMBERS:
        return []
    given = [number for first in firsts if (number := _number(first.text)) is not None]
    if len(given) < SMALLEST:
        return []
    low, high = usual(given)
    target = Fraction(version.key["value"])
    return binned(given, min(low, target), max(high, target))


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(json.loads(text)["value"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None


def _seconds(version: QuestionVersion, firsts: Iterable[First]) -> list[Bin]:
    taken = [Fraction(first.seconds) for first in firsts if first.seconds is not None]
    if len(taken) < SMALLEST:
        return []
    return binned(taken, Fraction(0), max(usual(taken)[1], Fraction(SLOW * version.seconds)))
