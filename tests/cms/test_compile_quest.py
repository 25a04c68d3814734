"""Publishing a quest compiles its steps; what it borrows is followed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

import pytest

from cms.models import BankQuestion, ModulePage, PillarPage, QuestPage, Video
from quests.models import Quest
from tests.cms.conftest import card, publish

Draft = Callable[..., Any]


def steps_of(page: QuestPage) -> list[Any]:
    """The steps the game plays."""
    return list(Quest.objects.get(uid=page.translation_key).current.steps.select_related("step"))


def test_cards_and_questions_become_steps(draft_quest: Draft, question: BankQuestion) -> None:
    first = card()
    asked = {"type": "question", "id": "b2", "value": question.pk}
    page = publish(draft_quest([first, asked], roles=["taxi"], position=3))

    quest = Quest.objects.get(uid=page.translation_key)
    reading, asking = steps_of(page)

    assert (quest.slug, quest.position, quest.current.roles) == ("descendre", 3, ["taxi"])
    assert quest.current.words["fr"]["tell"] == "Dites-le."
    assert reading.step.key == uuid5(page.translation_key, first["id"])
    assert (reading.kind, reading.points) == ("card", 1)
    assert (asking.kind, asking.points, asking.question.uid) == ("question", 5, question.translation_key)


def test_html_is_sanitised(draft_quest: Draft) -> None:
    evil = '<p onclick="x()">Bon<script>alert(1)</script> <a href="javascript:x">lien</a></p>'
    (step,) = steps_of(publish(draft_quest([card(body=evil)])))
    assert "script" not in step.words["fr"]["body"]
    assert "onclick" not in step.words["fr"]["body"]
    assert step.words["fr"]["body"].startswith("<p>Bon")


def test_an_internal_link_is_resolved(draft_quest: Draft, pillar: PillarPage) -> None:
    body = f'<p><a linktype="page" id="{pillar.pk}">Histoire</a></p>'
    (step,) = steps_of(publish(draft_quest([card(body=body)])))
    assert 'href="/fr/history/"' in step.words["fr"]["body"]


def test_reading_time_is_estimated(draft_quest: Draft) -> None:
    ninety = " ".join(["mot"] * 88)
    (step,) = steps_of(publish(draft_quest([card(heading="Deux mots", body=f"<p>{ninety}</p>")])))
    assert step.seconds == 40


def test_a_film_brings_captions_and_transcript(draft_quest: Draft, locales: Any) -> None:
    video = Video.objects.create(title="Film", file="videos/a.mp4", captions_fr="videos/a.vtt", seconds=75)
    value = {"heading": "Voir", "video": video.pk, "body": "", "transcript": "On voit la fosse."}
    block = {"type": "video", "id": "v1", "value": value}
    (step,) = steps_of(publish(draft_quest([block])))
    assert step.words["fr"]["video"] == {
        "url": "/media/videos/a.mp4",
        "captions": "/media/videos/a.vtt",
        "lang": "fr",
        "poster": "",
        "transcript": "On voit la fosse.",
    }
    assert step.seconds == 75 + 10


def test_the_same_content_again_is_the_same_version(draft_quest: Draft) -> None:
    page = publish(draft_quest([card()]))
    page.save_revision()
    publish(page)
    assert Quest.objects.get(uid=page.translation_key).versions.count() == 1


def test_unpublishing_and_deleting_retire(draft_quest: Draft) -> None:
    page = publish(draft_quest([card()]))
    page.unpublish()
    assert Quest.objects.get(uid=page.translation_key).retired_at

    publish(page)
    assert Quest.objects.get(uid=page.translation_key).retired_at is None
    uid = page.translation_key
    QuestPage.objects.get(pk=page.pk).delete()
    assert Quest.objects.get(uid=uid).retired_at


@pytest.fixture
def lesson(pillar: PillarPage) -> ModulePage:
    """A published lesson of one card."""
    page = ModulePage(title="Leçon", slug="lecon", locale=pillar.locale, live=False)
    page.cards = json.dumps([card()])
    pillar.add_child(instance=page)
    page.save_revision()
    return publish(page)


def test_a_lesson_lends_its_cards_and_its_changes(draft_quest: Draft, lesson: ModulePage) -> None:
    page = publish(draft_quest([{"type": "module", "id": "m", "value": lesson.pk}]))
    (before,) = steps_of(page)
    assert before.step.key == uuid5(lesson.translation_key, lesson.cards[0].id)

    lesson.cards[0].value["heading"] = "Autre titre"
    lesson.save_revision()
    publish(lesson)

    (after,) = steps_of(page)
    assert (after.step_id, after.words["fr"]["heading"]) == (before.step_id, "Autre titre")


def test_a_harder_question_is_worth_more_in_its_quests(draft_quest: Draft, question: BankQuestion) -> None:
    page = publish(draft_quest([{"type": "question", "id": "q", "value": question.pk}]))
    question.difficulty = 3
    question.save_revision()
    publish(question)
    (step,) = steps_of(page)
    assert step.points == 15


def test_removed_steps_are_retired_not_deleted(draft_quest: Draft) -> None:
    one, two = card(), card()
    page = publish(draft_quest([one, two]))
    page.steps = json.dumps([two])
    page.save_revision()
    publish(page)
    steps = Quest.objects.get(uid=page.translation_key).steps
    gone = steps.get(key=uuid5(UUID(str(page.translation_key)), one["id"]))
    assert gone.retired_at
    assert steps.count() == 2
