"""What is not ready is refused, whichever way somebody publishes; the draft is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cms.models import BankQuestion, QuestPage
from cms.models.compiled import NotReady
from cms.publishing.problems import problems_of
from quests.checkpoints.models import Checkpoint
from quests.models import Quest, Question
from quests.people.models import Territory
from tests.cms.conftest import answer, card, item, publish, single_choice

Draft = Callable[..., Any]

UNREADY = {
    "no_answer": [],
    "too_few_options": answer("single_choice", options=[item("Lens", correct=True)]),
    "no_right_answer": answer("single_choice", options=[item("A", correct=False), item("B", correct=False)]),
    "several_right_answers": answer("single_choice", options=[item("A", correct=True), item("B", correct=True)]),
    "missing_explanation": answer("single_choice", options=[item("A", correct=True), item("B", correct=False)]),
    "incomplete": answer("single_choice", options=[item("A", correct=True), item("", correct=False, explanation="x")]),
    "invalid_key": answer("numeric", value="5", tolerance="3", near="2", unit="", low="Plus.", high="Moins."),
}


@pytest.mark.parametrize("code", UNREADY)
def test_a_question_with_a_broken_rule_is_refused(code: str, draft_question: Draft) -> None:
    draft = draft_question(UNREADY[code])

    with pytest.raises(NotReady) as refusal:
        draft.get_latest_revision().publish()

    assert code in {problem.code for problem in refusal.value.problems}
    kept = BankQuestion.objects.get(pk=draft.pk)
    assert not kept.live
    assert len(kept.get_latest_revision_as_object().answer) == len(UNREADY[code])
    assert not Question.objects.filter(uid=draft.translation_key).exists()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("multiple_choice", {"options": [item("A", correct=True), item("B", correct=False)]}),
        ("true_false", {"correct": "true", "explanation": ""}),
        ("numeric", {"value": "5", "tolerance": "0", "near": None, "unit": "", "low": "x", "high": ""}),
        ("ordering", {"items": [item("A"), item("B")], "explanation": ""}),
    ],
)
def test_every_kind_explains_every_mistake(kind: str, value: dict[str, Any], draft_question: Draft) -> None:
    codes = [problem.code for problem in problems_of(draft_question(answer(kind, **value)))]
    assert codes == ["missing_explanation"]


def test_the_reference_question_has_no_problem(draft_question: Draft) -> None:
    assert problems_of(draft_question()) == []


@pytest.mark.parametrize("field", ["prompt", "explanation", "source"])
def test_a_question_needs_its_words(field: str, draft_question: Draft) -> None:
    (problem,) = problems_of(draft_question(**{field: ""}))
    assert (problem.code, problem.field) == ("missing_words", field)


def test_a_picture_is_described(draft_question: Draft, picture: Any) -> None:
    (problem,) = problems_of(draft_question(picture=picture))
    assert problem.code == "missing_alt"


CARDS = {
    "picture without words": lambda image: card(picture={"image": image.pk, "alt": ""}),
    "image card without picture": lambda image: card("image"),
    "fact without source": lambda image: card("fact", review_by="2028-12-31"),
    "fact without review date": lambda image: card("fact", source="UNESCO", review_by=None),
    "phrase without meaning": lambda image: card("phrase", phrase="Hello", phrase_lang="en", meaning=""),
}


@pytest.mark.parametrize("name", CARDS)
def test_a_card_with_a_missing_part_is_refused(name: str, draft_quest: Draft, picture: Any) -> None:
    page = draft_quest([CARDS[name](picture)])
    with pytest.raises(NotReady):
        page.get_latest_revision().publish()
    assert not Quest.objects.filter(uid=page.translation_key).exists()


def test_a_quest_needs_a_step(draft_quest: Draft) -> None:
    assert [problem.code for problem in problems_of(draft_quest([]))] == ["no_step"]


def test_the_questions_of_a_quest_are_published(draft_quest: Draft, draft_question: Draft) -> None:
    asked = draft_question()
    page = draft_quest([{"type": "question", "id": "q", "value": asked.pk}])
    assert [problem.code for problem in problems_of(page)] == ["question_unpublished"]

    publish(asked)
    assert problems_of(page) == []


@pytest.fixture
def place(question: BankQuestion) -> Checkpoint:
    """A checkpoint with no twin yet."""
    return Checkpoint.objects.create(
        slug="musee",
        words={"fr": {"name": "Musée"}},
        pillar="offer",
        territory=Territory.objects.create(slug="lens", name="Lens"),
        latitude="50.43",
        longitude="2.80",
        onsite_question=Question.objects.get(uid=question.translation_key),
    )


def test_a_checkpoint_needs_its_twin_and_to_be_in_play(
    draft_quest: Draft, place: Checkpoint, question: BankQuestion
) -> None:
    page = draft_quest([{"type": "checkpoint", "id": "c", "value": place.pk}])
    assert [problem.code for problem in problems_of(page)] == ["no_remote_twin"]

    place.remote_question = place.onsite_question
    place.save()
    page = QuestPage.objects.get(pk=page.pk)
    assert [problem.code for problem in problems_of(page)] == ["checkpoint_out"]

    place.in_play = True
    place.save()
    page = QuestPage.objects.get(pk=page.pk)
    assert problems_of(page) == []


def test_two_quests_never_share_an_address(draft_quest: Draft, pillar: Any) -> None:
    publish(draft_quest([card()]))
    other = QuestPage(title="Autre", slug="descendre", pillar="history", summary="…", tell="…", locale=pillar.locale)
    assert "slug_taken" in {problem.code for problem in problems_of(other)}


def test_a_single_choice_with_two_ticks_becomes_ready_as_multiple(draft_question: Draft) -> None:
    raw = single_choice()
    raw[0]["type"] = "multiple_choice"
    raw[0]["value"]["options"][1]["value"]["correct"] = True
    assert problems_of(draft_question([raw[0] | {"type": "single_choice"}]))
    assert problems_of(draft_question(raw)) == []
