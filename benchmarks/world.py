"""The learners and quests to answer, made by the factories of the tests."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from benchmarks.bare.models import TABLES, Total
from benchmarks.clients import Post
from quests.factories import (
    RIGHT_ANSWERS,
    EmployerFactory,
    EmploymentFactory,
    ProgrammeFactory,
    SeasonFactory,
    UserFactory,
    card_step,
    published_quest,
    published_question,
    question_step,
    required,
)
from quests.models import Quest, Question, User
from quests.play.selectors import run_of
from quests.play.services import start
from quests.programme.services import enrol

KINDS = ("single_choice", "multiple_choice", "true_false", "numeric", "ordering")
STEPS = 12  # of a quest: two cards and ten questions, two of each kind


@dataclass(frozen=True)
class Player:
    """A learner who may sign in, and their answers in order."""

    pk: int
    username: str
    password: str
    posts: list[Post]


def prepare(*, learners: int, answers: int) -> list[Player]:
    """Migrate, then seed ``learners`` people with at least ``answers`` steps each to answer.

    All of them work at one employer, follow one programme and appear on the season's board.
    """
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    with connection.schema_editor() as editor:
        for table in TABLES:
            editor.create_model(table)
    SeasonFactory()
    bank = {kind: [published_question(kind) for _ in range(2)] for kind in KINDS}
    quests = [_quest(bank) for _ in range(-(-answers // STEPS))]
    programme, employer = required(ProgrammeFactory(), *quests), EmployerFactory()
    password = get_random_string(12)
    people = UserFactory.create_batch(learners, on_boards=True)
    for person in people:
        enrol(person, programme=programme, employment=EmploymentFactory(person=person, employer=employer))
        person.set_password(password)
        person.save()
        Total.objects.create(learner=person, reached_at=timezone.now())
    return [Player(person.pk, person.username, password, _posts(person, quests)) for person in people]


def _quest(bank: dict[str, list[Question]]) -> Quest:
    asked = [question_step(question) for questions in bank.values() for question in questions]
    return published_quest(card_step(), *asked[:5], card_step(), *asked[5:])


def _posts(learner: User, quests: list[Quest]) -> list[Post]:
    kinds = dict(Question.objects.values_list("pk", "kind"))
    return [
        (f"/play/attempts/{attempt.pk}/steps/{step.step.key}/", RIGHT_ANSWERS.get(kinds.get(step.question_id, ""), {}))
        for attempt in (start(learner, quest=quest) for quest in quests)
        for step in run_of(attempt).steps
    ]
