"""Three tables as wide as the academy's own."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Answer(models.Model):  # noqa: DJ008
    """What ``Response`` is to the academy."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    step = models.IntegerField()
    client_id = models.UUIDField(unique=True)
    answer = models.JSONField()
    outcome = models.CharField(max_length=10)
    points = models.PositiveIntegerField()
    answered_at = models.DateTimeField()

    class Meta:
        app_label = "bare"
        constraints = [models.UniqueConstraint(fields=["learner", "step"], name="bare_answer_once")]


class Entry(models.Model):  # noqa: DJ008
    """What ``ScoreEntry`` is."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    source = models.CharField(max_length=80)
    points = models.IntegerField()
    earned_at = models.DateTimeField()

    class Meta:
        app_label = "bare"
        constraints = [models.UniqueConstraint(fields=["learner", "source"], name="bare_entry_once")]


class Total(models.Model):  # noqa: DJ008
    """What ``Standing`` is."""

    learner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    score = models.IntegerField(default=0)
    reached_at = models.DateTimeField()

    class Meta:
        app_label = "bare"


TABLES = (Answer, Entry, Total)
