"""Fills the database of the races and prints, as JSON, who may post what (run as a process of its own)."""

# ruff: noqa: E402 - Django must be ready before its models are imported
from __future__ import annotations

import json
import sys

import django

django.setup()

from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from quests.factories import (
    RIGHT_ANSWERS,
    WRONG_ANSWERS,
    CheckpointFactory,
    EmploymentFactory,
    ProgrammeFactory,
    SeasonFactory,
    UserFactory,
    published_quest,
    published_question,
    question_step,
    required,
)
from quests.models import Quest, User
from quests.play.selectors import run_of
from quests.play.services import start
from quests.programme.services import enrol

CROWD = 100
PLAYERS = 16
WAVERERS = 8


def main() -> None:
    """Everybody appears on the boards, so that they all share the histogram's rows."""
    _create_tables()
    SeasonFactory()
    checkpoint = CheckpointFactory()
    quest = published_quest(*(question_step(published_question()) for _ in range(4)))
    hasty, keen, *players = UserFactory.create_batch(2 + PLAYERS, on_boards=True)
    _enrol(hasty, quest)
    world = {
        "hasty": _person(hasty, quest),
        "keen": _person(keen),
        "players": [_person(player, quest) for player in players],
        "waverers": [_person(person, quest) for person in UserFactory.create_batch(WAVERERS)],
        "visibility": reverse("board_visibility"),
        "crowd": [_person(person) for person in UserFactory.create_batch(CROWD, on_boards=True)],
        "checkpoint": reverse("checkpoint", args=[checkpoint.code]),
        "right": RIGHT_ANSWERS["single_choice"],
        "wrong": WRONG_ANSWERS["single_choice"],
    }
    json.dump(world, sys.stdout)


def _create_tables() -> None:
    """A race needs today's constraints, not their history."""
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)


def _enrol(learner: User, quest: Quest) -> None:
    employment = EmploymentFactory(person=learner)
    enrol(learner, programme=required(ProgrammeFactory(), quest), employment=employment)


def _person(person: User, quest: Quest | None = None) -> dict[str, object]:
    client = Client()
    client.force_login(person)
    attempt = start(person, quest=quest) if quest else None
    steps = run_of(attempt).steps if attempt else ()
    return {
        "pk": person.pk,
        "session": client.cookies["sessionid"].value,
        "steps": [reverse("play:step", args=[attempt.pk, step.step.key]) for step in steps],
    }


if __name__ == "__main__":
    main()
