"""Reading the ledger."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from quests.ledger.badges import Facts
from quests.ledger.models import Badge, BadgeAward, ScoreEntry, Season, Standing
from quests.ledger.rhythm import Rhythm, monday, rhythm
from quests.people.models import User


def season_at(moment: datetime) -> Season | None:
    """The season running at ``moment``; of two, the one that began last."""
    return Season.objects.filter(starts_at__lte=moment, ends_at__gt=moment).order_by("-starts_at").first()


def current_season() -> Season | None:
    """The season running now."""
    return season_at(timezone.now())


def total_points(learner: User) -> int:
    """All the points ``learner`` ever earned, in and out of seasons."""
    return ScoreEntry.objects.filter(learner=learner).aggregate(sum=Sum("points"))["sum"] or 0


def standing_of(learner: User, season: Season | None) -> Standing | None:
    """The learner's standing in ``season``, None before the first point."""
    return Standing.objects.filter(learner=learner, season=season).first() if season else None


def facts(learner: User) -> Facts:
    """What badges are judged on, counted from the ledger alone."""
    season = current_season()
    quests = Q(source__startswith="quest:")
    counts = ScoreEntry.objects.filter(learner=learner, points__gte=0).aggregate(
        quests=Count("pk", filter=quests),
        pillars=Count("pillar", filter=quests & ~Q(pillar=""), distinct=True),
        perfect_quests=Count("pk", filter=Q(source__startswith="perfect:")),
        season_quests=Count("pk", filter=quests & Q(season=season, season__isnull=False)),
        checkpoints=Count("pk", filter=Q(source__startswith="checkpoint:")),
    )
    return Facts(**counts, weeks=len({monday(day) for day in active_days(learner)}))


def active_days(learner: User) -> set[date]:
    """The local dates on which ``learner`` earned something."""
    entries = ScoreEntry.objects.filter(learner=learner).annotate(day=TruncDate("earned_at"))
    return set(entries.values_list("day", flat=True).distinct())


def weekly_rhythm(learner: User) -> Rhythm:
    """The learner's rhythm of the last weeks."""
    return rhythm(active_days(learner), today=timezone.localdate())


def badges_of(learner: User) -> list[tuple[Badge, BadgeAward | None]]:
    """Every badge with the learner's award, None for those still to earn."""
    awards = {award.badge_id: award for award in BadgeAward.objects.filter(learner=learner)}
    return [(badge, awards.get(badge.pk)) for badge in Badge.objects.all()]


def badges_since(learner: User, moment: datetime) -> tuple[Badge, ...]:
    """Badges ``learner`` earned from ``moment`` on."""
    return tuple(Badge.objects.filter(awards__learner=learner, awards__awarded_at__gte=moment))


def points_between(learner: User, *, sources: list[str], since: datetime, until: datetime | None) -> int:
    """Points earned from ``sources`` between two moments, both included."""
    entries = ScoreEntry.objects.filter(learner=learner, source__in=sources, earned_at__gte=since, earned_at__lte=until)
    return entries.aggregate(sum=Sum("points"))["sum"] or 0
