"""What a page or a question needs to be compiled when it is published."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms import CheckboxSelectMultiple, Field, MultipleChoiceField
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from cms.publishing.problems import Problem, problems_of
from quests.catalogue.models import Role


class NotReady(ValidationError):
    """Publishing was refused; ``problems`` says why, the draft is untouched."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__([problem.message for problem in problems])
        self.problems = problems


class CompiledMixin(models.Model):
    """Publishing checks the rules first; publishing and compiling succeed or fail together."""

    class Meta:
        abstract = True

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish ``revision``, or raise ``NotReady`` whichever way publishing was asked for."""
        if problems := problems_of(revision.as_object()):
            raise NotReady(problems)
        with transaction.atomic():
            return super().publish(revision, *args, **kwargs)  # type: ignore[misc]


class ReadyFormMixin:
    """Says what is missing when somebody publishes or submits; a draft is saved as it is."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.is_deferred_validation or self.errors:  # type: ignore[attr-defined]
            return
        for problem in problems_of(self.instance):  # type: ignore[attr-defined]
            field = problem.field if problem.field in self.fields else None  # type: ignore[attr-defined]
            self.add_error(field, problem.message)  # type: ignore[attr-defined]


class ReadyPageForm(ReadyFormMixin, WagtailAdminPageForm):
    """The form of a page that is compiled."""


class ReadyModelForm(ReadyFormMixin, WagtailAdminModelForm):
    """The form of a snippet that is compiled."""


class RolesField(models.JSONField):
    """The trades a quest is for: a list of ``Role`` values, empty for everyone."""

    def formfield(self, **kwargs: Any) -> Field:
        """Tick boxes."""
        return MultipleChoiceField(
            label=self.verbose_name,
            help_text=self.help_text,
            choices=Role.choices,
            required=False,
            widget=CheckboxSelectMultiple,
        )
