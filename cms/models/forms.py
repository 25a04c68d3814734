"""Forms that need more than their panels."""

from __future__ import annotations

from typing import Any

from django.forms import Select
from django.utils.translation import gettext_lazy as _

from cms.models.compiled import ReadyPageForm
from quests.ledger.models import Season


class QuestPageForm(ReadyPageForm):
    """A quest: its season is one of those that exist."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("season"):
            seasons = [(season.slug, str(season)) for season in Season.objects.all()]
            field.widget = Select(choices=[("", _("All year round")), *seasons])
