"""Places with a code, and verified visits to them (or to their remote twins)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quests.catalogue.models import Pillar, Question, QuestionVersion
from quests.codes import new_human_code, new_opaque_code
from quests.people.models import Territory
from quests.words import word


class Checkpoint(models.Model):
    """A place. ``code`` is opaque (128 bits, in the QR code), ``human_code`` can be typed.

    Words per language: ``name``, ``address``, ``teaser``, ``place``.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(max_length=26, unique=True, default=new_opaque_code)
    human_code = models.CharField(_("code to type"), max_length=9, unique=True, default=new_human_code)
    words = models.JSONField(default=dict)
    pillar = models.CharField(_("pillar"), max_length=20, choices=Pillar)
    territory = models.ForeignKey(Territory, models.PROTECT, verbose_name=_("territory"))
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)
    picture = models.CharField(_("picture"), max_length=300, blank=True)
    points = models.PositiveIntegerField(_("points"), default=30)
    seconds = models.PositiveIntegerField(_("estimated seconds"), default=180)
    onsite_question = models.ForeignKey(
        Question,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("question to answer on site"),
    )
    remote_question = models.ForeignKey(
        Question,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("remote twin"),
    )
    in_play = models.BooleanField(_("in play"), default=False)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        constraints = [
            models.CheckConstraint(
                name="checkpoint_has_its_twin",
                condition=Q(in_play=False) | Q(onsite_question__isnull=False, remote_question__isnull=False),
                violation_error_message=_("A checkpoint in play needs its remote twin."),
            )
        ]

    def __str__(self) -> str:
        return word(self.words, "name") or self.slug


class CheckIn(models.Model):
    """A learner's verified visit, once per checkpoint, on site or from afar."""

    class Mode(models.TextChoices):
        ONSITE = "onsite", _("On site")
        REMOTE = "remote", _("From afar")

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="check_ins")
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="check_ins")
    mode = models.CharField(max_length=10, choices=Mode)
    client_id = models.UUIDField()
    question_version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    answer = models.JSONField()
    outcome = models.CharField(max_length=10)
    points = models.PositiveIntegerField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "checkpoint"], name="check_in_once")]

    def __str__(self) -> str:
        return f"{self.learner_id} · {self.checkpoint_id}"
