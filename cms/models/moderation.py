"""Moderation: an editor approves, and only what is ready can be approved."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from cms.publishing.problems import problems_of


class ReadyApprovalTask(AbstractGroupApprovalTask):
    """Group approval which offers no approval while a publishing rule is broken."""

    class Meta:
        verbose_name = _("Approval of what is ready")
        verbose_name_plural = _("Approvals of what is ready")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """The actions of a group approval, without "approve" when something is missing."""
        actions = super().get_actions(obj, user)
        if not actions or not problems_of(obj.get_latest_revision_as_object()):
            return actions
        return [action for action in actions if action[0] != "approve"]

    @classmethod
    def get_description(cls) -> str:
        """What an administrator reads when choosing a task."""
        return str(_("Members of the chosen groups approve; incomplete content waits."))
