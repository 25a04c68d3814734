"""The question bank."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
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
from cms.blocks.parts import SharedSnippetChooser
from cms.kinds import KINDS
from cms.models.compiled import CompiledMixin, ReadyModelForm, RolesField
from cms.names import names_in
from cms.panels import BranchesPanel, ReadinessPanel
from cms.skills import Difficulty, Skill
from quests.catalogue.models import Pillar

KIND_NAMES = [(name, kind.label) for name, kind in KINDS.items()]


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
        max_length=1000,
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
    recording = models.ForeignKey(
        "cms.Recording",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recording"),
        help_text=_("Something to listen to before answering; its transcript is always offered."),
    )
    answer = StreamField(AnswerStream(), verbose_name=_("answer"), blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=KIND_NAMES, blank=True, editable=False)
    explanation = models.TextField(_("explanation"), blank=True, help_text=_("Always shown after the answer: why."))
    say = models.CharField(
        _("what to say to a guest"),
        max_length=300,
        blank=True,
        help_text=_("One sentence to say to a guest tomorrow."),
    )
    hints = StreamField(
        [("hint", blocks.CharBlock(max_length=200, label=_("Hint")))],
        verbose_name=_("hints"),
        blank=True,
        max_num=3,
        help_text=_("From the vaguest to the clearest. A hint costs points only when the answer is right."),
    )
    confidence = models.BooleanField(
        _("ask how sure they are"), default=False, help_text=_("Never counted; helps to choose what comes back.")
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
    roles = RolesField(_("for these trades"), default=list, blank=True, help_text=_("Nobody ticked: for everyone."))
    tags = models.CharField(
        _("tags"), max_length=300, blank=True, help_text=_("Your own words to find it again, separated by commas.")
    )
    facts = StreamField(
        [("fact", SharedSnippetChooser("cms.Fact", label=_("Fact")))],
        verbose_name=_("facts it rests on"),
        blank=True,
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    review_by = models.DateField(_("check again by"), null=True, blank=True)

    override_translatable_fields = [
        SynchronizedField("sites", overridable=False),
        SynchronizedField("tags", overridable=False),
        SynchronizedField("source", overridable=False),
    ]
    edit_handler = ObjectList(
        [
            ReadinessPanel(),
            BranchesPanel(),
            FieldPanel("prompt"),
            FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_alt")]),
            FieldPanel("recording"),
            FieldPanel("answer"),
            FieldPanel("explanation"),
            FieldPanel("say"),
            FieldPanel("hints"),
            FieldPanel("confidence"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("difficulty"), FieldPanel("skill")]),
                    FieldRowPanel([FieldPanel("pillar"), FieldPanel("sites")]),
                    FieldRowPanel([FieldPanel("tags"), FieldPanel("roles")]),
                    FieldRowPanel([FieldPanel("source"), FieldPanel("review_by")]),
                    FieldPanel("facts"),
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
        index.SearchField("tags"),
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
        return names_in(self.sites)

    @property
    def tag_names(self) -> tuple[str, ...]:
        """The trainers' own words."""
        return names_in(self.tags)

    @property
    def fact_ids(self) -> set[int]:
        """Primary keys of the facts chosen, without reading them."""
        return {block["value"] for block in self.facts.raw_data}

    @property
    def rests_on(self) -> list[Any]:
        """The facts chosen, each once."""
        return list({block.value.pk: block.value for block in self.facts if block.value}.values())

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Before the answer, and after a mistake."""
        return [("", _("Question")), ("answered", _("After the answer"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The question as a learner meets it."""
        from cms.previews import question_preview  # noqa: PLC0415 (previews read models)

        return question_preview(request, self, answered=mode_name == "answered")
