"""`manage.py load_destination <name> [--update]`: a destination's folder becomes a playable site."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.loading.load import load
from cms.loading.pack import DESTINATIONS, PackError, read_pack


class Command(BaseCommand):
    """Load a destination; running it again changes nothing."""

    help = "Load a destination's pages, questions, checkpoints and game settings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder's name, and whether content already there is brought up to date."""
        parser.add_argument("name", help="folder in cms/destinations/, e.g. louvre_lens")
        parser.add_argument("--update", action="store_true", help="overwrite what trainers may have changed since")
        parser.add_argument("--from", dest="root", default=str(DESTINATIONS), help="another folder")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, saying what is done; a wrong pack writes nothing."""
        try:
            pack = read_pack(options["name"], root=Path(options["root"]))
            load(pack, update=options["update"], say=self.stdout.write)
        except PackError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"{pack.slug} is loaded."))
