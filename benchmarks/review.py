"""The review queue of one learner among 100,000 cards, beside the bare indexed SELECT of the same run.

    python benchmarks/review.py [--database-url postgresql://...] [--cards 1000 100000] [--laps 300]

Each learner has met 200 questions; a quarter of them is due. The queue (what is due, joined with what
is in play and what has changed, in its turn), the whole review home, starting a round and answering
are timed through the academy's own code; the limits are the learner's due cards by index, through
psycopg, prepared. Everything lives in a database of its own, dropped at the end. Never asserted.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psycopg

from benchmarks.databases import fresh_database

if TYPE_CHECKING:
    from quests.models import User

QUESTIONS = 200
"""Met by each learner."""
DUE = "SELECT id, due_at, stability, last_at FROM quests_reviewcard WHERE learner_id = %s AND due_at < %s"
FIRST_THREE = DUE + " ORDER BY due_at LIMIT 3"
# One card in four is due: spread over a past and a future of different lengths.
CARDS = """
INSERT INTO quests_reviewcard (learner_id, question_id, version_id, substance, stability, difficulty, state,
    parameters, due_at, last_at, last_outcome, reps, lapses, first_right_at)
SELECT person.id, question.id, question.current_id, version.substance, 3 + random() * 60, 5, 2, 'bench',
    now() + (random() * 40 - 10) * interval '1 day', now() - (11 + random() * 60) * interval '1 day', 'right', 3, 0,
    now() - interval '90 days'
FROM unnest(%s::bigint[]) AS person(id)
CROSS JOIN quests_question AS question JOIN quests_questionversion AS version ON version.id = question.current_id
"""


def main() -> None:
    """Measure and print."""
    options = _options()
    with fresh_database(options.database_url) as url:
        os.environ.update(_environ(url))
        import django  # noqa: PLC0415  # the environment must be ready first

        django.setup()
        learner = _seeded()
        found = [_measured(learner, cards, url=url, laps=options.laps) for cards in options.cards]
        _print(options.cards, found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    default = os.environ.get("TEST_DATABASE_URL", "postgresql://127.0.0.1:5432/postgres")
    parser.add_argument("--database-url", default=default, help="a PostgreSQL where a database may be created")
    parser.add_argument("--cards", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--laps", type=int, default=300)
    return parser.parse_args()


def _environ(url: str) -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "academy.settings",
        "PRODUCTION": "1",
        "SECRET_KEY": "benchmark" * 8,
        "SITE_URL": "http://127.0.0.1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "LOG_LEVEL": "WARNING",
    }


def _seeded() -> User:
    """The learner who is measured; questions for everybody."""
    from django.core.management import call_command  # noqa: PLC0415

    from quests.factories import SeasonFactory, UserFactory, published_question  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    SeasonFactory()
    for _number in range(QUESTIONS):
        published_question()
    return UserFactory()


def _measured(learner: User, cards: int, *, url: str, laps: int) -> dict[str, float]:
    """Median milliseconds of each measure with ``cards`` cards in the table."""
    from django.utils import timezone  # noqa: PLC0415

    from quests.review import screens, selectors, services  # noqa: PLC0415

    _fill(learner, cards, url=url)
    bare = psycopg.connect(url, autocommit=True)
    until = selectors.tonight(timezone.now())

    def plain(statement: str, *values: Any) -> Callable[[], Any]:
        return lambda: bare.execute(statement, values, prepare=True).fetchall()

    def answered() -> None:
        mine = services.start(learner)
        assert mine
        for place in (1, 2, 3):
            _answer(mine, place)

    times = _in_turn(
        {
            "bare SELECT, first three due": plain(FIRST_THREE, learner.pk, until),
            "bare SELECT, all due": plain(DUE, learner.pk, until),
            "the queue's own statement, psycopg": plain(*_own_statement(learner)),
            "the queue": lambda: selectors.queue_of(learner, now=timezone.now()),
            "the review home, whole": lambda: screens.home_of(learner),
        },
        laps=laps,
    )
    times["a round of three, started and answered"] = _median(answered, laps=8)
    bare.close()
    return times


def _own_statement(learner: User) -> tuple[Any, ...]:
    """What the queue asks of PostgreSQL, with its values."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from quests.review import selectors  # noqa: PLC0415

    with CaptureQueriesContext(connection) as captured:
        selectors.queue_of(learner, now=timezone.now())
    return (captured.captured_queries[0]["sql"].replace("%", "%%"),)


def _fill(learner: User, cards: int, *, url: str) -> None:
    """Everybody's cards anew, until the table has ``cards``; the learner's are among them."""
    from quests.factories import UserFactory  # noqa: PLC0415

    people = [learner, *UserFactory.create_batch(cards // QUESTIONS - 1)]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("TRUNCATE quests_reviewcard, quests_reviewround, quests_reviewanswer, quests_scoreentry")
        connection.execute("SELECT setseed(0.5)")
        connection.execute(CARDS, [[person.pk for person in people]])
        connection.execute("VACUUM ANALYZE")


def _answer(mine: Any, place: int) -> None:
    from uuid import uuid4  # noqa: PLC0415

    from quests.factories import RIGHT_ANSWERS  # noqa: PLC0415
    from quests.review import services  # noqa: PLC0415

    data = RIGHT_ANSWERS["single_choice"]
    services.answer(mine.learner, round_id=mine.pk, place=place, data=data, client_id=uuid4())


def _in_turn(measures: dict[str, Callable[[], Any]], *, laps: int) -> dict[str, float]:
    """Each measure once a lap, so that a noisy machine is noisy for all."""
    times: dict[str, list[float]] = {name: [] for name in measures}
    for _lap in range(laps):
        for name, measure in measures.items():
            start = time.perf_counter()
            measure()
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(many) for name, many in times.items()}


def _median(measure: Callable[[], Any], *, laps: int) -> float:
    return _in_turn({"": measure}, laps=laps)[""]


def _print(sizes: list[int], found: list[dict[str, float]]) -> None:
    print(f"{QUESTIONS} cards a learner, a quarter due; median milliseconds\n")
    print(f"  {'cards in the table':42}" + "".join(f"{size:>12,}" for size in sizes))
    for name in found[0]:
        print(f"  {name:42}" + "".join(f"{times[name]:12.2f}" for times in found))
    ratios = [times["the queue"] / times["bare SELECT, all due"] for times in found]
    print(f"\n  {'queue to the bare SELECT of its rows':42}" + "".join(f"{ratio:12.1f}" for ratio in ratios))
    for name in ("the queue", "the review home, whole"):
        print(f"  {name}, {sizes[-1]:,} cards to {sizes[0]:,}: {found[-1][name] / found[0][name]:.2f} (flat is 1)")


if __name__ == "__main__":
    main()
