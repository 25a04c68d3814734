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


class BranchesPanel(Panel):
    """The scenes of a dialogue as they were last saved, and how they lead to one another."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("The scenes and where they lead"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        """The panel over one question."""

        template_name = "cms/panels/_branches.html"

        class Media:
            css = {"all": ["css/branches.css"]}

        def is_shown(self) -> bool:
            """Only over a dialogue that was saved once."""
            saved = self.instance and self.instance.pk and len(self.instance.answer)
            return bool(saved) and self.instance.answer[0].block_type == "dialogue"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The drawing of the saved draft."""
            from cms.kinds.dialogue import overview  # noqa: PLC0415 (blocks load first)

            return super().get_context_data(parent_context) | overview(self.instance.answer[0].value)
