"""Reviewing: meeting questions, starting a round, answering. Every answer is one transaction."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quests.catalogue.models import QuestionVersion
from quests.catalogue.screens import shown_options
from quests.checkpoints.models import CheckIn
from quests.errors import NotPlayable, StepNotReached
from quests.events import QuestionAnswered
from quests.ledger.services import Line, award
from quests.people.models import User
from quests.play.models import Response
from quests.questions import FormData, Verdict, kind_named
from quests.questions.verdict import outcome_of
from quests.refusals import confidence_in, parsed
from quests.review import schedule, selectors
from quests.review.models import ReviewAnswer, ReviewCard, ReviewRound
from quests.review.schedule import Memory, Met

ROUND = 3
"""Three questions in a minute."""
RECENT = 20_000
"""How many of the latest answers ``catch_up`` looks at."""
BATCH = 500


def meet(event: QuestionAnswered) -> None:
    """Remember that a question was met in a quest or at a checkpoint: two statements at most.

    The first meeting makes the card. A later one is a repetition if the card is due, a new learning
    if there is something else to know now, and nothing otherwise: playing again is no review.
    """
    met = Met(outcome=outcome_of(event.fraction), confidence=event.confidence, at=event.at)
    found = _version_and_card(event)
    if found["kind"] in selectors.TOO_LONG:
        return
    if found["mine__pk"] is None:
        values = {"learner_id": event.learner_id, "question_id": event.question_id, **_card_values(found, met)}
        ReviewCard.objects.bulk_create([ReviewCard(**values)], ignore_conflicts=True)
    elif (memory := _met_again(found, met)) is not None:
        # Whoever wrote the card since it was read knows better.
        unmoved = ReviewCard.objects.filter(pk=found["mine__pk"], last_at=found["mine__last_at"])
        unmoved.update(**_answered(memory, met, version_id=found["pk"], substance=found["substance"]))


def _version_and_card(event: QuestionAnswered) -> dict[str, Any]:
    """The version answered, with the learner's card (``mine__…``, None without one)."""
    mine = FilteredRelation("question__review_cards", condition=Q(question__review_cards__learner=event.learner_id))
    fields = [f"mine__{name}" for name in ("pk", "substance", "version__number", *Memory.__dataclass_fields__)]
    versions = QuestionVersion.objects.annotate(mine=mine)
    return dict(versions.values("pk", "kind", "number", "substance", *fields).get(pk=event.version_id))


def _met_again(found: dict[str, Any], met: Met) -> Memory | None:
    """The memory after a meeting in a quest; None when the card stays as it is."""
    memory = Memory(**{name: found[f"mine__{name}"] for name in Memory.__dataclass_fields__})
    if met.at <= memory.last_at or found["number"] < found["mine__version__number"]:
        return None
    if not schedule.same_substance(found["mine__substance"], found["substance"]):
        return schedule.first(met)
    return schedule.again(memory, met) if memory.due_at < selectors.tonight(met.at) else None


def _card_values(version: dict[str, Any], met: Met) -> dict[str, Any]:
    return _answered(schedule.first(met), met, version_id=version["pk"], substance=version["substance"])


def _answered(memory: Memory, met: Met, *, version_id: int, substance: str) -> dict[str, Any]:
    """The fields of a card after an answer."""
    return {
        **asdict(memory),
        "version_id": version_id,
        "substance": substance,
        "parameters": schedule.PARAMETERS,
        "last_outcome": met.outcome,
        "last_confidence": met.confidence,
    }


@transaction.atomic
def catch_up(*, everything: bool = False) -> int:
    """Make cards for answers whose news was lost, ``BATCH`` at most; returns how many.

    Only the latest answers are looked at, unless ``everything``.
    """
    answers = _cardless(Response.objects.all(), learner="attempt__learner", everything=everything)
    visits = _cardless(CheckIn.objects.filter(mode=CheckIn.Mode.REMOTE), learner="learner", everything=everything)
    fields = ("question_version_id", "question_version__question_id", "question_version__substance", "outcome")
    rows = [
        *answers.values_list(*fields, "attempt__learner", "answered_at", "confidence")[:BATCH],
        *((*row, None) for row in visits.values_list(*fields, "learner", "checked_at")[:BATCH]),
    ]
    cards = {(card.learner_id, card.question_id): card for card in map(_missed, reversed(rows))}
    ReviewCard.objects.bulk_create(list(cards.values())[:BATCH], ignore_conflicts=True)
    return min(len(cards), BATCH)


def _cardless(answers: QuerySet[Any], *, learner: str, everything: bool) -> QuerySet[Any]:
    """The answers to a question their learner has no card for, the oldest first."""
    card = ReviewCard.objects.filter(learner=OuterRef(learner), question=OuterRef("question_version__question"))
    latest = answers.order_by("-pk").values_list("pk", flat=True).first() or 0
    recent = answers if everything else answers.filter(pk__gt=latest - RECENT)
    asked = recent.filter(~Exists(card), question_version__isnull=False)
    return asked.exclude(question_version__kind__in=selectors.TOO_LONG).order_by("pk")


def _missed(row: tuple[Any, ...]) -> ReviewCard:
    version_id, question_id, substance, outcome, learner_id, at, confidence = row
    met = Met(outcome=outcome, confidence=confidence, at=at)
    values = _answered(schedule.first(met), met, version_id=version_id, substance=substance)
    return ReviewCard(learner_id=learner_id, question_id=question_id, **values)


@transaction.atomic
def start(learner: User, *, at: datetime | None = None) -> ReviewRound | None:
    """Today's round under way, or a new one of what is due; None when nothing is."""
    at = at or timezone.now()
    _lock(learner)
    if under_way := selectors.round_under_way(learner, now=at):
        return under_way
    queue = selectors.queue_of(learner, now=at)[:ROUND]
    cards = selectors.cards_named([one.card for one in queue], learner=learner, now=at)
    if not cards:
        return None
    items = [{"card": card.pk, "version": card.question.current_id, "seed": secrets.token_hex(8)} for card in cards]
    return ReviewRound.objects.create(learner=learner, items=items, started_at=at)


@transaction.atomic
def answer(
    learner: User, *, round_id: UUID, place: int, data: FormData, client_id: UUID, at: datetime | None = None
) -> ReviewAnswer:
    """Mark and record the answer at ``place`` (from 1); the same place twice returns the first answer.

    Raises ``AnswerRefused`` (nothing recorded), ``StepNotReached``, ``NotPlayable``, or
    ``ReviewRound.DoesNotExist`` when ``learner`` has no such round.
    """
    _lock(learner)
    mine = selectors.rounds_of(learner).select_related("learner").get(pk=round_id)
    item = item_at(mine, place)
    same = Q(round=mine, card=item["card"]) | Q(client_id=client_id)
    before: ReviewAnswer | None = ReviewAnswer.objects.filter(same, learner=learner).first()
    if before is not None:
        return before
    if place != mine.answers.count() + 1:
        raise StepNotReached(_("Another question comes first."))
    return _record(mine, item, data=data, client_id=client_id, at=at or timezone.now())


def item_at(mine: ReviewRound, place: int) -> dict[str, Any]:
    """The item at ``place`` of a round, from 1; raises ``NotPlayable`` beyond its end."""
    if not 1 <= place <= len(mine.items):
        raise NotPlayable(_("This question is not part of the round."))
    return dict(mine.items[place - 1])


def _lock(learner: User) -> None:
    """One thing at a time for each person: two phones, two taps."""
    User.objects.select_for_update(no_key=True).values("pk").get(pk=learner.pk)


def _record(mine: ReviewRound, item: dict[str, Any], *, data: FormData, client_id: UUID, at: datetime) -> ReviewAnswer:
    card = ReviewCard.objects.select_for_update().get(pk=item["card"])
    version = QuestionVersion.objects.get(pk=item["version"])
    given = parsed(version.kind, version.key, data)
    verdict = kind_named(version.kind).mark(version.key, given)
    met = Met(outcome=verdict.outcome, confidence=confidence_in(data), at=at)
    recorded = ReviewAnswer.objects.create(
        learner_id=mine.learner_id,
        round=mine,
        version=version,
        client_id=client_id,
        answer=given,
        shown=shown_options(version, item["seed"]),
        points=_paid(mine.learner, verdict, pillar=version.pillar, at=at),
        **_measured(card, version, verdict, met),
    )
    _move(card, version, met)
    if item == mine.items[-1]:
        ReviewRound.objects.filter(pk=mine.pk).update(completed_at=at)
    return recorded


def _measured(card: ReviewCard, version: QuestionVersion, verdict: Verdict, met: Met) -> dict[str, Any]:
    """What the answer says beside itself: how long it had been, and what was foretold."""
    same = schedule.same_substance(card.substance, version.substance)
    fraction = Decimal(verdict.fraction.numerator) / verdict.fraction.denominator
    return {
        "card": card,
        "fraction": round(fraction, 4),
        "outcome": verdict.outcome,
        "confidence": met.confidence,
        "due_before": card.due_at,
        "gap_days": (met.at - card.last_at).total_seconds() / 86400,
        "predicted": schedule.retrievability(selectors.memory_of(card), met.at) if same else None,
        "answered_at": met.at,
    }


def _move(card: ReviewCard, version: QuestionVersion, met: Met) -> None:
    """Schedule the card again; something else to know is a new learning."""
    same = schedule.same_substance(card.substance, version.substance)
    memory = schedule.again(selectors.memory_of(card), met) if same else schedule.first(met)
    values = _answered(memory, met, version_id=version.pk, substance=version.substance)
    ReviewCard.objects.filter(pk=card.pk).update(**values)


def _paid(learner: User, verdict: Verdict, *, pillar: str, at: datetime) -> int:
    """One point for a right answer, five a day. A wrong one lights the day in the weekly rhythm all the same."""
    day = timezone.localdate(at)
    if not verdict.right:
        award(learner, Line(source=f"review:{day.isoformat()}:0", points=0), at=at)
        return 0
    paid = selectors.paid_sources(learner, day)
    free = [source for source in selectors.daily_sources(day) if source not in paid]
    return len(award(learner, *(Line(source=source, points=1, pillar=pillar) for source in free[:1]), at=at))
