"""Points under fire: two servers, one database, everybody at the same instant."""

# ruff: noqa: S608 - the numbers in these queries are the database's own
from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from benchmarks.servers import ROOT, running

CSRF = "c" * 32
Form = dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Arena:
    """Two servers on one database, and its people."""

    ports: Sequence[int]
    people: dict[str, Any]
    connect: Callable[[], Any]

    def post(self, person: dict[str, Any], path: str, form: Form, *, server: int = 0) -> int:
        """Post as ``person``; returns the status."""
        connection = HTTPConnection("127.0.0.1", self.ports[server % len(self.ports)], timeout=60)
        with closing(connection):
            headers = {
                "Cookie": f"sessionid={person['session']}; csrftoken={CSRF}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            connection.request("POST", path, urlencode({**form, "csrfmiddlewaretoken": CSRF}, doseq=True), headers)
            return connection.getresponse().status

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database holds."""
        with closing(self.connect()) as connection:
            return [tuple(row) for row in connection.execute(query).fetchall()]

    def buckets_agree(self) -> bool:
        """Whether the histogram counts exactly the visible standings."""
        buckets = "SELECT season_id, score, learners FROM quests_scorebucket WHERE learners > 0 ORDER BY 1, 2"
        standings = "SELECT season_id, score, count(*) FROM quests_standing WHERE visible GROUP BY 1, 2 ORDER BY 1, 2"
        return self.rows(buckets) == self.rows(standings)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def arena(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    """Daphne on SQLite as in the demo, granian on PostgreSQL as in production; two of them."""
    folder = tmp_path_factory.mktemp("race")
    if request.param == "sqlite":
        file = folder / "race.sqlite3"
        url, kind, connect = f"sqlite:///{file}", "daphne", lambda: sqlite3.connect(file)
    else:
        import psycopg

        url, kind = request.getfixturevalue("postgres_url"), "granian"
        connect = lambda: psycopg.connect(url)  # noqa: E731
    environ = _environ(url, folder)
    people = json.loads(_run([sys.executable, "-m", "tests.quests.play.race_world"], environ))
    with running(kind, environ=environ, workers=1) as one, running(kind, environ=environ, workers=1) as other:
        yield Arena(ports=(one.port, other.port), people=people, connect=connect)


def _environ(url: str, folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "academy.settings",
        "PYTHONPATH": str(ROOT),
        "REDIS_URL": "",
        "SECRET_KEY": "race" * 16,
        "VAR_DIR": str(folder),
    }


def _run(command: list[str], environ: dict[str, str]) -> str:
    return subprocess.run(command, cwd=ROOT, env=environ, check=True, text=True, stdout=subprocess.PIPE).stdout


def at_once(*calls: Callable[[], int]) -> list[int]:
    """Every call in a thread of its own, released together; the statuses."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], int]) -> int:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def sent(form: Form, *, client_id: str = "") -> Form:
    """The form with the phone's id."""
    return {**form, "client_id": [client_id or str(uuid4())]}


def test_sixty_copies_of_an_answer_pay_once(arena: Arena) -> None:
    hasty, right, same = arena.people["hasty"], arena.people["right"], str(uuid4())
    path = hasty["steps"][0]
    forms = [sent(right, client_id=same if place % 3 == 0 else "") for place in range(60)]
    statuses = at_once(
        *(
            lambda form=form, place=place: arena.post(hasty, path, form, server=place)
            for place, form in enumerate(forms)
        )
    )
    assert set(statuses) == {302}
    mine = f"WHERE learner_id = {hasty['pk']}"
    assert arena.rows(f"SELECT points FROM quests_scoreentry {mine}") == [(10,)]
    assert arena.rows(f"SELECT score FROM quests_standing {mine}") == [(10,)]
    attempts = f"(SELECT id FROM quests_attempt {mine})"
    assert arena.rows(f"SELECT points FROM quests_response WHERE attempt_id IN {attempts}") == [(10,)]
    enrolments = f"(SELECT id FROM quests_enrolment {mine})"
    assert arena.rows(f"SELECT seconds FROM quests_evidence WHERE enrolment_id IN {enrolments}") == [(40,)]
    assert arena.buckets_agree()


def test_a_crowd_at_one_checkpoint_is_paid_once_each(arena: Arena) -> None:
    crowd, right, path = arena.people["crowd"], arena.people["right"], arena.people["checkpoint"]
    keen = arena.people["keen"]
    visitors = [*crowd, *[keen] * 60]
    statuses = at_once(
        *(
            lambda person=person, place=place: arena.post(person, path, sent(right), server=place)
            for place, person in enumerate(visitors)
        )
    )
    assert set(statuses) == {302}
    paid = "SELECT learner_id, sum(points), count(*) FROM quests_scoreentry WHERE source LIKE 'checkpoint:%' GROUP BY 1"
    assert sorted(arena.rows(paid)) == sorted((person["pk"], 30, 1) for person in [*crowd, keen])
    assert arena.rows("SELECT count(*) FROM quests_checkin") == [(len(crowd) + 1,)]
    assert arena.buckets_agree()


def test_players_of_two_servers_share_one_exact_histogram(arena: Arena) -> None:
    players = arena.people["players"]
    forms = cycle([arena.people["right"], arena.people["wrong"], arena.people["right"]])

    def play(person: dict[str, Any], answers: list[Form], place: int) -> int:
        statuses = {
            arena.post(person, path, sent(form), server=place + number)
            for number, (path, form) in enumerate(zip(person["steps"], answers, strict=True))
        }
        return statuses.pop() if len(statuses) == 1 else 0

    plans = [(person, [next(forms) for _ in person["steps"]], place) for place, person in enumerate(players)]
    assert set(at_once(*(lambda plan=plan: play(*plan) for plan in plans))) == {302}
    ids = ", ".join(str(person["pk"]) for person in players)
    earned = f"SELECT learner_id, sum(points) FROM quests_scoreentry WHERE learner_id IN ({ids}) GROUP BY 1 ORDER BY 1"
    standing = f"SELECT learner_id, score FROM quests_standing WHERE learner_id IN ({ids}) ORDER BY 1"
    assert arena.rows(earned) == arena.rows(standing)
    assert len(arena.rows(earned)) == len(players)
    assert arena.buckets_agree()


def test_coming_and_going_while_answering_keeps_the_histogram_exact(arena: Arena) -> None:
    waverers, right, path = arena.people["waverers"], arena.people["right"], arena.people["visibility"]

    def answer(person: dict[str, Any]) -> int:
        return max(arena.post(person, step, sent(right), server=0) for step in person["steps"])

    def waver(person: dict[str, Any]) -> int:
        choices = ("show", "hide") * 3 + ("show",)
        return max(arena.post(person, path, {"choice": [choice]}, server=1) for choice in choices)

    calls = [lambda person=person, act=act: act(person) for person in waverers for act in (answer, waver)]
    assert set(at_once(*calls)) == {302}
    ids = ", ".join(str(person["pk"]) for person in waverers)
    assert arena.rows(f"SELECT count(*) FROM quests_standing WHERE visible AND learner_id IN ({ids})") == [
        (len(waverers),)
    ]
    assert arena.buckets_agree()
