"""Facts: what questions and cards rest on, each with its source and its day of review."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import RevisionMixin
from wagtail.search import index

from cms.names import names_in


class Fact(RevisionMixin, index.Indexed, models.Model):
    """One true sentence. Changing it brings its questions back to whoever learnt the old one."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    statement = models.CharField(
        _("statement"), max_length=300, help_text=_("One sentence, for the trainers; learners never see it.")
    )
    source = models.CharField(_("source"), max_length=300)
    review_by = models.DateField(
        _("check again by"), help_text=_("After that day, the questions that rest on it leave play by themselves.")
    )
    sites = models.CharField(
        _("places"),
        max_length=300,
        blank=True,
        help_text=_("Short names of the places concerned, separated by commas."),
    )

    panels = [
        FieldPanel("statement"),
        FieldPanel("source"),
        FieldRowPanel([FieldPanel("review_by"), FieldPanel("sites")]),
    ]
    search_fields = [
        index.SearchField("statement"),
        index.AutocompleteField("statement"),
        index.SearchField("sites"),
    ]

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["statement"]

    def __str__(self) -> str:
        return self.statement

    @property
    def digest(self) -> str:
        """What the fact says: another source or day of review does not change it."""
        return sha256(self.statement.strip().encode()).hexdigest()[:16]

    @property
    def site_slugs(self) -> tuple[str, ...]:
        """The places concerned."""
        return names_in(self.sites)

    def late(self, today: date | None = None) -> bool:
        """Whether its day of review is past."""
        return self.review_by < (today or timezone.localdate())
