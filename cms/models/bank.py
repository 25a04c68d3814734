"""The question bank."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks.answers import AnswerStream
from cms.models.compiled import CompiledMixin, ReadyModelForm
from cms.panels import ReadinessPanel
from quests.catalogue.models import Pillar


class Skill(models.TextChoices):
    """What a question trains."""

    KNOW = "know", _("Know")
    ADVISE = "advise", _("Advise")
    WELCOME = "welcome", _("Welcome")


class Difficulty(models.IntegerChoices):
    """How hard a question is; points follow (see the game's scoring)."""

    EASY = 1, _("Easy (5 points)")
    MEDIUM = 2, _("Medium (10 points)")
    HARD = 3, _("Hard (15 points)")


KINDS = [
    ("single_choice", _("Single choice")),
    ("multiple_choice", _("Multiple choice")),
    ("true_false", _("True or false")),
    ("numeric", _("Number")),
    ("ordering", _("Ordering")),
]


class BankQuestion(
    CompiledMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """A question trainers write. ``translation_key`` is its identity in the game."""

    prompt = models.CharField(
        _("question"),
        max_length=250,
        help_text=_("Often a situation with a visitor: what do you say?"),
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(_("what the picture shows"), max_length=250, blank=True)
    answer = StreamField(AnswerStream(), verbose_name=_("answer"), blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=KINDS, blank=True, editable=False)
    explanation = models.TextField(_("explanation"), blank=True, help_text=_("Always shown after the answer: why."))
    say = models.CharField(
        _("what to say to a guest"),
        max_length=300,
        blank=True,
        help_text=_("One sentence to say to a guest tomorrow."),
    )
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), choices=Difficulty, default=Difficulty.EASY)
    skill = models.CharField(_("skill"), max_length=20, choices=Skill, default=Skill.KNOW)
    pillar = models.CharField(_("pillar"), max_length=20, choices=Pillar, blank=True)
    sites = models.CharField(
        _("places"),
        max_length=300,
        blank=True,
        help_text=_("Short names of the places concerned, separated by commas."),
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    review_by = models.DateField(_("check again by"), null=True, blank=True)

    override_translatable_fields = [
        SynchronizedField("sites", overridable=False),
        SynchronizedField("source", overridable=False),
    ]
    edit_handler = ObjectList(
        [
            ReadinessPanel(),
            FieldPanel("prompt"),
            FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_alt")]),
            FieldPanel("answer"),
            FieldPanel("explanation"),
            FieldPanel("say"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("difficulty"), FieldPanel("skill")]),
                    FieldRowPanel([FieldPanel("pillar"), FieldPanel("sites")]),
                    FieldRowPanel([FieldPanel("source"), FieldPanel("review_by")]),
                ],
                heading=_("For the trainers"),
            ),
        ],
        base_form_class=ReadyModelForm,
    )
    search_fields = [
        index.SearchField("prompt"),
        index.AutocompleteField("prompt"),
        index.SearchField("explanation"),
        index.SearchField("sites"),
        index.FilterField("locale"),
        index.FilterField("live"),
        index.FilterField("kind"),
        index.FilterField("pillar"),
        index.FilterField("skill"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("question bank")

    def __str__(self) -> str:
        return self.prompt or str(_("(question without words yet)"))

    def clean(self) -> None:
        """Keep ``kind`` in step with the answer, for lists and filters."""
        super().clean()
        self.kind = self.answer[0].block_type if self.answer else ""

    @property
    def site_slugs(self) -> tuple[str, ...]:
        """The places concerned."""
        return tuple(slug.strip() for slug in self.sites.split(",") if slug.strip())

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Before the answer, and after a mistake."""
        return [("", _("Question")), ("answered", _("After the answer"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The question as a learner meets it."""
        from cms.previews import question_preview  # noqa: PLC0415 (previews read models)

        return question_preview(request, self, answered=mode_name == "answered")
