"""Reading what can be played."""

from __future__ import annotations

from django.db.models import QuerySet

from quests.catalogue.models import Quest, QuestVersion, StepVersion


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
