"""`manage.py forget_imports`: forget the files of questions nobody confirmed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.models import ImportBatch

KEPT = timedelta(days=1)


class Command(BaseCommand):
    """After a day, an upload is forgotten; drafts already made stay."""

    help = "Forget uploaded files of questions that nobody confirmed within a day (part of tick)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete them."""
        ImportBatch.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
