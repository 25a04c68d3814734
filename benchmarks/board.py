"""The live board against its limits, in one run and one command.

    python benchmarks/board.py [--sockets 500 2000] [--publications 12] [--server daphne|granian]
                               [--database-url postgres://…] [--million] [--only sockets|ranks]

Sockets: one award through the real ledger, event, hub and server until the last phone has the frame,
beside a raw-protocol broadcast and the `websockets` library's, from the same load process; then again
with a tenth of the phones stalled. Ranks: rank, neighbours and top ten at 10,000 and 100,000 learners
(1,000,000 with --million). Loopback only; everything lives in a temporary folder. About two minutes.
Prints ratios to the limits of docs and never asserts: machines are noisy.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import os
import random
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SEASON = "bench"
VIEWERS = 20
BUDGET = 155.0
STARTED = time.monotonic()


def open_files() -> None:
    """As many sockets as the machine allows."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


# --- the academy's side ----------------------------------------------------------------------------


def prepare() -> list[str]:
    """Fill the database of VAR_DIR; return the session keys of those who watch."""
    import django  # noqa: PLC0415

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from quests.factories import EmployerFactory, EmploymentFactory, SeasonFactory, UserFactory  # noqa: PLC0415
    from quests.leaderboard.services import appear  # noqa: PLC0415
    from quests.ledger.services import Line, award  # noqa: PLC0415

    for app in ("quests", "sessions"):
        call_command("migrate", app, verbosity=0)
    SeasonFactory(slug=SEASON)
    employers = [EmployerFactory() for _ in range(11)]
    for number in range(77):
        person = UserFactory(username="leader" if not number else f"bench-{number}")
        if number:
            EmploymentFactory(person=person, employer=employers[number % 11])
        appear(person)
        award(person, Line(source="bench:0", points=1_000 - number))
    keys = []
    for number in range(1, VIEWERS + 1):
        person = UserFactory(username=f"viewer-{number}")
        session = SessionStore()
        session.update({
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: "allauth.account.auth_backends.AuthenticationBackend",
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        })  # fmt: skip
        session.create()
        keys.append(session.session_key)
    return keys


def academy_application() -> Any:
    """The academy's own ASGI application, and one address that awards a point to the leader."""
    from academy.asgi import application as academy  # noqa: PLC0415, I001  # sets Django up
    from channels.db import database_sync_to_async  # noqa: PLC0415
    from quests.ledger.services import Line, award  # noqa: PLC0415
    from quests.models import User  # noqa: PLC0415

    def publish() -> None:
        leader = User.objects.get(username="leader")
        award(leader, Line(source=f"bench:{time.time_ns()}", points=1))

    async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope.get("path") != "/publish":
            return await academy(scope, receive, send)
        await database_sync_to_async(publish)()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        return await send({"type": "http.response.body", "body": b""})

    return application


if os.environ.get("BENCH_SERVER"):
    application = academy_application()


# --- the limits: what one process could do ---------------------------------------------------------


def text_frame(text: str) -> bytes:
    """An unmasked text frame."""
    data = text.encode()
    size = len(data)
    head = bytes([0x81, size]) if size < 126 else bytes([0x81, 126]) + size.to_bytes(2, "big")
    return head + data


class RawServer(asyncio.Protocol):
    """Handshake, then bytes written straight to every transport."""

    phones: set[asyncio.Transport] = set()
    frame = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport

    def data_received(self, data: bytes) -> None:
        if data.startswith(b"GET /publish"):
            for phone in self.phones:
                phone.write(self.frame)
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            self.transport.close()
        elif data.startswith(b"GET "):
            # Nobody here checks the accept key.
            self.transport.write(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
            )
            self.transport.write(self.frame)
            self.phones.add(self.transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.phones.discard(self.transport)


async def serve_raw(port: int, text: str) -> None:
    RawServer.frame = text_frame(text)
    server = await asyncio.get_running_loop().create_server(RawServer, "127.0.0.1", port, backlog=4096)
    await server.serve_forever()


async def serve_library(port: int, text: str) -> None:
    from websockets.asyncio.server import ServerConnection, broadcast, serve  # noqa: PLC0415

    phones: set[ServerConnection] = set()

    async def watch(phone: ServerConnection) -> None:
        await phone.send(text)
        phones.add(phone)
        with suppress(Exception):
            await phone.wait_closed()
        phones.discard(phone)

    def on_request(phone: ServerConnection, request: Any) -> Any:
        if request.path != "/publish":
            return None
        broadcast(phones, text)
        return phone.respond(200, "")

    async with serve(watch, "127.0.0.1", port, process_request=on_request, compression=None, backlog=4096) as server:
        await server.serve_forever()


# --- the load: many phones in one process ----------------------------------------------------------


class Phone(asyncio.Protocol):
    """A phone that counts the frames in which the top moved, and notes when the last came."""

    def __init__(self, request: bytes, *, stalled: bool) -> None:
        self.request, self.stalled = request, stalled
        self.buffer, self.upgraded, self.frames, self.at = b"", False, 0, 0.0
        self.size = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport
        if self.stalled:
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_304)
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.upgraded:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head, head
            self.upgraded, self.buffer = True, rest
        self._frames()

    def _frames(self) -> None:
        while len(self.buffer) >= 4:
            size, start = self.buffer[1] & 0x7F, 2
            if size == 126:
                size, start = int.from_bytes(self.buffer[2:4], "big"), 4
            if len(self.buffer) < start + size:
                return
            payload, self.buffer = self.buffer[start : start + size], self.buffer[start + size :]
            if b'"top"' in payload:
                self.frames, self.at, self.size = self.frames + 1, time.monotonic(), size
                if self.stalled:
                    self.transport.pause_reading()


async def publish(port: int) -> None:
    """Have the server publish once."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /publish HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    await reader.readline()
    writer.close()


def upgrade(port: int, key: str) -> bytes:
    nonce = base64.b64encode(os.urandom(16)).decode()
    return (
        f"GET /ws/board/{SEASON}/ HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
        f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {nonce}\r\nCookie: sessionid={key}\r\n\r\n"
    ).encode()


async def reached(phones: list[Phone], frames: int, seconds: float) -> int:
    """Wait until the phones have ``frames`` frames; return how many have not."""
    end = time.monotonic() + seconds
    while (missing := sum(phone.frames < frames for phone in phones)) and time.monotonic() < end:
        await asyncio.sleep(0.002)
    return missing


async def connect(port: int, keys: list[str], count: int, stalled: int) -> list[Phone]:
    loop = asyncio.get_running_loop()
    phones = []
    for number in range(count):
        request = upgrade(port, keys[number % len(keys)])
        stall = number < stalled
        _transport, phone = await loop.create_connection(
            lambda request=request, stall=stall: Phone(request, stalled=stall), "127.0.0.1", port
        )
        phones.append(phone)
        if number % 40 == 39:
            await reached(phones, 1, 20)
    assert not await reached(phones, 1, 30), "some phones never got their first frame"
    return phones


async def load(port: int, pid: int, keys: list[str], count: int, stalled: int, publications: int) -> dict[str, Any]:
    """Connect, let the server publish, measure."""
    warm = await connect(port, keys, 20, 0)
    for phone in warm:
        phone.transport.abort()
    await asyncio.sleep(1.5)
    before = memory(pid)
    phones = await connect(port, keys, count, stalled)
    per_socket = (memory(pid) - before) / count
    idle = await cpu_of(pid, 2.0)
    moving = [phone for phone in phones if not phone.stalled]
    took, lost, start, began = [], 0, cpu(pid), time.monotonic()
    for number in range(publications):
        at = time.monotonic()
        await publish(port)
        lost += await reached(moving, number + 2, 10)
        took.append(max(phone.at for phone in moving) - at)
        await asyncio.sleep(0.3 + 4 * took[-1])
    spent = cpu(pid) - start - idle * (time.monotonic() - began)
    for phone in phones:
        phone.transport.abort()
    return {
        "took": sorted(took), "lost": lost, "cpu": spent / publications, "kb": per_socket,
        "size": moving[0].size, "frame_us": spent / publications / len(moving) * 1e6,
    }  # fmt: skip


def cpu(pid: int) -> float:
    """Processor seconds of a process and of the children that serve for it."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0.0
    for each in (pid, *children(pid)):
        with suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / ticks
    return total


async def cpu_of(pid: int, seconds: float) -> float:
    """Processor seconds a second while nothing happens."""
    start = cpu(pid)
    await asyncio.sleep(seconds)
    return (cpu(pid) - start) / seconds


def memory(pid: int) -> float:
    """Resident kB."""
    total = 0.0
    for each in (pid, *children(pid)):
        with suppress(OSError):
            total += int(Path(f"/proc/{each}/statm").read_text().split()[1]) * resource.getpagesize() / 1024
    return total


def children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


# --- running it ------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], environment: dict[str, str], port: int, log: Path) -> Iterator[int]:
    """A server of our own, until the block ends."""
    with log.open("ab") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            assert server.poll() is None, log.read_text()[-2_000:]
            time.sleep(0.1)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def command_of(kind: str, server: str, port: int, text: str) -> list[str]:
    if kind in ("raw", "library"):
        return [sys.executable, __file__, "--role", kind, "--port", str(port), "--text", text]
    if server == "granian":
        return [sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port),
                "--no-access-log", "--log-level", "error", "--backlog", "4096",
                "benchmarks.board:application"]  # fmt: skip
    return [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "-p", str(port), "-v", "0",
            "--access-log", os.devnull, "benchmarks.board:application"]  # fmt: skip


def measure(kind: str, options: argparse.Namespace, environment: dict[str, str], keys: list[str], count: int,
            *, stalled: int = 0, text: str = "") -> dict[str, Any] | None:  # fmt: skip
    """One line of the table; None when time is over."""
    if time.monotonic() - STARTED > BUDGET - 25:
        print(f"{count:>6}  {label(kind, stalled):<26} skipped: time is over")
        return None
    port = free_port()
    served = {**environment, "BENCH_SERVER": "1"} if kind == "academy" else environment
    with running(
        command_of(kind, options.server, port, text), served, port, Path(environment["VAR_DIR"], "log")
    ) as pid:
        order = {"port": port, "pid": pid, "keys": keys, "count": count, "stalled": stalled,
                 "publications": options.publications}  # fmt: skip
        child = subprocess.run(
            [sys.executable, __file__, "--role", "load"],
            input=json.dumps(order),
            text=True,
            capture_output=True,
            check=False,
        )
    assert child.returncode == 0, child.stderr[-2_000:]
    result: dict[str, Any] = json.loads(child.stdout)
    print(
        f"{count:>6}  {label(kind, stalled):<26}{statistics.median(result['took']) * 1e3:>8.0f}"
        f"{result['took'][-1] * 1e3:>8.0f}{result['cpu'] * 1e3:>9.0f}"
        f"{result['frame_us']:>9.1f}{result['kb']:>9.1f}{result['size']:>8}{result['lost']:>6}",
        flush=True,
    )
    return result


def label(kind: str, stalled: int) -> str:
    names = {"raw": "raw protocol (limit)", "library": "websockets broadcast", "academy": "the academy's board"}
    return names[kind] + (", 10 % stalled" if stalled else "")


def sockets(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="academy-bench-") as folder:
        environment = {**os.environ, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "academy.settings", "REDIS_URL": "",
                       "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", "LOG_LEVEL": "ERROR",
                       "PYTHONPATH": str(ROOT)}  # fmt: skip
        prepared = subprocess.run(
            [sys.executable, __file__, "--role", "prepare"],
            env=environment,
            cwd=ROOT,
            text=True,
            capture_output=True,
            check=False,
        )
        assert prepared.returncode == 0, prepared.stderr[-2_000:]
        keys = json.loads(prepared.stdout.splitlines()[-1])
        print(f"One publication until the last socket has it ({options.publications} publications, {options.server})")
        print(
            f"{'N':>6}  {'':<26}{'p50 ms':>8}{'p99 ms':>8}{'CPU ms':>9}"
            f"{'µs/frame':>9}{'kB/sock':>9}{'bytes':>8}{'lost':>6}"
        )
        for count in options.sockets:
            one_size(options, environment, keys, count)


def one_size(options: argparse.Namespace, environment: dict[str, str], keys: list[str], count: int) -> None:
    ours = measure("academy", options, environment, keys, count)
    text = json.dumps({"top": "x" * max(0, (ours or {"size": 1_000})["size"] - 11)})
    raw = measure("raw", options, environment, keys, count, text=text)
    library = measure("library", options, environment, keys, count, text=text)
    stalled = measure("academy", options, environment, keys, count, stalled=count // 10)
    if not (ours and raw and library):
        return
    ratio(count, "CPU per frame / raw protocol", ours["frame_us"] / max(raw["frame_us"], 0.1), 6)
    ratio(count, "p99 / library's broadcast", ours["took"][-1] / library["took"][-1], 5)
    ratio(count, "kB per socket", ours["kb"], 30)
    if stalled:
        ratio(
            count,
            "p50 with 10 % stalled / without",
            statistics.median(stalled["took"]) / statistics.median(ours["took"]),
            1.2,
        )


def ratio(count: int, what: str, found: float, limit: float) -> None:
    print(f"{count:>6}  {what:<34} {found:6.1f}   limit {limit:g}   {'reached' if found <= limit else 'NOT reached'}")


# --- ranks -----------------------------------------------------------------------------------------

NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)"
SCORE = "(i %% 2003) * 7919 %% 2003 + (i %% 997) * 10007 %% 997"
VENDOR = {
    "sqlite": {"uid": "lower(hex(randomblob(16)))", "reached": "datetime('now', '-' || (i %% 86400) || ' seconds')"},
    "postgresql": {"uid": "gen_random_uuid()", "reached": "now() - (i %% 86400) * interval '1 second'"},
}


def fill(count: int) -> int:
    """A season with ``count`` visible learners; returns its number."""
    from django.db import connection  # noqa: PLC0415

    from quests.factories import SeasonFactory  # noqa: PLC0415
    from quests.models import User  # noqa: PLC0415

    words = VENDOR[connection.vendor]
    there = User.objects.count()
    season = SeasonFactory(slug=f"{SEASON}-{count}").pk
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO quests_user (id, password, is_superuser, username, first_name, last_name, email,"  # noqa: S608
            " is_staff, is_active, date_joined, uid, display_name, language, trade, pseudonym, on_boards, is_minor) "
            f"{NUMBERS} SELECT i, '', false, 'b' || i, '', '', '', false, true, {words['reached']}, {words['uid']},"
            " '', 'fr', '', 'Lampe ' || i, true, false FROM n WHERE i > %s",
            [count, there],
        )
        cursor.execute(
            "INSERT INTO quests_standing (season_id, learner_id, score, reached_at, visible) "  # noqa: S608
            f"{NUMBERS} SELECT %s, i, {SCORE}, {words['reached']}, true FROM n",
            [count, season],
        )
        cursor.execute(
            "INSERT INTO quests_scorebucket (season_id, score, learners) SELECT season_id, score, count(*) "
            "FROM quests_standing WHERE season_id = %s GROUP BY season_id, score",
            [season],
        )
        cursor.execute("ANALYZE")
    return season


def rank_role(sizes: list[int]) -> None:
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from quests.leaderboard import selectors  # noqa: PLC0415
    from quests.models import Standing  # noqa: PLC0415

    call_command("migrate", "quests", verbosity=0)
    first = 0.0
    print(f"{'learners':>10}{'buckets':>9}{'p50 ms':>9}{'p99 ms':>9}   rank + neighbours + top ten")
    for size in sizes:
        season, took = fill(size), []
        for learner in random.Random(1).sample(range(1, size + 1), 300):
            mine = Standing.objects.select_related("learner").get(season_id=season, learner_id=learner)
            start = time.perf_counter()
            selectors.around(mine)
            selectors.top(season)
            took.append((time.perf_counter() - start) * 1e3)
        took.sort()
        half = statistics.median(took)
        first = first or half
        print(
            f"{size:>10,}{len(selectors.histogram(season)):>9,}{half:>9.2f}{took[-3]:>9.2f}   "
            f"{half / first:.2f} x the smallest, limit 2",
            flush=True,
        )


@contextmanager
def database(url: str) -> Iterator[str]:
    """A database of our own on the server of ``url``, dropped at the end; a SQLite file without one."""
    if not url:
        with tempfile.TemporaryDirectory(prefix="academy-bench-") as folder:
            yield f"sqlite:///{folder}/bench.sqlite3"
        return
    import psycopg  # noqa: PLC0415

    name = f"academy_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    try:
        yield url.rpartition("/")[0] + f"/{name}"
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def ranks(options: argparse.Namespace) -> None:
    sizes = [10_000, 100_000, *([1_000_000] if options.million else [])]
    with tempfile.TemporaryDirectory(prefix="academy-bench-") as folder, database(options.database_url) as url:
        environment = {**os.environ, "VAR_DIR": folder, "DATABASE_URL": url,
                       "DJANGO_SETTINGS_MODULE": "academy.settings",
                       "REDIS_URL": "", "LOG_LEVEL": "ERROR", "DB_POOL_SIZE": "0", "PYTHONPATH": str(ROOT)}  # fmt: skip
        print(f"\nRanks ({'PostgreSQL' if options.database_url else 'SQLite'})", flush=True)
        command = [sys.executable, __file__, "--role", "rank", "--sizes", *map(str, sizes)]
        subprocess.run(command, env=environment, cwd=ROOT, check=True)


def options_of() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sockets", type=int, nargs="+", default=[500, 2_000])
    parser.add_argument("--publications", type=int, default=12)
    parser.add_argument("--server", choices=["daphne", "granian"], default="daphne")
    parser.add_argument("--database-url", default="", help="a PostgreSQL server, for the ranks")
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--only", choices=["sockets", "ranks"])
    for name in ("--role", "--port", "--text"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    parser.add_argument("--sizes", type=int, nargs="+", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    open_files()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # whatever is stopped cleans up behind itself
    options = options_of()
    if options.role == "prepare":
        print(json.dumps(prepare()))
    elif options.role == "load":
        print(json.dumps(asyncio.run(load(**json.load(sys.stdin)))))
    elif options.role == "rank":
        rank_role(options.sizes)
    elif options.role:
        asyncio.run({"raw": serve_raw, "library": serve_library}[options.role](int(options.port), options.text))
    else:
        if options.only != "ranks":
            sockets(options)
        if options.only != "sockets":
            ranks(options)


if __name__ == "__main__":
    main()
