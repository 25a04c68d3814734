"""Reading what can be played."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from quests.catalogue.models import Quest, Question, QuestVersion, StepVersion, TerritoryMap
from quests.catalogue.pools import Candidate


def quests_in_play(*, season: str = "") -> QuerySet[Quest]:
    """Published quests, those of no season and those of ``season``."""
    return (
        Quest.objects.filter(retired_at=None, current__isnull=False)
        .filter(current__season__in={"", season})
        .select_related("current")
    )


def steps_of(version: QuestVersion) -> list[StepVersion]:
    """The steps of ``version`` in order, each with its question's current version."""
    return list(version.steps.select_related("step", "question__current", "checkpoint").order_by("position"))


def questions_in_play(today: date | None = None) -> QuerySet[Question]:
    """Published questions whose facts are not past their day of review, with their current version."""
    today = today or timezone.localdate()
    fresh = Q(current__review_by=None) | Q(current__review_by__gte=today)
    return Question.objects.filter(fresh, retired_at=None, current__isnull=False).select_related("current")


def stale_questions(today: date | None = None) -> QuerySet[Question]:
    """Published questions that left play because the day of review of a fact is past."""
    today = today or timezone.localdate()
    return Question.objects.filter(retired_at=None, current__review_by__lt=today).select_related("current")


def is_in_play(question: Question, today: date | None = None) -> bool:
    """Whether new attempts may meet ``question``; the same rule as ``questions_in_play``."""
    version = question.current
    if version is None or question.retired_at:
        return False
    return version.review_by is None or version.review_by >= (today or timezone.localdate())


FIELDS = ("current_id", "pk", "current__pillar", "current__skill", "current__difficulty")
LISTS = ("current__sites", "current__roles", "current__tags")


def candidates() -> list[Candidate]:
    """What pools draw from: every question in play but the dialogues, too long to come by surprise."""
    rows = questions_in_play().exclude(kind="dialogue").order_by("pk").values_list(*FIELDS, *LISTS)
    names = ("id", "question", "pillar", "skill", "difficulty", "sites", "roles", "tags")
    return [Candidate(**dict(zip(names, row, strict=True))) for row in rows]


def territory_map() -> TerritoryMap | None:
    """The map questions are asked on; None when the destination has none."""
    return TerritoryMap.objects.first()
