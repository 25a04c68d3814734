"""Everything the academy keeps about one person, as they may take it away (GDPR, articles 15 and 20)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, QuerySet
from django.utils import timezone

from quests.checkpoints.models import CheckIn
from quests.ledger.models import BadgeAward, ScoreEntry, Standing
from quests.people.access import own_employments
from quests.people.models import FunderSeat, ManagerSeat, User
from quests.play.models import Attempt, DialogueTurn, Response
from quests.programme.models import Completion, Enrolment, Evidence
from quests.reports.models import ExportRecord
from quests.review.models import ReviewAnswer, ReviewCard, ReviewRound

OWN_FIELDS = (
    "uid", "username", "display_name", "first_name", "last_name", "email", "language", "trade",
    "pseudonym", "on_boards", "is_minor", "date_joined", "last_login",
)  # fmt: skip
ROWS_AT_ONCE = 500

Rows = QuerySet[Any, Any]


def sections(person: User) -> dict[str, Rows]:
    """Each kind of record about ``person``, oldest first. Answers, never the keys they are marked by."""
    return {
        "employments": _employments(person),
        **_training(person),
        **_play(person),
        **_review(person),
        **_rewards(person),
        **_account(person),
    }


def document(person: User) -> Iterator[str]:
    """The same as one JSON object, in pieces: memory stays flat however much somebody played."""
    yield f'{{"made_at": {_json(timezone.now())}, "person": '
    yield _json({name: getattr(person, name) for name in OWN_FIELDS})
    for name, rows in sections(person).items():
        yield f",\n{_json(name)}: ["
        for place, row in enumerate(rows.iterator(chunk_size=ROWS_AT_ONCE)):
            yield ("," if place else "") + "\n" + _json(row)
        yield "]"
    yield "}\n"


def _json(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def _employments(person: User) -> Rows:
    return (
        own_employments(person)
        .order_by("pk")
        .values("started_on", "ended_on", name=F("employer__name"), siret=F("employer__siret"))
    )


def _training(person: User) -> dict[str, Rows]:
    return {
        "enrolments": Enrolment.objects.filter(learner=person).order_by("pk").values(
            "entered_at", "started_at", course=F("programme__slug"), at=F("employment__employer__name")
        ),
        "evidence": Evidence.objects.filter(enrolment__learner=person).order_by("pk").values(
            "source", "kind", "seconds", "occurred_at", course=F("enrolment__programme__slug")
        ),
        "completions": Completion.objects.filter(enrolment__learner=person).order_by("pk").values(
            "completed_at", "credited_seconds", "snapshot", course=F("enrolment__programme__slug")
        ),
    }  # fmt: skip


def _play(person: User) -> dict[str, Rows]:
    return {
        "attempts": Attempt.objects.filter(learner=person).order_by("started_at").values(
            "id", "started_at", "paused_at", "draft", "hints", "completed_at", slug=F("quest__slug")
        ),
        "responses": Response.objects.filter(attempt__learner=person).order_by("pk").values(
            "attempt_id", "answer", "outcome", "fraction", "points", "confidence", "hints", "seconds", "language",
            "answered_at", step_key=F("step__key"),
        ),
        "dialogue_turns": DialogueTurn.objects.filter(attempt__learner=person).order_by("pk").values(
            "attempt_id", "number", "scene", "choice", "chosen_at", step_key=F("step__key")
        ),
        "check_ins": CheckIn.objects.filter(learner=person).order_by("pk").values(
            "mode", "answer", "outcome", "points", "checked_at", place=F("checkpoint__slug")
        ),
    }  # fmt: skip


def _review(person: User) -> dict[str, Rows]:
    return {
        "review_cards": ReviewCard.objects.filter(learner=person).order_by("pk").values(
            "stability", "difficulty", "state", "parameters", "due_at", "last_at", "last_outcome",
            "last_confidence", "reps", "lapses", "first_right_at", question_uid=F("question__uid"),
        ),
        "review_rounds": ReviewRound.objects.filter(learner=person).order_by("started_at").values(
            "id", "started_at", "completed_at"
        ),
        "review_answers": ReviewAnswer.objects.filter(learner=person).order_by("pk").values(
            "round_id", "answer", "outcome", "fraction", "confidence", "points", "due_before", "gap_days",
            "predicted", "answered_at", question_uid=F("version__question__uid"),
        ),
    }  # fmt: skip


def _rewards(person: User) -> dict[str, Rows]:
    return {
        "score_entries": ScoreEntry.objects.filter(learner=person).order_by("pk").values(
            "source", "points", "pillar", "reason", "earned_at", season_slug=F("season__slug")
        ),
        "standings": Standing.objects.filter(learner=person).order_by("pk").values(
            "score", "reached_at", "visible", season_slug=F("season__slug")
        ),
        "badges": BadgeAward.objects.filter(learner=person).order_by("pk").values(
            "awarded_at", slug=F("badge__slug")
        ),
    }  # fmt: skip


def _account(person: User) -> dict[str, Rows]:
    return {
        "email_addresses": EmailAddress.objects.filter(user=person).values("email", "verified", "primary"),
        "passkeys": Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at"),
        "devices": UserSession.objects.filter(user=person).values(
            "created_at", "last_seen_at", "ip", "user_agent"
        ),
        "managed_employers": ManagerSeat.objects.filter(person=person).values(name=F("employer__name")),
        "funder_seats": FunderSeat.objects.filter(person=person).values(code=F("financier__code")),
        "exports_made": ExportRecord.objects.filter(person=person).order_by("pk").values(
            "purpose", "report", "file_format", "filters", "rows", "exported_at"
        ),
    }  # fmt: skip
