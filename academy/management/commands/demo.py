"""`manage.py demo`: a whole, believable academy on this machine, with one command."""

from __future__ import annotations

import logging
import shutil
import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from academy.health import pending_migrations
from cms.demo import PASSWORD, sign_ins

HOSTS = ("127.0.0.1", "::1")  # both names a browser may give to "localhost"
LOADERS = (("load_destination", settings.DESTINATION), ("seed_history",))


class Command(BaseCommand):
    """Prepare what is missing, say how to sign in, serve. A second start changes nothing."""

    help = "Create, fill and serve a demonstration academy on localhost."
    requires_system_checks: list[str] = []  # the database may not exist yet

    def add_arguments(self, parser: CommandParser) -> None:
        """``--port``, ``--reset``, ``--no-serve``."""
        parser.add_argument("--port", type=int, default=8000, help="where to listen (8000)")
        parser.add_argument("--reset", action="store_true", help="start again from nothing")
        parser.add_argument("--no-serve", action="store_true", help="prepare, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse early, prepare, serve."""
        if settings.PRODUCTION:
            raise CommandError("The demo fills the database with invented people: never with PRODUCTION=1.")
        if not options["no_serve"]:
            require_free(options["port"])
        if options["reset"] or loading_mark().exists():
            self.reset()
        # Links written into posters and mails follow the port.
        settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = f"http://localhost:{options['port']}"
        self.prepare()
        self.welcome(options["port"])
        if not options["no_serve"]:
            self.serve(options["port"])

    def reset(self) -> None:
        """Remove the demo's database and uploads (also after a first start that was cut short)."""
        database = settings.DATABASES["default"]
        if "sqlite3" not in database["ENGINE"]:
            raise CommandError("--reset only removes the demo's own SQLite file; empty this database yourself.")
        self.stdout.write("Removing the previous demo")
        connections.close_all()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{database['NAME']}{suffix}").unlink(missing_ok=True)
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        loading_mark().unlink(missing_ok=True)

    def prepare(self) -> None:
        """Translations, tables and content: only what is missing."""
        self.compile_messages()
        if waiting := pending_migrations():
            self.stdout.write(f"[1/2] creating the database ({len(waiting)} migrations, about a minute)")
            call_command("migrate", interactive=False, verbosity=0)
        if not get_user_model().objects.exists():
            self.load()

    def compile_messages(self) -> None:
        """Compile catalogues that have no binary, where gettext is installed."""
        sources = [po for folder in settings.LOCALE_PATHS for po in Path(folder).glob("*/LC_MESSAGES/*.po")]
        missing = [po for po in sources if not po.with_suffix(".mo").exists()]
        if not missing:
            return
        if not shutil.which("msgfmt"):
            self.stderr.write("Some translations are not compiled and gettext is not installed: they stay in English.")
            return
        call_command("compilemessages", verbosity=0)

    def load(self) -> None:
        """Load the territory and its history; a mark tells the next start when this was cut short."""
        missing = [loader[0] for loader in LOADERS if loader[0] not in get_commands()]
        if missing:
            raise CommandError(f"This copy is incomplete, commands are missing: {', '.join(missing)}")
        self.stdout.write("[2/2] loading the demonstration territory")
        loading_mark().touch()
        for name, *arguments in LOADERS:
            call_command(name, *arguments, stdout=self.stdout)
        loading_mark().unlink()

    def welcome(self, port: int) -> None:
        """Addresses and sign-ins, ready to copy."""
        # Passkeys accept "localhost", never 127.0.0.1.
        site = f"http://localhost:{port}"
        self.stdout.write(f"\n  The academy   {site}/\n  The game      {site}/play/")
        self.stdout.write(f"  The studio    {site}/studio/\n  Sign in       {site}/accounts/login/\n")
        for door in sign_ins():
            secret = PASSWORD if door.login else ""
            self.stdout.write(f"  {door.role:<20} {door.login:<10} {secret:<18} {site}{door.path}")
        self.stdout.write("")
        self.stdout.flush()  # also when the output goes to a file

    def serve(self, port: int) -> None:
        """Daphne, one process: pages and live news from the same place."""
        from daphne.server import Server  # noqa: PLC0415  # it installs Twisted's reactor

        from academy.asgi import application  # noqa: PLC0415  # needs the database's tables

        hosts = [host.replace(":", r"\:") for host in HOSTS if listens(host)]
        endpoints = [f"tcp:port={port}:interface={host}" for host in hosts]
        server = Server(
            application,
            endpoints=endpoints,
            verbosity=0,
            server_name="academy",
            ready_callable=lambda: self.say_ready(port),
        )
        # One line a request would push the sign-ins off the screen.
        logging.getLogger("django_structlog").setLevel(logging.WARNING)
        server.run()

    def say_ready(self, port: int) -> None:
        """The last line of a start."""
        self.stdout.write(f"Serving http://localhost:{port}/ (Ctrl-C stops)")
        self.stdout.flush()


def loading_mark() -> Path:
    """The file that exists while content is being loaded."""
    return Path(settings.VAR_DIR) / "demo.loading"


def listens(host: str, port: int = 0) -> bool:
    """Whether ``port`` of ``host`` can be listened on (0: any port, so: does the host exist?)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError:
        return False
    return True


def require_free(port: int) -> None:
    """Refuse a taken port before anything else, with the way out."""
    if not all(listens(host, port) for host in HOSTS if listens(host)):
        raise CommandError(f"Port {port} is taken. Choose another: python3 manage.py demo --port {port + 1}")
