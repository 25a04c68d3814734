"""`python -m tests.journeys.world facts.json`: fill the database of a journey's server.

Run with the server's own settings, after the migrations. Writes the facts a browser cannot know:
codes on posters and signs, and the answer key of every question.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from cms import demo  # noqa: E402
from cms.destinations import FOLDER  # noqa: E402
from cms.models import PillarPage, QuestPage  # noqa: E402
from quests.factories import UserFactory, checkpoint_step, published_quest, required  # noqa: E402
from quests.leaderboard.services import appear  # noqa: E402
from quests.ledger.services import Line, award  # noqa: E402
from quests.models import Checkpoint, Employer, JoinCode, Programme, Quest, QuestionVersion, User  # noqa: E402
from tests.journeys.names import EVERY_KIND, REMOTE, SHORT_QUEST  # noqa: E402

LEARNERS = 6  # five make an employer appear on the boards


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
        published_quest(slug=EVERY_KIND, position=90)
        published_quest(checkpoint_step(Checkpoint.objects.order_by("pk")[1]), slug=REMOTE, position=91)
        # One short quest completes the programme: a journey has no hour to spare.
        programme = Programme.objects.get()
        programme.required.all().delete()
        required(programme, Quest.objects.get(slug=SHORT_QUEST))


def facts() -> dict[str, Any]:
    """Codes and keys. ``questions``: version id -> prompt, kind, answering form, words after the answer."""
    hotel = Employer.objects.order_by("-headcount").first()
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
        "quest_page": QuestPage.objects.get(slug="descendre-au-fond", locale__language_code="fr").pk,
        "pillar_page": PillarPage.objects.get(pillar="history", locale__language_code="fr").pk,
        "samira": User.objects.get(username="samira").pseudonym,
    }


def _question(version: QuestionVersion) -> dict[str, Any]:
    words = version.words["fr"]
    return {
        "prompt": words["prompt"],
        "kind": version.kind,
        "form": demo.right_form(version.kind, version.key),
        "after": [text for text in [*words["feedback"].values(), words["explanation"]] if text],
    }


if __name__ == "__main__":
    fill()
    Path(sys.argv[1]).write_text(json.dumps(facts()), encoding="utf-8")
