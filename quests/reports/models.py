"""Who took which figures out of the academy, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quests.records import AppendOnlyModel


class ExportRecord(AppendOnlyModel):
    """The audit line of one export: person, purpose, filters, and size."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports")
    purpose = models.CharField(_("purpose"), max_length=200)
    report = models.CharField(max_length=40)
    file_format = models.CharField(max_length=20)
    filters = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    exported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-exported_at"]

    def __str__(self) -> str:
        return f"{self.report}.{self.file_format} {self.exported_at:%Y-%m-%d}"
