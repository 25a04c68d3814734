"""`python -m tests.journeys.world facts.json`: fill the database of a journey's server.

Run with the server's own settings, after the migrations. Writes the facts a browser cannot know:
codes on posters and signs, and the answer key of every question.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from cms import demo  # noqa: E402
from cms.destinations import FOLDER  # noqa: E402
from cms.models import BankQuestion, Fact, PillarPage, QuestPage  # noqa: E402
from quests.catalogue.services import publish_question  # noqa: E402
from quests.factories import (  # noqa: E402
    EmploymentFactory,
    UserFactory,
    card_step,
    checkpoint_step,
    published_quest,
    question_step,
    required,
)
from quests.leaderboard.services import appear  # noqa: E402
from quests.ledger.services import Line, award  # noqa: E402
from quests.models import Checkpoint, Employer, JoinCode, Programme, Quest, QuestionVersion, User  # noqa: E402
from quests.play import services as play  # noqa: E402
from quests.play.dialogue import say  # noqa: E402
from quests.play.selectors import pinned_version, run_of  # noqa: E402
from quests.questions import FormData, kind_named  # noqa: E402
from tests.journeys import every_kind  # noqa: E402
from tests.journeys.names import EVERY_KIND, REMOTE, REVIEWERS, SHORT_QUEST  # noqa: E402

LEARNERS = 6  # five make an employer appear on the boards
CROWD = 8  # enough for statistics to speak
LONG_AGO = timedelta(days=12)
"""When the reviewers met the questions: long enough for all of them to come back."""


def fill() -> None:
    """The demonstration's territory and staff, a few learners, one quest with a question of each kind."""
    call_command("load_destination", "louvre_lens", stdout=sys.stderr)
    rows = tomllib.loads((FOLDER / "louvre_lens" / "people.toml").read_text(encoding="utf-8"))["learners"]
    with transaction.atomic():
        demo.bring_a_season_to_today()
        demo.seed_staff()
        for _learner in demo.seed_learners(rows[:LEARNERS]):
            pass
        last = UserFactory()
        appear(last)  # boards never show the last place: it is taken, newcomers will be seen
        award(last, Line(source="welcome", points=1))
        asked = [question_step(publish_question(spec).question) for spec in every_kind.specs()]
        quest = published_quest(card_step(), *asked, slug=EVERY_KIND, position=90)
        hotel = Employer.objects.order_by("-headcount").first()
        for username in REVIEWERS:
            reviewer = UserFactory(username=username, password=make_password(demo.PASSWORD), language="fr")
            EmploymentFactory(person=reviewer, employer=hotel)
            _played(quest, reviewer, Random(1), skill=0)
        short = Quest.objects.get(slug=SHORT_QUEST)
        for number in range(CROWD):
            _played(short, UserFactory(), Random(number), skill=0.6)
        published_quest(checkpoint_step(Checkpoint.objects.order_by("pk")[1]), slug=REMOTE, position=91)
        # One short quest completes the programme: a journey has no hour to spare.
        programme = Programme.objects.get()
        programme.required.all().delete()
        required(programme, short)


def _played(quest: Quest, learner: User, chance: Random, *, skill: float) -> None:
    """``learner`` played ``quest`` long ago, right as often as ``skill`` says."""
    at = timezone.now() - LONG_AGO
    attempt = play.start(learner, quest=quest, at=at)
    for step in run_of(attempt).steps:
        given: dict[str, Any] = {"attempt_id": attempt.pk, "step_key": step.step.key, "at": at}
        version = _asked(attempt, step)
        data = _answer(version, chance, skill=skill) if version else {}
        if version and version.kind == "dialogue":
            for choice in data["choices"]:
                say(learner, **given, choice=choice, client_id=uuid4())
        else:
            play.submit_response(learner, **given, data=data, client_id=uuid4())


def _asked(attempt: Any, step: Any) -> QuestionVersion | None:
    """What a step asks; a checkpoint, from afar."""
    if step.asks:
        return pinned_version(attempt, step)
    twin = step.checkpoint and step.checkpoint.remote_question
    return twin.current if twin else None


def _answer(version: QuestionVersion, chance: Random, *, skill: float) -> FormData:
    kind = kind_named(version.kind)
    return kind.solution(version.key) if chance.random() < skill else kind.slip(version.key, chance)


def facts() -> dict[str, Any]:
    """Codes and keys. ``questions``: version id -> prompt, kind, answering form, words after the answer."""
    hotel = Employer.objects.order_by("-headcount").first()
    bank = BankQuestion.objects.order_by("pk")
    return {
        "password": demo.PASSWORD,
        "hotel": hotel.name,
        "join_code": JoinCode.objects.get(employer=hotel).code,
        "other_join_code": JoinCode.objects.exclude(employer=hotel).earliest("pk").code,
        "checkpoints": [
            {"code": place.code, "human_code": place.human_code, "name": place.words["fr"]["name"]}
            for place in Checkpoint.objects.order_by("pk")
        ],
        "questions": [_question(version) for version in QuestionVersion.objects.all()],
        "studio": {
            "dialogue": next(each.pk for each in bank if each.answer[0].block_type == "dialogue"),
            "played": str(Quest.objects.get(slug=SHORT_QUEST).current.steps.exclude(question=None)[0].question.uid),
            "fact": Fact.objects.order_by("pk")[0].pk,
        },
        "quest_page": QuestPage.objects.get(slug="descendre-au-fond", locale__language_code="fr").pk,
        "pillar_page": PillarPage.objects.get(pillar="history", locale__language_code="fr").pk,
        "samira": User.objects.get(username="samira").pseudonym,
    }


def _question(version: QuestionVersion) -> dict[str, Any]:
    """``form``: the right answer, ``slip``: a wrong one; ``listed``: both from the list beside a picture or a map."""
    words, kind = version.words["fr"], kind_named(version.kind)
    spots = {"hotspot": "zone", "map_pin": "place"}
    field = "point" if version.kind in spots else ""
    listed = spots.get(version.kind, "")
    return {
        "prompt": words["prompt"],
        "kind": version.kind,
        "key": version.key,
        "words": words,
        "form": _centre(version.key) if version.kind == "hotspot" else dict(kind.solution(version.key)),
        "slip": _slip(version, field),
        "listed": {"form": _named(version, listed), "slip": _slip(version, listed)} if listed else {},
        "after": [text for text in [*words["feedback"].values(), words["explanation"]] if text],
    }


def _slip(version: QuestionVersion, field: str) -> FormData:
    """A wrong answer; one that posts ``field`` where there are several ways to answer."""
    kind = kind_named(version.kind)
    slips = (dict(kind.slip(version.key, Random(seed))) for seed in range(200))
    return next(slip for slip in slips if not field or field in slip)


def _named(version: QuestionVersion, field: str) -> FormData:
    """The right answer of the list."""
    kind = kind_named(version.kind)
    right = (id_ for id_ in kind.option_ids(version.key) if kind.mark(version.key, {field: id_}).right)
    return {field: [next(right)]}


def _centre(key: dict[str, Any]) -> FormData:
    """The middle of a right zone."""
    zone = next(zone for zone in key["zones"] if zone["id"] in key["correct"])
    x, y = (float(zone[start]) + float(zone[size]) / 2 for start, size in (("left", "width"), ("top", "height")))
    point = f"{x:.2f},{y:.2f}"
    assert kind_named("hotspot").mark(key, {"point": point}).right, "a smaller zone hides this one"
    return {"point": [point]}


if __name__ == "__main__":
    fill()
    Path(sys.argv[1]).write_text(json.dumps(facts()), encoding="utf-8")
