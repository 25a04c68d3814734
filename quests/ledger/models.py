"""Points and honours: an append-only ledger and the rows that make ranks cheap."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quests.records import AppendOnlyModel
from quests.words import word


class Season(models.Model):
    """A time window with its own boards. Words per language: ``name``, ``story``."""

    slug = models.SlugField(unique=True)
    words = models.JSONField(default=dict)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="season_dates")]

    def __str__(self) -> str:
        return word(self.words, "name") or self.slug


class ScoreEntry(AppendOnlyModel):
    """One line of the ledger. ``source`` says what earned it, e.g. ``step:12`` or ``quest:3``."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="score_entries")
    season = models.ForeignKey(Season, models.PROTECT, null=True, blank=True, related_name="score_entries")
    source = models.CharField(max_length=80)
    points = models.IntegerField()
    pillar = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    earned_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "source"], name="score_entry_once")]

    def __str__(self) -> str:
        return f"{self.points:+d} {self.source}"


class Standing(models.Model):
    """A learner's score in a season, written in the ledger's transaction.

    ``reached_at`` breaks ties: whoever reached the score first is ahead. ``visible`` copies the
    learner's choice so that a rank reads one index.
    """

    season = models.ForeignKey(Season, models.CASCADE, related_name="standings")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="standings")
    score = models.IntegerField(default=0)
    reached_at = models.DateTimeField()
    visible = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["season", "learner"], name="standing_once")]
        indexes = [
            models.Index(
                F("season"),
                F("score").desc(),
                F("reached_at"),
                F("learner"),
                condition=Q(visible=True),
                name="standing_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.score}"


class ScoreBucket(models.Model):
    """How many visible learners of a season have exactly this score: an exact rank at flat cost."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="buckets")
    score = models.IntegerField()
    learners = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["season", "score"], name="score_bucket_once")]

    def __str__(self) -> str:
        return f"{self.score}: {self.learners}"


class BadgeRule(models.TextChoices):
    """What earns a badge (see ``ledger/badges.py``)."""

    FIRST_QUEST = "first_quest", _("First quest completed")
    QUESTS_5 = "quests_5", _("Five quests completed")
    ALL_PILLARS = "all_pillars", _("A quest in each pillar")
    PERFECT_QUEST = "perfect_quest", _("A quest without a wrong answer")
    FIRST_CHECKPOINT = "first_checkpoint", _("First checkpoint")
    CHECKPOINTS_5 = "checkpoints_5", _("Five checkpoints")
    WEEKS_4 = "weeks_4", _("Active in four different weeks")
    NIGHT_OF_LAMPS = "night_of_lamps", _("A quest of the season completed")


class Badge(models.Model):
    """An honour. Words per language: ``name``, ``description``."""

    slug = models.SlugField(unique=True)
    rule = models.CharField(_("rule"), max_length=30, choices=BadgeRule)
    icon = models.CharField(_("icon"), max_length=40, default="award")
    words = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("badge")
        verbose_name_plural = _("badges")

    def __str__(self) -> str:
        return word(self.words, "name") or self.slug


class BadgeAward(models.Model):
    """Who earned which badge, and when."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="badge_awards")
    badge = models.ForeignKey(Badge, models.CASCADE, related_name="awards")
    awarded_at = models.DateTimeField()

    class Meta:
        ordering = ["awarded_at"]
        constraints = [models.UniqueConstraint(fields=["learner", "badge"], name="badge_award_once")]

    def __str__(self) -> str:
        return f"{self.learner_id} · {self.badge_id}"
