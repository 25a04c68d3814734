"""The only writer of points: ledger lines, standings, buckets and badges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from quests import events
from quests.ledger import selectors
from quests.ledger.badges import deserved
from quests.ledger.models import Badge, BadgeAward, Standing
from quests.people.models import User


@dataclass(frozen=True, kw_only=True)
class Line:
    """A ledger line to write. ``source`` names what earned it ("step:12"), once per learner."""

    source: str
    points: int
    pillar: str = ""
    reason: str = ""


@transaction.atomic(savepoint=False)  # whoever fails in here undoes the whole answer
def award(learner: User, *lines: Line, at: datetime | None = None) -> frozenset[str]:
    """Write ledger lines; returns the sources that had earned this learner nothing before.

    The database keeps each source unique per learner, so a replay, a double tap or a second server
    earns nothing more. The learner's standing is the lock: the lines of one person are written one
    after the other, and a change of visibility waits for them.
    """
    if not lines:  # a checkpoint wrote its own
        return frozenset()
    at = at or timezone.now()
    won, season_id = _inserted_once(learner, lines, at=at)
    points = sum(line.points for line in lines if line.source in won)
    if season_id is not None and points:
        _add_to_standing(learner, season_id=season_id, points=points, at=at)
    if won:
        events.publish(events.PointsAwarded(learner_id=learner.pk, season_id=season_id, points=points))
    return won


@transaction.atomic
def set_visibility(learner: User, *, visible: bool) -> None:
    """Show the learner on the boards of every season, or take them off at once."""
    _locked(learner)
    User.objects.filter(pk=learner.pk).update(on_boards=visible)
    learner.on_boards = visible
    standings = Standing.objects.select_for_update().filter(learner=learner, visible=not visible)
    for standing in standings.order_by("season_id"):
        left, joined = (None, standing.score) if visible else (standing.score, None)
        _move_bucket(standing.season_id, left=left, joined=joined)
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
    return granted


def _locked(learner: User) -> User:
    """Lock the person's row against other writers of boards; rows that only point at it may be written."""
    return User.objects.select_for_update(no_key=True).get(pk=learner.pk)


# The season is that of ``selectors.season_at``, found where it is needed.
LINE = """(%s, (SELECT id FROM quests_season WHERE starts_at <= %s AND ends_at > %s ORDER BY starts_at DESC LIMIT 1),
%s, %s, %s, %s, %s)"""


def _inserted_once(learner: User, lines: Sequence[Line], *, at: datetime) -> tuple[frozenset[str], int | None]:
    """Insert the lines whose source is new to this learner; the constraint decides, not an if.

    Returns those sources, and the season they count in.
    """
    moment = connection.ops.adapt_datetimefield_value(at)
    values = [
        value
        for line in lines
        for value in (learner.pk, moment, moment, line.source, line.points, line.pillar, line.reason, moment)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO quests_scoreentry "  # noqa: S608 (no word of anybody's is in it)
            "(learner_id, season_id, source, points, pillar, reason, earned_at) "
            f"VALUES {', '.join([LINE] * len(lines))} "
            "ON CONFLICT (learner_id, source) DO NOTHING RETURNING source, season_id",
            values,
        )
        rows = cursor.fetchall()
    return frozenset(source for source, _season in rows), rows[0][1] if rows else None


def _add_to_standing(learner: User, *, season_id: int, points: int, at: datetime) -> None:
    raised = _raised(learner, season_id=season_id, points=points, at=at)
    if raised is None:
        _first_standing(learner, season_id=season_id, points=points, at=at)
        return
    new, visible = raised
    if visible:
        _move_bucket(season_id, left=new - points, joined=new)


def _first_standing(learner: User, *, season_id: int, points: int, at: datetime) -> None:
    """The season's first points: two phones of one person wait here for each other."""
    person = _locked(learner)
    standing, created = Standing.objects.get_or_create(
        season_id=season_id,
        learner=person,
        defaults={"score": points, "reached_at": at, "visible": person.on_boards},
    )
    if not created:
        _add_to_standing(learner, season_id=season_id, points=points, at=at)
    elif standing.visible:
        _move_bucket(season_id, left=None, joined=points)


def _raised(learner: User, *, season_id: int, points: int, at: datetime) -> tuple[int, bool] | None:
    """Add ``points`` to the standing: its new score and whether it is on the board; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE quests_standing SET score = score + %s, reached_at = %s "
            "WHERE season_id = %s AND learner_id = %s RETURNING score, visible",
            [points, connection.ops.adapt_datetimefield_value(at), season_id, learner.pk],
        )
        row = cursor.fetchone()
    return (row[0], bool(row[1])) if row else None


def _move_bucket(season_id: int, *, left: int | None, joined: int | None) -> None:
    """Count one learner out of the score ``left`` and into ``joined``, in one statement.

    A row of 0 takes one away, a row of 1 adds one. Rows are locked in the order they are given:
    lowest score first, so that two moves never deadlock.
    """
    rows = sorted((score, count) for score, count in ((left, 0), (joined, 1)) if score is not None)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO quests_scorebucket AS bucket (season_id, score, learners) "  # noqa: S608 (as above)
            f"VALUES {', '.join(['(%s, %s, %s)'] * len(rows))} "
            "ON CONFLICT (season_id, score) DO UPDATE "
            "SET learners = bucket.learners + CASE excluded.learners WHEN 0 THEN -1 ELSE 1 END",
            [value for score, count in rows for value in (season_id, score, count)],
        )
