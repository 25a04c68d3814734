"""The only thing a report writes: the audit line of an export, before its first byte."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from quests.people.models import User
from quests.reports.models import ExportRecord


@transaction.atomic
def record_export(
    person: User, *, purpose: str, report: str, file_format: str, filters: dict[str, Any], rows: int
) -> ExportRecord:
    """Who takes what out, and why. ``filters`` is the shape of ``Filters.as_record``."""
    return ExportRecord.objects.create(
        person=person,
        purpose=purpose,
        report=report,
        file_format=file_format,
        filters=filters,
        rows=rows,
    )
