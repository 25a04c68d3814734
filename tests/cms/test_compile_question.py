"""Publishing a question compiles it, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cms.models import BankQuestion
from quests.models import Question
from quests.questions import kind_named
from tests.cms.conftest import ANSWERS, publish, single_choice

Draft = Callable[..., BankQuestion]
SECONDS = {"matching": 60, "categorising": 60, "dialogue": 150}
"""Where more is to be done than to choose."""


@pytest.mark.parametrize("kind", ANSWERS)
def test_each_kind_is_compiled_with_all_its_explanations(kind: str, draft_question: Draft) -> None:
    draft = publish(draft_question(ANSWERS[kind](), say="Dites-le.", difficulty=2))

    version = Question.objects.get(uid=draft.translation_key).current

    assert (version.kind, version.points, version.seconds) == (kind, 10, SECONDS.get(kind, 40))
    said = version.words["fr"]["feedback"]
    assert set(kind_named(kind).feedback_ids(version.key)) <= said.keys()
    assert version.words["fr"]["say"] == "Dites-le."


def test_a_number_keeps_its_unit_and_a_canonical_key(draft_question: Draft) -> None:
    draft = publish(draft_question(ANSWERS["numeric"]()))

    version = Question.objects.get(uid=draft.translation_key).current

    assert version.key == {"value": "86.5", "tolerance": "2", "near": "5"}
    assert version.words["fr"]["unit"] == "m"


def test_options_say_nothing_of_the_key(question: BankQuestion) -> None:
    version = Question.objects.get(uid=question.translation_key).current
    ids = [option["id"] for option in version.words["fr"]["options"]]
    assert ids == sorted(ids)
    assert all(len(id_) == 36 for id_ in ids)


def test_ids_survive_a_change_of_words(question: BankQuestion) -> None:
    before = Question.objects.get(uid=question.translation_key).current
    question.answer[0].value["options"][0]["text"] = "À Lens"
    question.save_revision()
    publish(question)

    after = Question.objects.get(uid=question.translation_key).current

    assert (after.number, after.key) == (2, before.key)


def test_the_same_content_again_is_the_same_version(question: BankQuestion) -> None:
    question.save_revision()
    publish(question)
    assert Question.objects.get(uid=question.translation_key).versions.count() == 1


def test_unpublishing_retires_and_publishing_brings_back(question: BankQuestion) -> None:
    question.unpublish()
    assert Question.objects.get(uid=question.translation_key).retired_at

    publish(question)
    assert Question.objects.get(uid=question.translation_key).retired_at is None


def test_deleting_retires(question: BankQuestion) -> None:
    uid = question.translation_key
    question.delete()
    assert Question.objects.get(uid=uid).retired_at


def test_a_draft_is_not_compiled(draft_question: Draft) -> None:
    draft = draft_question()
    assert not Question.objects.filter(uid=draft.translation_key).exists()


def test_a_picture_becomes_an_address(draft_question: Draft, picture: object) -> None:
    draft = publish(draft_question(single_choice(), picture=picture, picture_alt="Un dessin"))
    version = Question.objects.get(uid=draft.translation_key).current
    assert version.words["fr"]["picture"]["alt"] == "Un dessin"
    assert version.words["fr"]["picture"]["url"].endswith(".svg")
