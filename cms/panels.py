"""Panels of our own in the editor."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class ReadinessPanel(Panel):
    """Says whether the saved draft may be published, and what it earns when it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Ready to publish?"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        """The panel over one object."""

        template_name = "cms/panels/readiness.html"

        def is_shown(self) -> bool:
            """Only over something that was saved once."""
            return bool(self.instance and self.instance.pk)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The problems of the draft as it was last saved."""
            from cms.publishing.problems import problems_of  # noqa: PLC0415 (models load first)

            context = super().get_context_data(parent_context)
            context["problems"] = problems_of(self.instance)
            context["estimate"] = getattr(self.instance, "estimate", None)
            return context
