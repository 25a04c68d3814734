"""First answers, as the database gives them: one row for each learner and question, without a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import DecimalField, F, IntegerField, QuerySet, TextField, Value, Window
from django.db.models.functions import Cast, Round, RowNumber

from quests.catalogue.models import Question
from quests.play.models import Response
from quests.statistics.rules import WHOLE, Answered

_FIELDS = ("attempt__learner_id", "question_version_id", "credit", "seconds", "text")
_CREDIT: DecimalField[Any, Any] = DecimalField(max_digits=9, decimal_places=0)
_MORE = ("confidence", "language", "attempt__learner__trade")


@dataclass(frozen=True, slots=True)
class First:
    """A first answer. ``credit`` is in ten-thousandths, ``text`` the answer as JSON: thousands are alike."""

    learner: int
    version: int
    credit: int
    seconds: int | None
    text: str
    confidence: int | None = None
    language: str = ""
    trade: str = ""


def first_answers() -> QuerySet[Response, Any]:
    """The first response of each learner to each question, in any attempt and to any version."""
    nth = Window(
        RowNumber(),
        partition_by=[F("attempt__learner_id"), F("question_version__question_id")],
        order_by=[F("answered_at").asc(), F("pk").asc()],
    )
    return Response.objects.filter(question_version__isnull=False).annotate(nth=nth).filter(nth=1)


def every_first() -> Iterator[tuple[int, First]]:
    """Every first answer with its question's primary key, as the cursor gives them."""
    for question, *row in _rows("question_version__question_id", *_FIELDS).iterator():
        yield question, First(*row)


def firsts_of(question: Question) -> Iterator[First]:
    """The first answers to ``question``, with what tells groups apart."""
    for row in _rows(*_FIELDS, *_MORE).filter(question_version__question=question):
        yield First(*row)


def _rows(*fields: str) -> QuerySet[Response, Any]:
    credit = Cast(Round(F("fraction") * Value(WHOLE), output_field=_CREDIT), IntegerField())
    return first_answers().annotate(credit=credit, text=Cast("answer", TextField())).values_list(*fields)


class Rests:
    """The credit of each learner's first answers, to compare one answer with the others."""

    def __init__(self) -> None:
        self.credit: dict[int, int] = defaultdict(int)
        self.number: dict[int, int] = defaultdict(int)

    def add(self, learner: int, credit: int) -> None:
        """Count one answer more."""
        self.credit[learner] += credit
        self.number[learner] += 1

    def answered(self, first: First) -> Answered:
        """The answer beside the learner's others."""
        others, credit = self.number[first.learner] - 1, self.credit[first.learner] - first.credit
        return Answered(first.credit, others, credit, first.seconds)


def rests_of(question: Question) -> Rests:
    """What those who answered ``question`` answered elsewhere."""
    rests = Rests()
    people = Response.objects.filter(question_version__question=question).values("attempt__learner_id")
    for learner, credit in _rows("attempt__learner_id", "credit").filter(attempt__learner_id__in=people):
        rests.add(learner, credit)
    return rests


def answered(firsts: Iterable[First], rests: Rests) -> list[Answered]:
    """Each answer beside its learner's others."""
    return [rests.answered(first) for first in firsts]
