"""A quest page -> ``QuestSpec``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from cms.blocks.pools import pool_draw
from cms.publishing.cards import card_words
from cms.publishing.estimates import POOL_POINTS, QUESTION_SECONDS, card_seconds, question_points, question_seconds
from cms.publishing.languages import by_language
from cms.publishing.pictures import picture_url
from quests.catalogue.specs import QuestSpec, StepSpec
from quests.ledger.scoring import CARD_POINTS


def quest_spec(source: Any) -> QuestSpec:
    """The spec of ``source`` (in the source language) with the words of each live language."""
    pages = by_language(source)
    return QuestSpec(
        uid=source.translation_key,
        slug=source.slug,
        pillar=source.pillar,
        words={
            language: {"title": page.title, "summary": page.summary, "tell": page.tell}
            for language, page in pages.items()
        },
        steps=tuple(_steps(source, pages)),
        roles=tuple(source.roles),
        season=source.season,
        picture=picture_url(source.picture),
        position=source.position,
    )


def step_key(quest: UUID, block_id: str) -> UUID:
    """A step's identity: copied pages share block ids, so the quest is part of it."""
    return uuid5(quest, block_id)


def _steps(source: Any, pages: Mapping[str, Any]) -> Iterator[StepSpec]:
    streams = {language: page.steps for language, page in pages.items()}
    for block in source.steps:
        if block.block_type == "module":
            yield from _lesson_steps(block.value.specific)
        elif block.block_type == "question":
            yield _question_step(source, block)
        elif block.block_type == "pool":
            yield from _drawn_steps(source, block)
        elif block.block_type == "checkpoint":
            yield _checkpoint_step(source, block)
        else:
            key = step_key(source.translation_key, block.id)
            yield _card_step(key, block, streams)


def _lesson_steps(lesson: Any) -> Iterator[StepSpec]:
    streams = {language: page.cards for language, page in by_language(lesson).items()}
    for card in lesson.cards:
        yield _card_step(step_key(lesson.translation_key, card.id), card, streams)


def _card_step(key: UUID, card: Any, streams: Mapping[str, Any]) -> StepSpec:
    return StepSpec(
        key=key,
        kind="card",
        seconds=card_seconds(card),
        points=CARD_POINTS,
        words={
            language: card_words(same, language)
            for language, stream in streams.items()
            if (same := next((each for each in stream if each.id == card.id), None))
            and same.block_type == card.block_type
        },
    )


def _question_step(source: Any, block: Any) -> StepSpec:
    return StepSpec(
        key=step_key(source.translation_key, block.id),
        kind="question",
        seconds=question_seconds(block.value),
        points=question_points(block.value),
        question=block.value.translation_key,
    )


def _drawn_steps(source: Any, block: Any) -> Iterator[StepSpec]:
    """One step for each question to draw; each attempt draws its own."""
    for place in range(block.value["count"]):
        yield StepSpec(
            key=step_key(source.translation_key, f"{block.id}-{place}"),
            kind="draw",
            seconds=QUESTION_SECONDS,
            points=POOL_POINTS,
            draw=pool_draw(block.value, pool=block.id),
        )


def _checkpoint_step(source: Any, block: Any) -> StepSpec:
    place = block.value
    return StepSpec(
        key=step_key(source.translation_key, block.id),
        kind="checkpoint",
        seconds=place.seconds,
        points=place.points,
        checkpoint=place.uid,
    )
