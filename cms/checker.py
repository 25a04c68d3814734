"""The house's publishing rules among the editor's own content checks.

The preview prints each broken rule as an element marked ``data-rule``; the checker only has to find
those elements, so the rules themselves are written once, in ``publishing.problems``.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

MESSAGES = {
    "missing_explanation": _("An explanation is missing"),
    "missing_words": _("Words are missing"),
    "prompt_too_long": _("The question is too long"),
    "missing_alt": _("A picture is not described"),
    "incomplete": _("A part is not complete"),
    "no_answer": _("No way to answer"),
    "too_few_options": _("At least two choices are needed"),
    "no_right_answer": _("No choice is right"),
    "several_right_answers": _("Several choices are right"),
    "incomplete_answer": _("The answer is not complete"),
    "broken_scenes": _("The scenes of the dialogue do not hold together"),
    "invalid_key": _("The answer cannot be marked"),
    "no_step": _("The quest has no step"),
    "no_card": _("The lesson has no card"),
    "slug_taken": _("The address is taken"),
    "question_unpublished": _("A question is not published"),
    "lesson_unpublished": _("A lesson is not published"),
    "lesson_twice": _("A lesson is there twice"),
    "no_remote_twin": _("A checkpoint has no remote twin"),
    "pool_too_small": _("The bank holds too few questions for a pool"),
    "checkpoint_out": _("A checkpoint is not in play"),
}


def _id(code: str) -> str:
    return "academy-" + code.replace("_", "-")


class HouseChecks(ContentCheckerItem):
    """Wagtail's checks, and ours."""

    # "aria-label" never holds on these elements: each one found is a broken rule.
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        *(
            {
                "id": _id(code),
                "impact": "critical",
                "selector": f"[data-rule={code}]",
                "tags": ["academy"],
                "any": ["aria-label"],
                "enabled": True,
            }
            for code in MESSAGES
        ),
    ]
    # Pages of the game have no meta description of their own to write.
    axe_run_only = [
        *(rule for rule in ContentCheckerItem.axe_run_only if rule != "empty-meta-description"),
        *(_id(code) for code in MESSAGES),
    ]

    def get_axe_messages(self, request: HttpRequest) -> dict[str, Any]:
        """Names and advice, in the language of the editor."""
        ours = {
            _id(code): {
                "error_name": name,
                "help_text": _("Publishing waits for this; the draft is kept."),
            }
            for code, name in MESSAGES.items()
        }
        return {**super().get_axe_messages(request), **ours}
