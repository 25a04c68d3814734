"""What pages of our own in the studio share."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class StudioPage(WagtailAdminTemplateMixin):
    """A page with the way back home above it, and its title in it."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]
