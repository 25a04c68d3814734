"""The funded course of study: who is enrolled, what they really did, who completed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quests.catalogue.models import Quest, QuestVersion
from quests.people.models import Employer, Employment, Financier
from quests.records import AppendOnlyModel
from quests.words import word


class LegalNature(models.TextChoices):
    """Only a training action may ever issue certificates of completion of training."""

    TRAINING = "action_formation", _("Training action")
    AWARENESS = "sensibilisation", _("Awareness course")


class Programme(models.Model):
    """A funded course of study. Words per language: ``title``, ``objectives``."""

    slug = models.SlugField(unique=True)
    words = models.JSONField(default=dict)
    legal_nature = models.CharField(
        _("legal nature"), max_length=20, choices=LegalNature, default=LegalNature.AWARENESS
    )
    minutes_foreseen = models.PositiveIntegerField(_("minutes foreseen"), default=0)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    quests = models.ManyToManyField(Quest, through="quests.ProgrammeQuest")

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="programme_dates")]

    def __str__(self) -> str:
        return word(self.words, "title") or self.slug


class ProgrammeQuest(models.Model):
    """A quest required by a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="required")
    quest = models.ForeignKey(Quest, models.PROTECT, related_name="programmes")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["programme", "quest"], name="programme_quest_once")]

    def __str__(self) -> str:
        return f"{self.programme_id} · {self.quest_id}"


class FundingAgreement(models.Model):
    """A financier pays for a programme between two dates."""

    reference = models.CharField(_("reference"), max_length=60, unique=True)
    financier = models.ForeignKey(Financier, models.PROTECT, related_name="agreements", verbose_name=_("financier"))
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="agreements", verbose_name=_("programme"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))

    class Meta:
        verbose_name = _("funding agreement")
        verbose_name_plural = _("funding agreements")
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="agreement_dates")]

    def __str__(self) -> str:
        return self.reference


class Enrolment(models.Model):
    """A learner in a programme, entered through one employment."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="enrolments")
    employment = models.ForeignKey(Employment, models.PROTECT, related_name="enrolments")
    entered_at = models.DateTimeField(_("entered"))
    started_at = models.DateTimeField(_("started"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "programme"], name="enrolment_once")]

    def __str__(self) -> str:
        return f"{self.learner_id} · {self.programme_id}"


class EvidenceKind(models.TextChoices):
    """What a line of evidence proves."""

    READ = "read", _("Card read")
    ANSWERED = "answered", _("Question answered")
    VISITED = "visited", _("Checkpoint done")


class Evidence(AppendOnlyModel):
    """One activity really done, credited once with its estimated seconds at the version done."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="evidence")
    source = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=EvidenceKind)
    quest_version = models.ForeignKey(QuestVersion, models.PROTECT, null=True, blank=True, related_name="+")
    seconds = models.PositiveIntegerField()
    occurred_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "source"], name="evidence_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"


class Completion(AppendOnlyModel):
    """A programme completed, with the employer, OPCO and financier **of that day**."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="completion")
    completed_at = models.DateTimeField()
    credited_seconds = models.PositiveIntegerField()
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="completions")
    opco = models.ForeignKey(Financier, models.PROTECT, null=True, blank=True, related_name="+")
    agreement = models.ForeignKey(FundingAgreement, models.PROTECT, null=True, blank=True, related_name="completions")
    snapshot = models.JSONField()

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.completed_at:%Y-%m-%d}"
