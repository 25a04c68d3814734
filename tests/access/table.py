"""Who may open what. Every address of the project has a line here, or belongs to a named group.

A line says what each role gets; whoever is not named gets ``others``, and somebody who is not
signed in is sent to the sign-in page. ``owner`` and ``its_manager`` are those of the side the object
belongs to: each line about an object is tried with the objects of both employers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils import timezone

from quests.factories import published_question
from quests.models import ReviewCard, ReviewRound
from quests.review.schedule import Met, first

from .world import ANONYMOUS, Side, World, current_step

SIDES = {
    "akto": {"owner": "learner", "its_manager": "manager"},
    "afdas": {"owner": "elsewhere", "its_manager": "other_manager"},
}
ROLES = (
    ANONYMOUS, "learner", "colleague", "elsewhere", "manager", "other_manager",
    "trainer", "editor", "akto", "afdas", "administrator",
)  # fmt: skip
SIGN_IN, NOT_THERE, WRONG_METHOD, REFUSED = 302, 404, 405, 422
Arguments = Callable[[World, Side], dict[str, Any]]


@dataclass(frozen=True)
class Line:
    """``route`` as the URLconf writes it; ``named``: role or party -> status; ``post`` when only POST is answered."""

    route: str
    named: dict[str, int] = field(default_factory=dict)
    others: int = 200
    anonymous: int = SIGN_IN
    arguments: Arguments | None = None
    post: bool = False

    def expected(self, role: str, side: str) -> int:
        """What ``role`` gets with the object of ``side``."""
        named = {SIDES[side].get(name, name): status for name, status in self.named.items()}
        if role == ANONYMOUS:
            return self.anonymous
        return named.get(role, self.others)


def _attempt(world: World, side: Side) -> dict[str, Any]:
    return {"pk": side.attempt.pk}


def _step(world: World, side: Side) -> dict[str, Any]:
    return {"pk": side.attempt.pk, "key": current_step(side.attempt)}


def _round(world: World, side: Side) -> dict[str, Any]:
    """A round of the side's learner, with one question."""
    question = published_question()
    values = {"learner": side.learner, "question": question, "version": question.current}
    memory = first(Met(outcome="right", confidence=None, at=timezone.now()))
    card = ReviewCard.objects.create(**values, **asdict(memory), parameters="test", last_outcome="right")
    item = {"card": card.pk, "version": question.current_id, "seed": "graine"}
    mine = ReviewRound.objects.create(learner=side.learner, items=[item], started_at=timezone.now())
    return {"pk": mine.pk, "place": 1}


MANAGERS = {"manager": 200, "other_manager": 200}
READERS = {"akto": 200, "afdas": 200, "administrator": 200}
EVERYBODY = {"anonymous": 200}

TABLE = (
    # --- for machines ---
    Line("healthz", **EVERYBODY),
    Line("readyz", **EVERYBODY),
    Line("media/<path:path>", others=NOT_THERE, anonymous=NOT_THERE, arguments=lambda w, s: {"path": "nothing.png"}),
    # --- joining, landing ---
    Line("join/", **EVERYBODY),
    Line("join/<str:code>/", **EVERYBODY, arguments=lambda w, s: {"code": s.join_code.code}),
    Line("start/", others=302),
    Line("i18n/setlang/", others=302, post=True),
    # --- playing: one's own attempts and nobody else's ---
    Line("play/"),
    Line("play/quests/<slug:slug>/", arguments=lambda w, s: {"slug": w.quest.slug}),
    Line("play/attempts/<uuid:pk>/", {"owner": 302}, NOT_THERE, arguments=_attempt),
    Line("play/attempts/<uuid:pk>/finish/", {"owner": 302}, NOT_THERE, arguments=_attempt),
    Line("play/attempts/<uuid:pk>/steps/<uuid:key>/", {"owner": 200}, NOT_THERE, arguments=_step),
    Line("play/attempts/<uuid:pk>/pause/", {"owner": 302}, NOT_THERE, arguments=_attempt, post=True),
    Line("play/attempts/<uuid:pk>/replay/", {"owner": 302}, NOT_THERE, arguments=_attempt),
    Line("play/attempts/<uuid:pk>/steps/<uuid:key>/hint/", {"owner": 200}, NOT_THERE, arguments=_step, post=True),
    Line("play/attempts/<uuid:pk>/steps/<uuid:key>/say/", {"owner": REFUSED}, NOT_THERE, arguments=_step, post=True),
    # --- reviewing: one's own rounds and nobody else's ---
    Line("review/"),
    Line("review/rounds/", others=302, post=True),
    Line("review/rounds/<uuid:pk>/", {"owner": 302}, NOT_THERE, arguments=_round),
    Line("review/rounds/<uuid:pk>/<int:place>/", {"owner": 200}, NOT_THERE, arguments=_round),
    # --- checkpoints ---
    Line("c/<str:code>/", arguments=lambda w, s: {"code": w.checkpoint.code}),
    Line("scan/"),
    # --- boards: pseudonyms only ---
    Line("board/"),
    Line("board/<str:season>/", arguments=lambda w, s: {"season": "saison"}),
    Line("board/visibility/", others=400, post=True),
    # --- one's own page ---
    Line("me/"),
    Line("me/data.json"),
    Line("me/seen/"),
    Line("me/name/", others=302, post=True),
    Line(
        "me/employers/<int:pk>/leave/",
        {"owner": 302},
        NOT_THERE,
        arguments=lambda w, s: {"pk": s.employment.pk},
        post=True,
    ),
    # --- managers: their own employers ---
    Line("manage/", MANAGERS, NOT_THERE),
    Line("manage/export/", dict.fromkeys(MANAGERS, REFUSED), NOT_THERE, post=True),
    Line(
        "manage/employers/<int:employer>/codes/",
        {"its_manager": 302},
        NOT_THERE,
        arguments=lambda w, s: {"employer": s.employer.pk},
        post=True,
    ),
    Line(
        "manage/codes/<int:pk>/revoke/",
        {"its_manager": 302},
        NOT_THERE,
        arguments=lambda w, s: {"pk": s.join_code.pk},
        post=True,
    ),
    # --- funders: their own financier ---
    Line("reports/", READERS, NOT_THERE),
    Line("reports/learners/", READERS, NOT_THERE),
    Line("reports/exports/", READERS, NOT_THERE),
    Line(
        "reports/export/<slug:file_format>/",
        dict.fromkeys(READERS, REFUSED),
        NOT_THERE,
        arguments=lambda w, s: {"file_format": "csv"},
        post=True,
    ),
)

GROUPS = {
    "accounts/": "allauth: its pages speak of whoever is signed in and take no id of anybody else's",
    "studio/": "Wagtail: nothing of it opens for whoever is not an author or an administrator",
    "documents/": "Wagtail: files its editors published; none here",
    "fr/": "Wagtail: pages its editors published, the same for everyone",
}
"""Addresses of libraries, by prefix, with the one rule ``test_matrix`` checks for each group."""
PUBLIC_IN_STUDIO = ("studio/jsi18n/", "studio/sprite", "studio/login/", "studio/logout/", "studio/password_reset/")
"""What Wagtail answers to anyone: words and icons of its screens; its own sign-in leads to allauth's."""
