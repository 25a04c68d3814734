"""A bank question -> ``QuestionSpec``."""

from __future__ import annotations

from typing import Any

from cms.publishing.answers import answer_key, feedback_words, option_words
from cms.publishing.estimates import QUESTION_SECONDS, question_points
from cms.publishing.languages import by_language
from cms.publishing.pictures import picture_words
from quests.catalogue.specs import QuestionSpec


def question_spec(source: Any) -> QuestionSpec:
    """The spec of ``source`` (in the source language) with the words of each live language."""
    return QuestionSpec(
        uid=source.translation_key,
        kind=source.answer[0].block_type,
        key=answer_key(source.answer[0]),
        words={language: question_words(each) for language, each in by_language(source).items()},
        seconds=QUESTION_SECONDS,
        points=question_points(source),
        pillar=source.pillar,
        skill=source.skill,
        sites=source.site_slugs,
        source=source.source,
        review_by=source.review_by,
    )


def question_words(question: Any) -> dict[str, Any]:
    """The words of ``question`` in its own language."""
    block = question.answer[0] if question.answer else None
    return {
        "prompt": question.prompt,
        "options": option_words(block) if block else [],
        "feedback": feedback_words(block) if block else {},
        "explanation": question.explanation,
        "say": question.say,
        "unit": (block.value.get("unit") or "") if block and block.block_type == "numeric" else "",
        "picture": picture_words(question.picture, question.picture_alt),
    }
