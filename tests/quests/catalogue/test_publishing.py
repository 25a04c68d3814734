"""Publishing makes immutable versions, and only when something changed."""

from dataclasses import replace
from uuid import uuid4

import pytest

from quests.catalogue.services import publish_quest, publish_question, retire_question
from quests.catalogue.specs import QuestSpec
from quests.errors import NotPlayable
from quests.factories import (
    card_step,
    published_quest,
    published_question,
    question_spec,
    question_step,
)
from quests.models import QuestionVersion, Step
from quests.questions import InvalidKey


def test_the_same_content_twice_is_one_version(db: None) -> None:
    spec = question_spec()
    assert publish_question(spec) == publish_question(spec)
    assert QuestionVersion.objects.count() == 1


def test_a_change_is_a_new_version_and_the_old_one_stays(db: None) -> None:
    spec = question_spec()
    first = publish_question(spec)
    second = publish_question(replace(spec, points=15))
    assert (first.number, second.number) == (1, 2)
    assert QuestionVersion.objects.get(pk=first.pk).points == 10


def test_going_back_is_a_new_version_too(db: None) -> None:
    spec = question_spec()
    for points in (10, 15, 10):
        version = publish_question(replace(spec, points=points))
    assert version.number == 3


def test_a_key_that_marks_nothing_is_refused(db: None) -> None:
    with pytest.raises(InvalidKey):
        publish_question(question_spec(key={"options": ["a"], "correct": "b"}))
    assert not QuestionVersion.objects.exists()


def test_a_quest_counts_its_minutes_and_points(db: None) -> None:
    quest = published_quest(card_step(), question_step(published_question()))
    assert quest.current is not None
    assert (quest.current.seconds, quest.current.points) == (100, 11)


def test_steps_are_retired_never_deleted(db: None) -> None:
    one, other = card_step(), card_step()
    quest = published_quest(one, other)
    published_quest(other, uid=quest.uid, slug=quest.slug)
    assert Step.objects.get(quest=quest, key=one.key).retired_at
    assert not Step.objects.get(quest=quest, key=other.key).retired_at
    published_quest(one, other, uid=quest.uid, slug=quest.slug)
    assert not Step.objects.filter(quest=quest, retired_at__isnull=False).exists()


def test_a_quest_cannot_ask_an_unpublished_question(db: None) -> None:
    step = replace(question_step(published_question()), question=uuid4())
    spec = QuestSpec(uid=uuid4(), slug="x", pillar="history", words={}, steps=(step,))
    with pytest.raises(NotPlayable):
        publish_quest(spec)


def test_a_retired_question_is_left_out_of_new_attempts(receptionist: object) -> None:
    from quests.play.services import start

    question = published_question()
    quest = published_quest(card_step(), question_step(question))
    retire_question(question.uid)
    assert len(start(receptionist, quest=quest).pins) == 1
