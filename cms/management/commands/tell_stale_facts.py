"""`manage.py tell_stale_facts`: write to the authors of questions that left play."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.stale import tell_authors


class Command(BaseCommand):
    """Each author once for each day of review."""

    help = "Tell authors which questions left play because a fact is past its day of review (part of tick)."

    def handle(self, *args: Any, **options: Any) -> None:
        """See ``cms.stale``."""
        told = tell_authors()
        if options["verbosity"]:
            self.stdout.write(f"{told} questions")
