"""`manage.py tick`: everything that must happen from time to time, safe to run at any moment."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

CHORES = ("publish_scheduled", "clearsessions", "catch_up_reviews", "tell_stale_facts", "forget_imports")


class Command(BaseCommand):
    """Publish what trainers scheduled, forget old sessions and finished tasks."""

    help = "Run the regular chores; call it every five minutes (see deploy/systemd/academy-tick.timer)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each chore once; running them twice changes nothing more."""
        for chore in CHORES:
            call_command(chore, verbosity=0)
        if settings.TASKS_IN_DATABASE:
            call_command("prune_db_task_results", verbosity=0)
