"""`manage.py import_questions FILE`: questions of other programs into the bank, as drafts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from cms.interchange.importing import Row, drafts_of, import_drafts, rehearse
from cms.interchange.incoming import Draft
from quests.people.models import User
from quests.questions import formats


class Command(BaseCommand):
    """Good items enter as drafts even when others fail; every loss is named with its line."""

    help = "Import questions from GIFT, Moodle XML, QTI, a spreadsheet or Aiken, as drafts of the bank."

    def add_arguments(self, parser: CommandParser) -> None:
        """See CONTRIBUTING and docs/questions.md."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=list(formats.FORMATS), default="", help="default: told by the file")
        parser.add_argument("--dry-run", action="store_true", help="read and report, save nothing")
        parser.add_argument("--json", action="store_true", help="print a JSON list, one object an item")
        parser.add_argument("--author", default="", help="user name whose drafts they are")
        parser.add_argument("--language", default="", help="language of the questions (default: the source language)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, report, and unless it is a rehearsal save."""
        path: Path = options["file"]
        try:
            drafts = drafts_of(path.read_bytes(), name=path.name, format=options["format"])
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except formats.Unreadable as error:
            raise CommandError(f"{path.name}: {error}") from error
        rows = self._rows(drafts, **options)
        self._print_json(rows) if options["json"] else self._print(rows, saved=not options["dry_run"])

    def _rows(self, drafts: list[Draft], **options: Any) -> list[Row]:
        if options["dry_run"]:
            return rehearse(drafts, language=options["language"])
        try:
            return import_drafts(drafts, author=_author(options["author"]), language=options["language"])
        except DatabaseError as error:
            raise CommandError(f"The database is not ready (run `manage.py migrate`): {error}") from error

    def _print_json(self, rows: list[Row]) -> None:
        items = [row.item.as_json() | {"question": row.question.pk if row.question else None} for row in rows]
        self.stdout.write(json.dumps(items, ensure_ascii=False, indent=2))

    def _print(self, rows: list[Row], *, saved: bool) -> None:
        for row in rows:
            item = row.item
            self.stdout.write(f"{item.line:>5}  {item.status:<12} {item.kind:<16} {item.title or item.prompt[:60]}")
            for message in item.messages:
                self.stdout.write(f"       {message}")
        found = Counter(row.item.status for row in rows)
        counts = ", ".join(f"{found[status]} {status}" for status in ("ok", "approximated", "refused"))
        made = sum(row.question is not None for row in rows)
        self.stdout.write(f"{counts}; {made} drafts made." if saved else f"{counts}; nothing saved (dry run).")


def _author(username: str) -> User | None:
    if not username:
        return None
    person = User.objects.filter(username=username).first()
    if person is None:
        raise CommandError(f"There is nobody called {username!r}.")
    return person
