"""`manage.py seed_history`: the demonstration's people and their last weeks."""

from __future__ import annotations

import time
import tomllib
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from cms import demo
from cms.destinations import FOLDER
from quests.models import User


class Command(BaseCommand):
    """Fill a demonstration; never for a real academy."""

    help = "Create the demonstration's invented people and what they did in the last weeks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which destination's people, and how many of them."""
        parser.add_argument("--destination", default=settings.DESTINATION)
        parser.add_argument("--learners", type=int, default=60)

    def handle(self, *args: Any, **options: Any) -> None:
        """Staff, a season under way, then learners; nothing when people are already there."""
        if User.objects.exists():
            self.stdout.write("There are people already: nothing was added.")
            return
        began = time.monotonic()
        path = FOLDER / options["destination"] / "people.toml"
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["learners"][: options["learners"]]
        with transaction.atomic():
            demo.bring_a_season_to_today()
            demo.seed_staff()
        for number, _learner in enumerate(demo.seed_learners(rows), start=1):
            if number % 10 == 0:
                self.stdout.write(f"  {number} of {len(rows)} learners have played")
                self.stdout.flush()
        self.stdout.write(f"  history told in {time.monotonic() - began:.0f} s")
