"""`manage.py catch_up_reviews`: review cards for answers whose news was lost."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from quests.review import services


class Command(BaseCommand):
    """A server that stops between an answer and its news leaves no card: this makes it."""

    help = "Make the review cards that are missing; part of tick. --all looks at every answer ever given."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--all``."""
        parser.add_argument("--all", action="store_true", help="look at every answer, not only the latest")

    def handle(self, *args: Any, **options: Any) -> None:
        """Batch after batch with ``--all``, else one."""
        total = made = services.catch_up(everything=options["all"])
        while made and options["all"]:
            made = services.catch_up(everything=True)
            total += made
        if options["verbosity"]:
            self.stdout.write(f"{total} review cards made")
