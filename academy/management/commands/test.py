"""`manage.py test`: the whole suite, by pytest, behind Django's own name."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from academy.bootstrap import find_chromium


class Command(BaseCommand):
    """Every argument goes to pytest as it is: `manage.py test -k board -x`."""

    help = "Run the tests with pytest; arguments are pytest's."
    requires_system_checks: list[str] = []  # Django's own attribute

    def run_from_argv(self, argv: list[str]) -> None:
        """Leave the arguments alone: argparse would refuse pytest's."""
        raise SystemExit(self.run_pytest(argv[2:]))

    def handle(self, *args: Any, **options: Any) -> None:
        """Only reached by ``call_command``."""
        raise CommandError("Run it from the command line: python3 manage.py test")

    def run_pytest(self, arguments: list[str]) -> int:
        """Say what this machine cannot test, then run; pytest's own exit status."""
        for line in skipped(os.environ):
            self.stderr.write(line)
        environ = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        command = [sys.executable, "-m", "pytest", *arguments]
        return subprocess.run(command, cwd=settings.BASE_DIR, env=environ, check=False).returncode


def skipped(environ: Any) -> list[str]:
    """One line for each kind of test that cannot run with ``environ`` on this machine."""
    browser = find_chromium() and importlib.util.find_spec("playwright")
    verb = "REQUIRED but missing" if environ.get("ACADEMY_REQUIRE_SERVICES") == "1" else "skipped"
    reasons = {
        "PostgreSQL tests: set TEST_DATABASE_URL": environ.get("TEST_DATABASE_URL"),
        "Redis tests: set TEST_REDIS_URL": environ.get("TEST_REDIS_URL"),
        "Browser tests: install chromium": browser,
    }
    return [f"{verb}: {reason}" for reason, present in reasons.items() if not present]
