"""A database of the benchmark's own, and what PostgreSQL itself can save through psycopg."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql

# The bare view's three writes, in one statement.
ANSWER = """
WITH answer AS (
    INSERT INTO bare_answer (learner_id, step, client_id, answer, outcome, points, answered_at)
    VALUES (%(learner)s, %(step)s, %(client_id)s, '{"choice": "k2"}', 'right', 10, now())
), entry AS (
    INSERT INTO bare_entry (learner_id, source, points, earned_at)
    VALUES (%(learner)s, %(source)s, 10, now())
)
UPDATE bare_total SET score = score + 10, reached_at = now() WHERE learner_id = %(learner)s
"""
PROCESSES = 2


@contextmanager
def fresh_database(server_url: str) -> Iterator[str]:
    """The address of an empty database on the server of ``server_url``, dropped at the end."""
    server = urlsplit(server_url)._replace(scheme="postgresql")
    name = f"academy_bench_{uuid4().hex[:12]}"
    with psycopg.connect(urlunsplit(server), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlunsplit(server._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(urlunsplit(server), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def count(url: str, table: str) -> int:
    """How many rows ``table`` has."""
    with psycopg.connect(url) as connection:
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    assert row
    return int(row[0])


def one_statement_limit(url: str, *, learners: list[int], seconds: float) -> list[float]:
    """Milliseconds of each answer saved by one statement, one connection per learner, two processes."""
    shares = [(url, learners[place::PROCESSES], seconds) for place in range(PROCESSES)]
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        return [lap for laps in pool.map(_save_many, shares) for lap in laps]


def _save_many(share: tuple[str, list[int], float]) -> list[float]:
    url, learners, seconds = share
    return asyncio.run(_save_together(url, learners, seconds))


async def _save_together(url: str, learners: list[int], seconds: float) -> list[float]:
    connections = [await psycopg.AsyncConnection.connect(url, autocommit=True) for _ in learners]
    until = time.perf_counter() + seconds
    saving = (_save(*pair, until=until) for pair in zip(connections, learners, strict=True))
    laps = await asyncio.gather(*saving)
    for connection in connections:
        await connection.close()
    return [lap for many in laps for lap in many]


async def _save(connection: psycopg.AsyncConnection, learner: int, *, until: float) -> list[float]:
    laps: list[float] = []
    while (start := time.perf_counter()) < until:
        step = -1 - len(laps)  # the servers' steps are positive
        values = {"learner": learner, "step": step, "source": f"step:{step}", "client_id": uuid4()}
        await connection.execute(ANSWER, values, prepare=True)
        laps.append((time.perf_counter() - start) * 1000)
    return laps
