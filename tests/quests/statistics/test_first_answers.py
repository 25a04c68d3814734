"""What is counted, for whom it is shown, and in how many queries."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quests.catalogue.services import publish_question
from quests.factories import question_spec
from quests.models import Question
from quests.statistics.answers import first_answers
from quests.statistics.rules import Alert
from quests.statistics.selectors import detail, overview
from tests.quests.statistics.conftest import RIGHT, WRONG, Answers

pytestmark = pytest.mark.django_db
# Who was right where, as in test_item_rules: learners A to F, questions 1 to 4.
MARKS = ("1111", "1110", "1101", "0100", "0010", "0000")


def corrected(question: Question, **values: Any) -> Question:
    """A new version of the question."""
    publish_question(question_spec(uid=question.uid, **values))
    question.refresh_from_db()
    return question


def test_by_hand_through_the_database(questions: list[Question], answered: Answers, crowd: Any) -> None:
    for learner, row in zip(crowd(6), MARKS, strict=True):
        for question, mark in zip(questions, row, strict=True):
            answered(learner, question, RIGHT if mark == "1" else WRONG)
    figures = [overview()[question.pk] for question in questions]
    # The arithmetic is written out in test_item_rules.
    assert [round(item.facility.point, 4) for item in figures if item.facility] == [0.5, 0.6667, 0.5, 0.3333]
    assert [round(i.discrimination.point, 4) for i in figures if i.discrimination] == [0.8704, 0.533, 0.1325, 0.533]
    assert detail(questions[0].uid).item == figures[0]


def test_only_the_first_answer_counts(questions: list[Question], answered: Answers, crowd: Any) -> None:
    question = questions[0]
    for learner in crowd(5):
        answered(learner, question, WRONG)
        answered(learner, question, RIGHT)
        answered(learner, question, RIGHT)
    item = overview()[question.pk]
    assert item.n == 5
    assert item.facility is not None
    assert item.facility.point == 0


def test_the_first_is_the_oldest_not_the_first_written(
    questions: list[Question], answered: Answers, crowd: Any
) -> None:
    now = timezone.now()
    for learner in crowd(5):
        answered(learner, questions[0], WRONG, answered_at=now)
        answered(learner, questions[0], RIGHT)  # ten days ago
    assert [float(answer.fraction) for answer in first_answers()] == [1.0] * 5


def test_cards_and_checkpoints_are_no_answers(questions: list[Question], answered: Answers, crowd: Any) -> None:
    answered(crowd(1)[0], questions[0], question_version=None)
    assert not first_answers().exists()


def test_a_corrected_key_starts_again(questions: list[Question], answered: Answers, crowd: Any) -> None:
    question = questions[0]
    for learner in crowd(6):
        answered(learner, question, WRONG)
    corrected(question, key={"options": ["k1", "k2", "k3"], "correct": "k1"})
    assert overview()[question.pk].n == 0
    for learner in crowd(7):
        answered(learner, question, "k1", fraction=1)
    assert overview()[question.pk].n == 7
    closely = detail(question.uid)
    assert [(v.number, v.same_key, v.group.n) for v in closely.versions] == [(1, False, 6), (2, True, 7)]
    assert detail(question.uid, 1).item.facility == closely.versions[0].group.facility
    assert closely.item.n == 7


def test_corrected_words_go_on(questions: list[Question], answered: Answers, crowd: Any) -> None:
    question = questions[0]
    for learner in crowd(6):
        answered(learner, question, WRONG)
    corrected(question, seconds=50)
    for learner in crowd(5):
        answered(learner, question, RIGHT)
    assert overview()[question.pk].n == 11
    assert detail(question.uid).item.n == 11
    assert detail(question.uid, 1).item.n == 6


def test_who_met_an_older_version_is_not_counted_again(
    questions: list[Question], answered: Answers, crowd: Any
) -> None:
    question, people = questions[0], crowd(6)
    for learner in people:
        answered(learner, question, WRONG)
    corrected(question, key={"options": ["k1", "k2", "k3"], "correct": "k1"})
    for learner in people:
        answered(learner, question, "k1", fraction=1)
    assert overview()[question.pk].n == 0


# --- nobody is watched ---------------------------------------------------------------------


def test_four_people_leave_no_trace(questions: list[Question], answered: Answers, crowd: Any) -> None:
    for learner in crowd(4, trade="taxi"):
        answered(learner, questions[0], WRONG, seconds=90, confidence=3, language="nl")
    closely = detail(questions[0].uid)
    assert closely.item.facility is None
    assert (closely.slots, closely.seconds, closely.roles, closely.languages, closely.sure) == ([], [], [], [], [])
    assert [version.group.n for version in closely.versions] == [None]


def test_small_trades_and_languages_are_masked(questions: list[Question], answered: Answers, crowd: Any) -> None:
    for trade, language, n in (("taxi", "nl", 4), ("reception", "fr", 8), ("service", "en", 20)):
        for learner in crowd(n, trade=trade):
            answered(learner, questions[0], WRONG, language=language)
    closely = detail(questions[0].uid)
    # The taxi drivers are four: the next smallest group hides with them, or the total would tell.
    assert {g.key: g.n for g in closely.roles} == {"taxi": None, "reception": None, "service": 20}
    assert {g.key: g.n for g in closely.languages} == {"nl": None, "fr": None, "en": 20}
    assert [g.facility for g in closely.roles if g.n is None] == [None, None]


def test_a_version_of_few_people_shows_nothing(questions: list[Question], answered: Answers, crowd: Any) -> None:
    question = questions[0]
    for learner in crowd(9):
        answered(learner, question, WRONG)
    corrected(question, seconds=50)
    for learner in crowd(3):
        answered(learner, question, RIGHT)
    for number in (1, 2):  # one from the other and the total would tell the three
        assert detail(question.uid, number).item.facility is None
    assert detail(question.uid).item.n == 12


def test_how_sure_and_how_right(questions: list[Question], answered: Answers, crowd: Any) -> None:
    for sure, right, wrong in ((1, 2, 4), (2, 6, 3), (3, 9, 1)):
        for place, learner in enumerate(crowd(right + wrong)):
            answered(learner, questions[0], RIGHT if place < right else WRONG, confidence=sure)
    shares = {group.key: group.facility.point for group in detail(questions[0].uid).sure if group.facility}
    assert shares == {"1": 2 / 6, "2": 6 / 9, "3": 9 / 10}


# --- alerts, options, time -----------------------------------------------------------------


def test_a_wrong_option_that_wins(questions: list[Question], answered: Answers, crowd: Any) -> None:
    for place, learner in enumerate(crowd(20)):
        answered(learner, questions[0], WRONG if place < 11 else RIGHT, seconds=90)
    closely = detail(questions[0].uid)
    assert closely.item.alerts == overview()[questions[0].pk].alerts == (Alert.WRONG_WINS, Alert.SLOW)
    (slot,) = closely.slots
    assert {choice.value: choice.share for choice in slot.choices} == {"k1": 0.55, "k2": 0.45, "k3": 0.0}
    assert sum(each.count for each in closely.seconds) == 20


def test_numbers_are_binned(crowd: Any, answered: Answers, questions: list[Question]) -> None:
    question = publish_question(question_spec("numeric")).question
    for value, learner in zip((10, 60, 86, 86, 86, 90), crowd(6), strict=True):
        answered(learner, questions[0], question_version=question.current, answer={"value": str(value)},
                 fraction=int(value == 86))  # fmt: skip
    closely = detail(question.uid)
    assert sum(each.count for each in closely.numbers) == 6
    assert [choice.count for choice in closely.slots[0].choices] == [3, 3]


def test_a_question_out_of_play_has_no_page(questions: list[Question]) -> None:
    Question.objects.filter(pk=questions[0].pk).update(retired_at=timezone.now())
    with pytest.raises(Question.DoesNotExist):
        detail(questions[0].uid)
    with pytest.raises(Question.DoesNotExist):
        detail(uuid4())
    assert questions[0].pk not in overview()


# --- queries -------------------------------------------------------------------------------


def counted(work: Any) -> int:
    """How many queries ``work`` asks."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        work()
    return len(seen)


def test_queries_do_not_grow(questions: list[Question], answered: Answers, crowd: Any) -> None:
    for question in questions:
        for learner in crowd(2):
            answered(learner, question)
    before = counted(overview), counted(lambda: detail(questions[0].uid))
    for question in [*questions, *(corrected(each, seconds=9) for each in questions)]:
        for learner in crowd(6, trade="taxi"):
            answered(learner, question)
    assert (counted(overview), counted(lambda: detail(questions[0].uid))) == before
    assert before == (3, 4)
