"""The academy as people meet it: daphne in a process of its own, on a database of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
OURS = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "VAR_DIR", "DJANGO_ALLOW_ASYNC_UNSAFE", "PRODUCTION")
PATIENCE = 60  # seconds a slow machine may take to start


@dataclass
class Academy:
    """A running academy, and the facts its world was made of."""

    folder: Path
    port: int = 0
    environment: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    cookies: dict[str, list[Any]] = field(default_factory=dict)  # of those who signed in already
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Passkeys, and secure contexts in general, accept "localhost" and no number."""
        return f"http://localhost:{self.port}"

    def prepare(self) -> None:
        """Tables when there are none yet, then the world."""
        self.port = _free_port()
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environment = kept | {
            "VAR_DIR": str(self.folder),
            "SITE_URL": self.url,
            "LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "academy.settings",
        }
        if not (self.folder / "academy.sqlite3").exists():
            self._run("manage.py", "migrate", "--verbosity", "0")
        self._run("-m", "tests.journeys.world", str(self.folder / "facts.json"))
        self.facts = json.loads((self.folder / "facts.json").read_text(encoding="utf-8"))

    def _run(self, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-4000:]

    def start(self) -> None:
        """Serve, and wait until the academy says it is ready."""
        command = [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "-p", str(self.port), "academy.asgi:application"]
        with (self.folder / "server.log").open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while not self._ready():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < until, self.log()
            time.sleep(0.1)

    def _ready(self) -> bool:
        with suppress(URLError, OSError), urlopen(f"{self.url}/readyz", timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
        return False

    def log(self) -> str:
        """What the server said, the end of it."""
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")[-4000:]

    def stop(self) -> None:
        """End the server's process."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
