"""A bank question -> ``QuestionSpec``."""

from __future__ import annotations

from typing import Any

from cms.kinds import feedback_words, kind_of, option_words
from cms.publishing.estimates import question_points, question_seconds
from cms.publishing.languages import by_language
from cms.publishing.pictures import picture_words
from quests.catalogue.specs import QuestionSpec


def question_spec(source: Any) -> QuestionSpec:
    """The spec of ``source`` (in the source language) with the words of each live language."""
    block, facts = source.answer[0], source.rests_on
    return QuestionSpec(
        uid=source.translation_key,
        kind=block.block_type,
        key=kind_of(block).key(block.value),
        words={language: question_words(each) for language, each in by_language(source).items()},
        seconds=question_seconds(source),
        points=question_points(source),
        pillar=source.pillar,
        skill=source.skill,
        sites=source.site_slugs,
        roles=tuple(source.roles),
        tags=source.tag_names,
        difficulty=source.difficulty,
        facts=tuple({"uid": str(fact.uid), "digest": fact.digest} for fact in facts),
        confidence=source.confidence,
        source=source.source,
        review_by=min((day for day in (source.review_by, *(f.review_by for f in facts)) if day), default=None),
    )


def question_words(question: Any) -> dict[str, Any]:
    """The words of ``question`` in its own language; what its kind does not have is left out."""
    block = question.answer[0] if question.answer else None
    return {
        "prompt": question.prompt,
        "options": option_words(block) if block else [],
        "feedback": feedback_words(block) if block else {},
        "explanation": question.explanation,
        "say": question.say,
        "picture": picture_words(question.picture, question.picture_alt),
        "audio": audio_words(question.recording),
        "hints": [hint.value for hint in question.hints if hint.value.strip()],
    } | (kind_of(block).words(block.value) if block else {})


def audio_words(recording: Any) -> dict[str, str] | None:
    """``{"url", "lang", "transcript", "credit"}``; None when there is nothing to listen to."""
    if recording is None:
        return None
    return {
        "url": recording.file.url,
        "lang": recording.language,
        "transcript": recording.transcript,
        "credit": recording.credit,
    }
