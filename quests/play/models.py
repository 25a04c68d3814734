"""One run through a quest, and each answer given on the way."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from quests.catalogue.models import QuestionVersion, QuestVersion, Step


class Attempt(models.Model):
    """One run of a learner through one quest version.

    ``seed`` shuffles options the same way for the whole attempt; ``pins`` maps a step's key to the
    question version it shows, fixed at the start; ``hints`` counts the hints read, by the step's
    key; ``paused_at`` and ``draft`` keep the screen of a learner whose guest arrived.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts")
    quest = models.ForeignKey("quests.Quest", models.PROTECT, related_name="attempts")
    quest_version = models.ForeignKey(QuestVersion, models.PROTECT, related_name="attempts")
    seed = models.CharField(max_length=32)
    pins = models.JSONField(default=dict)
    hints = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    draft = models.JSONField(default=dict, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "quest"],
                condition=Q(completed_at=None),
                name="attempt_open_once",
            )
        ]
        indexes = [models.Index(fields=["learner", "quest", "-started_at"], name="attempt_latest")]

    def __str__(self) -> str:
        return str(self.id)


class Response(models.Model):
    """One answer and its marking. A card read or a checkpoint done is a response too.

    ``client_id`` is made by the phone so that the same answer can be sent twice safely. ``shown``
    (option ids in their order) and ``language`` tell what was on the screen. ``seconds`` is the
    server's own measure, None when it has none; ``confidence``: 1 unsure, 2 rather sure, 3 certain.
    """

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="responses")
    step = models.ForeignKey(Step, models.PROTECT, related_name="responses")
    client_id = models.UUIDField()
    question_version = models.ForeignKey(
        QuestionVersion, models.PROTECT, null=True, blank=True, related_name="responses"
    )
    answer = models.JSONField(default=dict)
    shown = models.JSONField(default=list)
    fraction = models.DecimalField(max_digits=5, decimal_places=4, default=1)
    outcome = models.CharField(max_length=10)
    points = models.PositiveIntegerField()
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    hints = models.PositiveSmallIntegerField(default=0)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(max_length=5, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "step"], name="response_once"),
            models.UniqueConstraint(fields=["attempt", "client_id"], name="response_client_id"),
            models.CheckConstraint(condition=Q(fraction__gte=0, fraction__lte=1), name="response_fraction"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=1, confidence__lte=3), name="response_confidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.step_id}: {self.outcome}"


class DialogueTurn(models.Model):
    """One choice in a dialogue with a visitor; ``number`` counts from 1 within the step."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="turns")
    step = models.ForeignKey(Step, models.PROTECT, related_name="turns")
    number = models.PositiveSmallIntegerField()
    scene = models.CharField(max_length=64)
    choice = models.CharField(max_length=64)
    client_id = models.UUIDField()
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "step", "number"], name="dialogue_turn_once"),
            models.UniqueConstraint(fields=["attempt", "client_id"], name="dialogue_turn_client_id"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.number}: {self.choice}"
