"""How long things take and what they earn. Seconds are estimates, published with each version."""

from __future__ import annotations

from typing import Any

from cms.kinds import kind_of
from cms.publishing.html import plain
from quests.ledger.scoring import CARD_POINTS, DIFFICULTY_POINTS

POOL_POINTS = DIFFICULTY_POINTS[2]
"""What a question drawn from a pool is announced to earn; it earns its own points."""
WORDS_A_MINUTE = 180
LOOK_SECONDS = 10
QUESTION_SECONDS = 40
"""A question whose answer is not chosen yet."""


def reading_seconds(text: str) -> int:
    """Seconds to read ``text`` calmly and look around the card."""
    return round(len(text.split()) * 60 / WORDS_A_MINUTE) + LOOK_SECONDS


def card_seconds(card: Any) -> int:
    """Estimated seconds of one card block; a film lasts what it lasts."""
    value = card.value
    video = value.get("video") if card.block_type == "video" else None
    body = value.get("body")
    parts = [value.get("heading"), value.get("phrase"), value.get("meaning")]
    text = " ".join([*(part or "" for part in parts), plain(body.source if body else "")])
    return reading_seconds(text) + (video.seconds if video else 0)


def question_seconds(question: Any) -> int:
    """Estimated seconds of a bank question, by its kind."""
    return kind_of(question.answer[0]).seconds if question.answer else QUESTION_SECONDS


def question_points(question: Any) -> int:
    """Points of a bank question, by its difficulty."""
    return DIFFICULTY_POINTS[question.difficulty]


def estimate_cards(cards: Any) -> dict[str, int]:
    """``seconds`` and ``points`` of a stream of cards."""
    seconds = sum(card_seconds(card) for card in cards)
    return {"seconds": seconds, "points": CARD_POINTS * len(cards)}


def estimate_steps(steps: Any) -> dict[str, int]:
    """``seconds`` and ``points`` of the steps of a quest, chosen or still to choose."""
    each = [_estimate(step) for step in steps]
    return {key: sum(step[key] for step in each) for key in ("seconds", "points")}


def _estimate(step: Any) -> dict[str, int]:
    if step.block_type == "module":
        lesson = step.value.specific if step.value else None
        return estimate_cards(lesson.cards) if lesson else {"seconds": 0, "points": 0}
    if step.block_type == "question":
        if step.value is None:
            return {"seconds": QUESTION_SECONDS, "points": 0}
        return {"seconds": question_seconds(step.value), "points": question_points(step.value)}
    if step.block_type == "pool":
        count = step.value["count"] or 0
        return {"seconds": QUESTION_SECONDS * count, "points": POOL_POINTS * count}
    if step.block_type == "checkpoint":
        place = step.value
        return {"seconds": place.seconds if place else 0, "points": place.points if place else 0}
    return {"seconds": card_seconds(step), "points": CARD_POINTS}
