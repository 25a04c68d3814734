"""`manage.py export_questions`: the bank in the formats of other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.interchange.outgoing import bank, exported
from quests.questions import formats


class Command(BaseCommand):
    """What a format cannot hold is named on the error output."""

    help = "Export questions of the bank as GIFT, Moodle XML or a spreadsheet."

    def add_arguments(self, parser: CommandParser) -> None:
        """Everything, or what has every tag asked for."""
        parser.add_argument("--format", choices=formats.WRITABLE, default="gift")
        parser.add_argument(
            "--tag",
            action="append",
            default=[],
            help="pillar:history, site:lewarde, role:taxi, skill:advise, difficulty:2, or a tag; may be repeated",
        )
        parser.add_argument("--language", default="", help="language of the questions (default: the source language)")
        parser.add_argument("--output", type=Path, default=None, help="the file to write (default: standard output)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, name the losses."""
        export = exported(bank(options["tag"], language=options["language"]), format=options["format"])
        for title, losses in export.losses:
            self.stderr.write(f"{title}: {' '.join(losses)}")
        if options["output"] is None:
            sys.stdout.buffer.write(export.content)
            return
        try:
            options["output"].write_bytes(export.content)
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}") from error
        self.stderr.write(f"{export.written} questions written.")
