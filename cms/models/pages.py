"""The pages of the studio: what visitors read, lessons and quests."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.blocks.cards import CardStream
from cms.blocks.parts import FEATURES
from cms.blocks.steps import StepStream
from cms.models.compiled import CompiledMixin, ReadyPageForm, RolesField
from cms.models.forms import QuestPageForm
from cms.panels import ReadinessPanel
from quests.catalogue.models import Pillar

SAME_SLUG = [SynchronizedField("slug", overridable=False)]
"""One slug in every language: a translated slug would add a redirect for each translation."""


def _picture(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


def _alt() -> models.CharField:
    return models.CharField(_("what the picture shows"), max_length=250, blank=True)


class TerritoryHomePage(Page):
    """The front door of a destination, one in each language."""

    promise = models.CharField(_("promise"), max_length=200)
    intro = RichTextField(_("introduction"), features=FEATURES, blank=True)
    picture = _picture(_("illustration"))
    picture_alt = _alt()
    pillars_shown = models.BooleanField(_("show the pillars"), default=True)
    quests_shown = models.BooleanField(_("show the quests"), default=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.PillarPage", "cms.LegalPage"]
    template = "cms/home.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("promise"),
        FieldPanel("intro"),
        FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_alt")]),
        FieldRowPanel([FieldPanel("pillars_shown"), FieldPanel("quests_shown")]),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Pillars and quests of this language."""
        context = super().get_context(request, *args, **kwargs)
        pillars = PillarPage.objects.child_of(self).live().select_related("picture")
        context["pillars"] = pillars if self.pillars_shown else []
        context["quests"] = (
            QuestPage.objects.descendant_of(self).live().order_by("position") if self.quests_shown else []
        )
        return context


class PillarPage(Page):
    """One of the three pillars, with its lessons and quests."""

    pillar = models.CharField(_("pillar"), max_length=20, choices=Pillar)
    summary = models.TextField(_("summary"), max_length=400)
    picture = _picture(_("picture"))
    picture_alt = _alt()

    override_translatable_fields = SAME_SLUG
    parent_page_types = ["cms.TerritoryHomePage"]
    subpage_types = ["cms.ModulePage", "cms.QuestPage"]
    template = "cms/pillar.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("pillar"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_alt")]),
    ]

    class Meta:
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Lessons and quests of the pillar."""
        context = super().get_context(request, *args, **kwargs)
        context["lessons"] = ModulePage.objects.child_of(self).live()
        context["quests"] = QuestPage.objects.child_of(self).live().order_by("position")
        return context


class ModulePage(CompiledMixin, Page):
    """A lesson: cards that quests can borrow, and that anyone can read."""

    summary = models.CharField(_("summary"), max_length=200, blank=True)
    cards = StreamField(CardStream(), verbose_name=_("cards"), blank=True)

    override_translatable_fields = SAME_SLUG
    parent_page_types = ["cms.PillarPage"]
    subpage_types: list[str] = []
    template = "cms/module.html"
    content_panels = [
        ReadinessPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("cards"),
    ]
    base_form_class = ReadyPageForm

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    @property
    def estimate(self) -> dict[str, int]:
        """``seconds`` and ``points`` of all the cards."""
        from cms.publishing.estimates import estimate_cards  # noqa: PLC0415 (reads models)

        return estimate_cards(self.cards)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The cards as words, the way the game shows them."""
        from cms.previews import lesson_context  # noqa: PLC0415 (reads models)

        return super().get_context(request, *args, **kwargs) | lesson_context(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The cards one under the other, as a learner meets them."""
        from cms.previews import module_preview  # noqa: PLC0415 (reads models)

        return module_preview(request, self)


class QuestPage(CompiledMixin, Page):
    """A mission: steps of every kind, compiled for the game when published."""

    pillar = models.CharField(_("pillar"), max_length=20, choices=Pillar)
    roles = RolesField(_("for"), default=list, blank=True, help_text=_("Nothing ticked: everyone."))
    season = models.CharField(_("season"), max_length=80, blank=True, help_text=_("Only played during this season."))
    position = models.PositiveIntegerField(_("place in the list"), default=0)
    summary = models.CharField(_("promise in one sentence"), max_length=200)
    tell = models.CharField(
        _("what to tell a guest tomorrow"),
        max_length=400,
        help_text=_("Shown at the end: one or two sentences to say aloud."),
    )
    picture = _picture(_("picture"))
    picture_alt = _alt()
    steps = StreamField(StepStream(), verbose_name=_("steps"), blank=True)

    override_translatable_fields = [*SAME_SLUG, SynchronizedField("season", overridable=False)]
    parent_page_types = ["cms.PillarPage"]
    subpage_types: list[str] = []
    template = "cms/quest.html"
    content_panels = [
        ReadinessPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("steps"),
        FieldPanel("tell"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(
                [
                    FieldPanel("pillar"),
                    FieldPanel("roles"),
                    FieldPanel("season"),
                    FieldPanel("position"),
                    FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_alt")]),
                ],
                heading=_("Game"),
            ),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ],
        base_form_class=QuestPageForm,
    )

    class Meta:
        verbose_name = _("quest")
        verbose_name_plural = _("quests")

    @property
    def estimate(self) -> dict[str, int]:
        """``seconds`` and ``points`` of the quest as it stands."""
        from cms.publishing.estimates import estimate_steps  # noqa: PLC0415 (reads models)

        return estimate_steps(self.steps)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The whole quest, then each step on its own."""
        steps = [(f"step-{place}", _("Step %d") % place) for place in range(1, len(self.steps) + 1)]
        return [("", _("All the steps")), *steps]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The steps as a learner meets them on a phone."""
        from cms.previews import quest_preview  # noqa: PLC0415 (reads models)

        return quest_preview(request, self, mode=mode_name)


class LegalPage(Page):
    """A legal text: notice, privacy, accessibility."""

    body = RichTextField(_("text"), features=["h2", "h3", *FEATURES])

    override_translatable_fields = SAME_SLUG
    parent_page_types = ["cms.TerritoryHomePage"]
    subpage_types: list[str] = []
    template = "cms/legal.html"
    content_panels = [*Page.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")
