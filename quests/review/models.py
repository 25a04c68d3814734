"""What a person will be asked again, when, and every answer given on the way."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from quests.catalogue.models import Question, QuestionVersion
from quests.records import AppendOnlyModel


class ReviewCard(models.Model):
    """One question as one learner remembers it.

    ``version`` is the last one answered and ``substance`` what there was to know in it: when the
    question's own differs, the fact has changed. ``stability`` (days until 9 chances in 10 to
    remember), ``difficulty`` (1 to 10) and ``state`` (1 learning, 2 review, 3 learning again) are
    those of ``schedule``, worked out with its ``parameters``. ``reps`` counts answers, ``lapses``
    those that had been known before. ``first_right_at`` is None until it was right once.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_cards")
    question = models.ForeignKey(Question, models.PROTECT, related_name="review_cards")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    substance = models.CharField(max_length=64, blank=True)
    stability = models.FloatField()
    difficulty = models.FloatField()
    state = models.PositiveSmallIntegerField()
    parameters = models.CharField(max_length=20)
    due_at = models.DateTimeField()
    last_at = models.DateTimeField()
    last_outcome = models.CharField(max_length=10)
    last_confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    reps = models.PositiveIntegerField(default=1)
    lapses = models.PositiveIntegerField(default=0)
    first_right_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "question"], name="review_card_once"),
            models.CheckConstraint(condition=Q(due_at__gt=models.F("last_at")), name="review_card_due_later"),
        ]
        indexes = [models.Index(fields=["learner", "due_at"], name="review_card_due")]

    def __str__(self) -> str:
        return f"{self.learner_id} · {self.question_id}"


class ReviewRound(models.Model):
    """A few questions to answer in a row.

    ``items``: ``[{"card", "version", "seed"}]`` in order, pinned when the round starts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_rounds")
    items = models.JSONField(default=list)
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["learner", "-started_at"], name="review_round_latest")]

    def __str__(self) -> str:
        return str(self.id)


class ReviewAnswer(AppendOnlyModel):
    """One answer of a round.

    ``client_id`` is made by the phone so that the same answer can be sent twice safely.
    ``due_before`` is when the card was due, ``gap_days`` how long it had not been answered, and
    ``predicted`` the chance to remember it (0 to 1) that the schedule foretold: None when what there is
    to know had changed, which nobody could remember.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_answers")
    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="answers")
    card = models.ForeignKey(ReviewCard, models.PROTECT, related_name="answers")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    client_id = models.UUIDField()
    answer = models.JSONField(default=dict)
    shown = models.JSONField(default=list)
    fraction = models.DecimalField(max_digits=5, decimal_places=4)
    outcome = models.CharField(max_length=10)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    points = models.PositiveSmallIntegerField(default=0)
    due_before = models.DateTimeField()
    gap_days = models.FloatField()
    predicted = models.FloatField(null=True, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "client_id"], name="review_answer_client_id"),
            models.UniqueConstraint(fields=["round", "card"], name="review_answer_once"),
            models.CheckConstraint(condition=Q(fraction__gte=0, fraction__lte=1), name="review_answer_fraction"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=1, confidence__lte=3), name="review_answer_confidence"
            ),
        ]
        indexes = [models.Index(fields=["card", "answered_at"], name="review_answer_by_card")]

    def __str__(self) -> str:
        return f"{self.round_id} · {self.card_id}: {self.outcome}"
