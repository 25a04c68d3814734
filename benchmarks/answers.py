"""Answers saved per second through the real server, beside a bare Django view and PostgreSQL alone.

    python benchmarks/answers.py [--database-url postgresql://...] [--seconds 10] [--clients 16]

Everything stays on this machine, in a database of its own which is dropped at the end. Each client
is a learner who signs in through the academy's own page, then posts the answers of quest after
quest. Academy and bare view take turns, so that a noisy machine is noisy for both. Set
``TEST_REDIS_URL`` to publish the board's news through Redis, as in production.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.clients import Phone, Post
from benchmarks.databases import count, fresh_database, one_statement_limit
from benchmarks.servers import Server, running

if TYPE_CHECKING:
    from benchmarks.world import Player

ROUNDS = 4
WARM_UP = 1.0
FASTEST = 60
"""Answers per second and client that nobody reaches here: how much is seeded."""


@dataclass
class Tally:
    """What one server did: milliseconds of each answer, seconds of wall clock and processor."""

    laps: list[float] = field(default_factory=list)
    wall: float = 0.0
    cpu: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.laps) / self.wall

    def row(self, name: str) -> str:
        """One line of the table."""
        cuts = statistics.quantiles(self.laps, n=100)
        cpu = f"{self.cpu * 1000 / len(self.laps):8.2f}" if self.cpu else "        "
        return f"  {name:34}{self.rate:10.0f}{cuts[49]:9.1f}{cuts[98]:9.1f}{cpu}"


def main() -> None:
    """Measure and print."""
    options = _options()
    with fresh_database(options.database_url) as url:
        environ = _environ(url)
        os.environ.update(environ)
        players = _seeded(options)
        limit = Tally(wall=options.seconds / 2)
        limit.laps = one_statement_limit(url, learners=[player.pk for player in players], seconds=limit.wall)
        for kind, shape in (("granian", "granian WSGI, 2 workers (production)"), ("daphne", "daphne (demo)")):
            print(f"\n{shape}, {options.clients} clients, PostgreSQL")
            academy, bare = _compare(kind, environ, players=players, seconds=options.seconds, url=url)
            _print(academy, bare, limit)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    default = os.environ.get("TEST_DATABASE_URL", "postgresql://127.0.0.1:5432/postgres")
    parser.add_argument("--database-url", default=default, help="a PostgreSQL where a database may be created")
    parser.add_argument("--seconds", type=float, default=10, help="of measuring, for each server")
    parser.add_argument("--clients", type=int, default=16)
    return parser.parse_args()


def _environ(url: str) -> dict[str, str]:
    """Production's settings, over plain HTTP."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "REDIS_URL": os.environ.get("TEST_REDIS_URL", ""),
        "DJANGO_SETTINGS_MODULE": "benchmarks.bare.settings",  # of this process; see _compare
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
        "PRODUCTION": "1",
        "SECRET_KEY": "benchmark" * 8,
        "SITE_URL": "http://127.0.0.1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SSL_REDIRECT": "0",
        "LOG_LEVEL": "WARNING",
    }


def _seeded(options: argparse.Namespace) -> list[Player]:
    import django  # noqa: PLC0415  # the environment must be ready first

    django.setup()
    from benchmarks.world import prepare  # noqa: PLC0415

    start = time.perf_counter()
    players = prepare(learners=options.clients, answers=round(2 * (options.seconds + WARM_UP) * FASTEST / 1.5))
    print(f"seeded {len(players)} learners with {len(players[0].posts)} steps in {time.perf_counter() - start:.0f} s")
    return players


def _compare(
    kind: str, environ: dict[str, str], *, players: list[Player], seconds: float, url: str
) -> tuple[Tally, Tally]:
    """The tallies of the academy and of the bare view, both on servers of ``kind``."""
    real = {**environ, "DJANGO_SETTINGS_MODULE": "academy.settings"}
    with running(kind, environ=real) as academy, running(kind, environ=environ) as bare:
        return asyncio.run(_take_turns(academy, bare, players=players, seconds=seconds, url=url))


async def _take_turns(
    academy: Server, bare: Server, *, players: list[Player], seconds: float, url: str
) -> tuple[Tally, Tally]:
    phones = [Phone(_once(player)) for player in players]
    for phone, player in zip(phones, players, strict=True):
        await phone.sign_in(academy.port, username=player.username, password=player.password)
    others = [Phone(_bare_posts(url), session=phone.session) for phone in phones]
    await _play(academy, phones, Tally(), WARM_UP)
    await _play(bare, others, Tally(), WARM_UP)
    ours, theirs, before = Tally(), Tally(), count(url, "quests_response")
    for _ in range(ROUNDS):
        await _play(academy, phones, ours, seconds / ROUNDS)
        await _play(bare, others, theirs, seconds / ROUNDS)
    stored = count(url, "quests_response") - before
    print(f"acknowledged {len(ours.laps)}, stored {stored}" + ", RAN DRY" * any(phone.dry for phone in phones))
    return ours, theirs


async def _play(server: Server, phones: list[Phone], tally: Tally, seconds: float) -> None:
    start, cpu = time.perf_counter(), server.cpu_seconds()
    await asyncio.gather(*(phone.play(server.port, until=start + seconds) for phone in phones))
    tally.wall += time.perf_counter() - start
    tally.cpu += server.cpu_seconds() - cpu
    for phone in phones:
        tally.laps += phone.laps
        phone.laps = []


def _once(player: Player) -> Iterator[Post]:
    """The player's answers not posted yet: a server takes up where the one before left."""
    while player.posts:
        yield player.posts.pop(0)


def _bare_posts(url: str) -> Iterator[Post]:
    """Steps without end, beyond those already answered."""
    first = count(url, "bare_answer") + 1
    return ((f"/answers/{step}/", {"choice": ["k2"]}) for step in itertools.count(first))


def _print(academy: Tally, bare: Tally, limit: Tally) -> None:
    print(f"  {'':34}{'answers/s':>10}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>8}")
    print(academy.row("the academy"))
    print(bare.row("bare Django view, same rows"))
    print(limit.row("PostgreSQL, one statement (psycopg)"))
    print(f"  ratio to the bare view {academy.rate / bare.rate:.2f} (at least 0.5)")
    print(f"  ratio to PostgreSQL    {academy.rate / limit.rate:.2f} (later at least 0.25)")


if __name__ == "__main__":
    main()
