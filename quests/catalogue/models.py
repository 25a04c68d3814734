"""What can be played: quests, steps and questions, each with immutable versions.

Identity (``Quest``, ``Step``, ``Question``) lasts; content lives in versions that never change, so
an attempt can be replayed exactly as it was shown.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quests.words import word


class Pillar(models.TextChoices):
    """The three pillars of the territory's knowledge."""

    HISTORY = "history", pgettext_lazy("pillar", "History")
    VALUES = "values", pgettext_lazy("pillar", "Values")
    OFFER = "offer", pgettext_lazy("pillar", "Offer")


class Role(models.TextChoices):
    """Points of contact with visitors, to tag quests by trade."""

    RECEPTION = "reception", _("Reception")
    SERVICE = "service", _("Table service")
    TAXI = "taxi", _("Taxi")
    SHOP = "shop", _("Shop")
    ADVISER = "adviser", _("Tourist adviser")


class StepKind(models.TextChoices):
    """What a step asks of the learner."""

    CARD = "card", _("Card")
    QUESTION = "question", _("Question")
    CHECKPOINT = "checkpoint", _("Checkpoint")
    DRAW = "draw", _("Question drawn from the bank")


class Question(models.Model):
    """A question of the bank; ``uid`` is shared by its translations."""

    uid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=30)
    current = models.ForeignKey("quests.QuestionVersion", models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return word(self.current.words, "prompt") if self.current else str(self.uid)


class QuestionVersion(models.Model):
    """A question exactly as it was published. ``key`` never leaves the server unanswered.

    ``substance`` is the digest of what there is to know (kind, key, facts): two versions of the same
    substance differ in words alone. ``facts`` are the identities of the facts it rests on. Past
    ``review_by`` it leaves play by itself (see ``selectors.in_play``).
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=30)
    key = models.JSONField()
    words = models.JSONField()
    seconds = models.PositiveIntegerField()
    points = models.PositiveIntegerField()
    pillar = models.CharField(max_length=20, choices=Pillar, blank=True)
    skill = models.CharField(max_length=20, blank=True)
    sites = models.JSONField(default=list)
    roles = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    difficulty = models.PositiveSmallIntegerField(default=1)
    facts = models.JSONField(default=list)
    substance = models.CharField(max_length=64, blank=True)
    confidence = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    review_by = models.DateField(null=True, blank=True, db_index=True)
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_number")]

    def __str__(self) -> str:
        return f"{word(self.words, 'prompt')} (v{self.number})"


class Quest(models.Model):
    """A mission; ``current`` is the version new attempts play."""

    uid = models.UUIDField(unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    pillar = models.CharField(max_length=20, choices=Pillar)
    position = models.PositiveIntegerField(default=0)
    current = models.ForeignKey("quests.QuestVersion", models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("quest")
        verbose_name_plural = _("quests")

    def __str__(self) -> str:
        return word(self.current.words, "title") if self.current else self.slug


class QuestVersion(models.Model):
    """A quest exactly as it was published."""

    quest = models.ForeignKey(Quest, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    pillar = models.CharField(max_length=20, choices=Pillar)
    words = models.JSONField()
    roles = models.JSONField(default=list)
    season = models.CharField(max_length=80, blank=True)
    picture = models.CharField(max_length=300, blank=True)
    seconds = models.PositiveIntegerField()
    points = models.PositiveIntegerField()
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quest", "number"], name="quest_version_number")]

    def __str__(self) -> str:
        return f"{word(self.words, 'title')} (v{self.number})"


class Step(models.Model):
    """The lasting identity of a step: what a learner can have done once and for all."""

    quest = models.ForeignKey(Quest, models.PROTECT, related_name="steps")
    key = models.UUIDField(default=uuid.uuid4)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quest", "key"], name="step_key")]

    def __str__(self) -> str:
        return f"{self.quest_id}/{self.key}"


class StepVersion(models.Model):
    """A step as one quest version shows it.

    A draw has no question of its own: each attempt draws one by ``draw`` (see ``pools.Draw``) and
    pins it.
    """

    quest_version = models.ForeignKey(QuestVersion, models.PROTECT, related_name="steps")
    step = models.ForeignKey(Step, models.PROTECT, related_name="versions")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=StepKind)
    words = models.JSONField(default=dict)
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="steps")
    checkpoint = models.ForeignKey("quests.Checkpoint", models.PROTECT, null=True, blank=True, related_name="steps")
    draw = models.JSONField(default=dict, blank=True)
    seconds = models.PositiveIntegerField()
    points = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quest_version", "position"], name="step_position"),
            models.UniqueConstraint(fields=["quest_version", "step"], name="step_once"),
            models.CheckConstraint(
                name="step_has_its_content",
                condition=(
                    models.Q(kind__in=["card", "draw"], question=None, checkpoint=None)
                    | models.Q(kind="question", question__isnull=False, checkpoint=None)
                    | models.Q(kind="checkpoint", question=None, checkpoint__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.kind}"

    @property
    def asks(self) -> bool:
        """Whether the step asks a question of the bank, its own or a drawn one."""
        return self.kind in {StepKind.QUESTION, StepKind.DRAW}


class TerritoryMap(models.Model):
    """The map questions are asked on: our own shapes, in degrees, drawn as SVG by the server.

    ``shapes``: ``[{"type", "name", "points": [[latitude, longitude], ...]}]`` (see ``maps.py``).
    """

    slug = models.SlugField(unique=True)
    words = models.JSONField(default=dict)
    south = models.DecimalField(max_digits=7, decimal_places=4)
    west = models.DecimalField(max_digits=7, decimal_places=4)
    north = models.DecimalField(max_digits=7, decimal_places=4)
    east = models.DecimalField(max_digits=7, decimal_places=4)
    shapes = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(south__lt=models.F("north"), west__lt=models.F("east")),
                name="territory_map_bounds",
            )
        ]

    def __str__(self) -> str:
        return self.slug
