"""Real servers, as deployed, on a free port; and the processor time they take."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TICKS = os.sysconf("SC_CLK_TCK")


def granian(port: int, workers: int) -> list[str]:
    """Production's command (deploy/systemd/academy-web.service)."""
    options = ["--interface", "wsgi", "--workers", str(workers), "--blocking-threads", "4", "--log-level", "warning"]
    return [str(BIN / "granian"), *options, "--host", "127.0.0.1", "--port", str(port), "academy.wsgi:application"]


def daphne(port: int, _workers: int) -> list[str]:
    """The demo's command: always one process."""
    return [str(BIN / "daphne"), "-b", "127.0.0.1", "-p", str(port), "-v", "0", "academy.asgi:application"]


KINDS = {"granian": granian, "daphne": daphne}


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Processor time of its processes so far, in seconds."""
        return sum(_cpu_seconds(pid) for pid in _family(self.pid))


@contextmanager
def running(kind: str, *, environ: dict[str, str], workers: int = 2) -> Iterator[Server]:
    """A server of ``kind`` that accepts connections; ended with its workers when left."""
    port = _free_port()
    process = subprocess.Popen(KINDS[kind](port, workers), cwd=ROOT, env=environ, start_new_session=True)
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)  # its own session: nobody else is in it
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], *, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer on port {port}")


def _family(pid: int) -> list[int]:
    """``pid`` and its descendants."""
    children: list[int] = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # a thread that just ended
            children += [int(child) for child in file.read_text().split()]
    return [pid, *(one for child in children for one in _family(child))]


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
