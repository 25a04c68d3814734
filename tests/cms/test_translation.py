"""Words in every published language; the key from the source only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.models import BankQuestion
from quests.models import Quest, Question
from tests.cms.conftest import card, publish

Draft = Callable[..., Any]
EN = {"Où est le musée ?": "Where is the museum?", "Paris": "Paris (EN)", "Plus au sud.": "Further south."}


def translate(source: Any, locale: Locale, words: dict[str, str]) -> Any:
    """Translate through wagtail-localize, as the translation editor does, and publish."""
    memory, _ = TranslationSource.update_or_create_from_instance(source)
    translation, _ = Translation.objects.get_or_create(source=memory, target_locale=locale)
    for segment in memory.stringsegment_set.select_related("string"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": words[segment.string.data]},
            )
    translation.save_target(publish=True)
    return type(source).objects.get(translation_key=source.translation_key, locale=locale)


@pytest.fixture
def english(question: BankQuestion, locales: dict[str, Locale], django_capture_on_commit_callbacks: Any) -> Any:
    """The question in English."""
    with django_capture_on_commit_callbacks(execute=True):
        return translate(question, locales["en"], EN)


def test_publishing_a_translation_adds_its_words(question: BankQuestion, english: Any) -> None:
    version = Question.objects.get(uid=question.translation_key).current

    assert version.number == 2
    assert version.words["en"]["prompt"] == "Where is the museum?"
    assert "Further south." in version.words["en"]["feedback"].values()
    assert version.words["fr"]["prompt"] == "Où est le musée ?"


def test_a_translation_shares_ids_and_brings_no_key(question: BankQuestion, english: Any) -> None:
    before = Question.objects.get(uid=question.translation_key).current
    ids = {lang: {o["id"] for o in before.words[lang]["options"]} for lang in ("fr", "en")}
    assert ids["fr"] == ids["en"]

    english = BankQuestion.objects.get(pk=english.pk)
    english.answer[0].value["options"][0]["correct"] = False
    english.answer[0].value["options"][1]["correct"] = True
    english.save_revision()
    publish(english)

    assert Question.objects.get(uid=question.translation_key).current.key == before.key


def test_unpublishing_a_translation_takes_its_words_away(question: BankQuestion, english: Any) -> None:
    BankQuestion.objects.get(pk=english.pk).unpublish()
    compiled = Question.objects.get(uid=question.translation_key)
    assert "en" not in compiled.current.words
    assert compiled.retired_at is None


def test_a_quest_speaks_every_published_language(
    draft_quest: Draft,
    question: BankQuestion,
    locales: dict[str, Locale],
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = publish(draft_quest([card(), {"type": "question", "id": "q", "value": question.pk}]))
    with django_capture_on_commit_callbacks(execute=True):
        english = translate(page, locales["en"], {"Descendre": "Going down", "Le carreau": "The yard"})

    quest = Quest.objects.get(uid=page.translation_key)
    first, asked = quest.current.steps.all()

    assert english.slug == "descendre"
    assert quest.current.words["en"]["title"] == "Going down"
    assert first.words["en"]["heading"] == "The yard"
    assert first.words["en"]["body"] == first.words["fr"]["body"]
    assert asked.question.uid == question.translation_key
