"""The only writer of points: ledger lines, standings, buckets and badges."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from quests import events
from quests.ledger import selectors
from quests.ledger.badges import deserved
from quests.ledger.models import Badge, BadgeAward, ScoreBucket, ScoreEntry, Season, Standing
from quests.people.models import User


@dataclass(frozen=True, kw_only=True)
class Line:
    """A ledger line to write. ``source`` names what earned it ("step:12"), once per learner."""

    source: str
    points: int
    pillar: str = ""
    reason: str = ""


@transaction.atomic
def award(learner: User, *lines: Line, at: datetime | None = None) -> frozenset[str]:
    """Write ledger lines; returns the sources that had earned this learner nothing before.

    The database keeps each source unique per learner, so a replay, a double tap or a second server
    earns nothing more. Locks the learner's row: the lines of one person are written one after the
    other.
    """
    at = at or timezone.now()
    visible = _locked_visibility(learner)
    season = selectors.season_at(at)
    won = _inserted_once([_entry(learner, line, season=season, at=at) for line in lines])
    points = sum(line.points for line in lines if line.source in won)
    if season is not None and points:
        _add_to_standing(learner, season=season, points=points, at=at, visible=visible)
    if won:
        season_id = season.pk if season else None
        events.publish(events.PointsAwarded(learner_id=learner.pk, season_id=season_id, points=points))
    return won


@transaction.atomic
def set_visibility(learner: User, *, visible: bool) -> None:
    """Show the learner on the boards of every season, or take them off at once."""
    User.objects.select_for_update().get(pk=learner.pk)
    User.objects.filter(pk=learner.pk).update(on_boards=visible)
    learner.on_boards = visible
    for standing in Standing.objects.filter(learner=learner, visible=not visible):
        _shift_bucket(standing.season_id, standing.score, by=1 if visible else -1)
    Standing.objects.filter(learner=learner).update(visible=visible)
    events.publish(events.BoardVisibilityChanged(learner_id=learner.pk))


@transaction.atomic
def grant_badges(learner: User) -> list[Badge]:
    """Award every badge the learner's record deserves and they do not have yet."""
    missing = Badge.objects.filter(rule__in=deserved(selectors.facts(learner))).exclude(awards__learner=learner)
    granted = []
    for badge in missing:
        _award, created = BadgeAward.objects.get_or_create(
            learner=learner, badge=badge, defaults={"awarded_at": timezone.now()}
        )
        if created:
            granted.append(badge)
            events.publish(events.BadgeAwarded(learner_id=learner.pk, badge=badge.slug))
    return granted


def _locked_visibility(learner: User) -> bool:
    return User.objects.select_for_update().values_list("on_boards", flat=True).get(pk=learner.pk)


def _entry(learner: User, line: Line, *, season: Season | None, at: datetime) -> ScoreEntry:
    return ScoreEntry(learner=learner, season=season, earned_at=at, **asdict(line))


def _inserted_once(entries: list[ScoreEntry]) -> frozenset[str]:
    """Insert the entries whose (learner, source) is new; the constraint decides, not an if."""
    fields = [field for field in ScoreEntry._meta.concrete_fields if not field.primary_key]
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    values = [
        field.get_db_prep_save(getattr(entry, field.attname), connection) for entry in entries for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {name(ScoreEntry._meta.db_table)} ({columns}) "  # noqa: S608 (our names)
            f"VALUES {', '.join([row] * len(entries))} "
            "ON CONFLICT (learner_id, source) DO NOTHING RETURNING source",
            values,
        )
        return frozenset(source for (source,) in cursor.fetchall())


def _add_to_standing(learner: User, *, season: Season, points: int, at: datetime, visible: bool) -> None:
    standing, created = Standing.objects.get_or_create(
        season=season,
        learner=learner,
        defaults={"score": points, "reached_at": at, "visible": visible},
    )
    old, new = (None, points) if created else (standing.score, standing.score + points)
    if not created:
        Standing.objects.filter(pk=standing.pk).update(score=new, reached_at=at)
    if visible:
        _move_bucket(season.pk, old=old, new=new)


def _move_bucket(season_id: int, *, old: int | None, new: int) -> None:
    """Move one learner between buckets, lowest score first so that two moves never deadlock."""
    moves = [(new, 1)] if old is None else sorted([(old, -1), (new, 1)])
    for score, by in moves:
        _shift_bucket(season_id, score, by=by)


def _shift_bucket(season_id: int, score: int, *, by: int) -> None:
    changed = ScoreBucket.objects.filter(season_id=season_id, score=score).update(learners=F("learners") + by)
    if not changed:
        ScoreBucket.objects.bulk_create(
            [ScoreBucket(season_id=season_id, score=score, learners=0)], ignore_conflicts=True
        )
        _shift_bucket(season_id, score, by=by)
