"""How fast, and in how little memory, a funder's report becomes a file.

    python benchmarks/exports.py                                   # SQLite, in a temporary folder
    python benchmarks/exports.py --database-url postgres://…/x     # beside COPY, in the same run

The database must be empty of enrolments: the script fills it with ``--lines`` lines (a fifth under
way, three lines of evidence each) and leaves them there. Each writer runs in a process of its own,
so that its peak memory is its own, and stops after ``--seconds``; a line says when it was cut short.
The limit is PostgreSQL's own ``COPY`` of the very same query (and of the bare enrolments).
"""

# ruff: noqa: PLC0415 - Django is set up first, for the database asked for
from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WRITERS = ("rows", "csv-fr", "csv", "xlsx", "copy", "copy-bare")


def main() -> None:
    """Fill the database, then run each writer alone and print the ratios."""
    asked = _arguments()
    _start(asked.database_url)
    if asked.writer:
        return _run(asked.writer, asked.seconds)
    _fill(asked.lines)
    print(f"{asked.lines:,} lines on {_engine()}")
    print(f"{'writer':<12}{'lines/s':>12}{'first byte':>12}{'memory':>12}")
    speeds = {writer: _alone(asked, writer) for writer in WRITERS if _possible(writer)}
    for writer, speed in speeds.items():
        if limit := speeds.get("copy"):
            print(f"{writer:<12} {speed / limit:.2f} of COPY")
    return None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database-url", default="")
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60, help="time given to each writer")
    parser.add_argument("--writer", choices=WRITERS, help=argparse.SUPPRESS)
    return parser.parse_args()


def _start(database_url: str) -> None:
    sys.path.insert(0, str(ROOT))
    if not database_url:
        folder = os.environ.setdefault("BENCHMARK_DIR", tempfile.mkdtemp(prefix="academy-exports-"))
        database_url = f"sqlite:///{folder}/academy.sqlite3"
    os.environ |= {"DATABASE_URL": database_url, "LOG_LEVEL": "ERROR", "DB_POOL_SIZE": "0"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
    import django

    django.setup()


def _engine() -> str:
    from django.db import connection

    return connection.vendor


def _possible(writer: str) -> bool:
    return not writer.startswith("copy") or _engine() == "postgresql"


def _alone(asked: argparse.Namespace, writer: str) -> float:
    """Run one writer in its own process; returns lines a second."""
    command = [sys.executable, __file__, "--writer", writer, "--seconds", str(asked.seconds)]
    command += ["--database-url", asked.database_url] if asked.database_url else []
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    lines, seconds, first, memory, cut = done.stdout.split()
    speed = int(lines) / float(seconds)
    note = "  (cut short)" if cut == "1" else ""
    print(f"{writer:<12}{speed:>12,.0f}{float(first):>10.2f} s{int(memory):>9,} MB{note}")
    return speed


def _run(writer: str, seconds: float) -> None:
    """Write once; prints lines, seconds, seconds before the first byte, peak MB, cut short or not."""
    clock = _Clock(seconds)
    work: dict[str, Callable[[_Clock], None]] = {
        "rows": lambda clock: clock.count(_lines()),
        "csv-fr": lambda clock: _csv(clock, "FRENCH"),
        "csv": lambda clock: _csv(clock, "OPEN"),
        "xlsx": _xlsx,
        "copy": lambda clock: _copy(clock, _query()),
        "copy-bare": lambda clock: _copy(clock, ("SELECT * FROM quests_enrolment", ())),
    }
    work[writer](clock)
    print(clock.lines, clock.spent, clock.first or clock.spent, _peak() // 1024, int(clock.cut))


def _peak() -> int:
    """Peak memory in kB. ``ru_maxrss`` of a child starts from its parent's: the last resort."""
    status = Path("/proc/self/status")
    peaks = (
        [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        if status.exists()
        else []
    )
    return int(peaks[0]) if peaks else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class _Clock:
    """Counts lines until the time is up."""

    def __init__(self, seconds: float) -> None:
        self.start = time.perf_counter()
        self.seconds, self.lines, self.cut, self.first = seconds, 0, False, 0.0

    @property
    def spent(self) -> float:
        return time.perf_counter() - self.start

    def counted(self, lines: Iterator[Any]) -> Iterator[Any]:
        for line in lines:
            self.lines += 1
            yield line
            if self.lines % 1000 == 0 and self.spent > self.seconds:
                self.cut = True
                return

    def count(self, lines: Iterator[Any]) -> None:
        for _line in self.counted(lines):
            self.first = self.first or self.spent

    def drain(self, pieces: Iterator[bytes]) -> None:
        for _piece in pieces:
            self.first = self.first or self.spent


def _filters() -> Any:
    from quests.models import User
    from quests.reports.periods import Period
    from quests.reports.selectors.filters import within

    reader = User.objects.get(username="benchmark-reader")
    return within(reader, period=Period(date(2020, 1, 1), date(2099, 12, 31)), financier=None)


def _lines() -> Iterator[Any]:
    from quests.reports.selectors import learners

    return learners.stream(_filters())


def _csv(clock: _Clock, dialect: str) -> None:
    """As the view does it: the lines are counted for the audit line, then streamed."""
    from quests.reports import writers
    from quests.reports.columns import LEARNERS
    from quests.reports.selectors import learners

    learners.count(_filters())
    clock.drain(writers.csv_lines(getattr(writers, dialect), LEARNERS, clock.counted(_lines())))


def _xlsx(clock: _Clock) -> None:
    from quests.reports.columns import LEARNERS
    from quests.reports.writers import Cover, write_xlsx

    with tempfile.TemporaryFile() as file:
        write_xlsx(file, Cover("Benchmark", []), LEARNERS, clock.counted(_lines()), sheet="Data")


def _query() -> tuple[str, tuple[Any, ...]]:
    from quests.reports.selectors import learners

    return learners._raw(_filters()).query.sql_with_params()


def _copy(clock: _Clock, query: tuple[str, tuple[Any, ...]]) -> None:
    from django.db import connection

    sql, params = query
    with connection.cursor() as cursor:
        raw = cursor.cursor
        text = raw.mogrify(sql, params) if hasattr(raw, "mogrify") else _composed(raw, sql, params)
        clock.start = time.perf_counter()
        with raw.copy(f"COPY ({text}) TO STDOUT WITH (FORMAT csv)") as rows:
            for piece in rows:
                clock.first = clock.first or clock.spent
                clock.lines += bytes(piece).count(b"\n")


def _composed(raw: Any, sql: str, params: tuple[Any, ...]) -> str:
    import psycopg

    return str(psycopg.ClientCursor(raw.connection).mogrify(sql, params))


def _fill(lines: int) -> None:
    """One programme, one agreement, fifty employers, ``lines`` learners."""
    from django.core.management import call_command

    from quests.factories import EmployerFactory, FundingAgreementFactory, ProgrammeFactory
    from quests.models import Enrolment, Financier, FunderSeat, User

    call_command("migrate", verbosity=0)
    if Enrolment.objects.exists():
        sys.exit("This database has enrolments already: give an empty one.")
    always = {"starts_on": date(2020, 1, 1), "ends_on": date(2099, 12, 31)}
    programme = ProgrammeFactory(minutes_foreseen=75, **always)
    payer = Financier.objects.get_or_create(code="akto", defaults={"name": "AKTO"})[0]
    agreement = FundingAgreementFactory(programme=programme, financier=payer, **always)
    employers = [EmployerFactory(opco=payer) for _ in range(50)]
    reader = User.objects.create(username="benchmark-reader")
    FunderSeat.objects.create(person=reader, financier=payer)
    for start in range(0, lines, 5000):
        _fill_some(range(start, min(start + 5000, lines)), programme, agreement, employers)
    if _engine() == "postgresql":
        from django.db import connection

        connection.cursor().execute("ANALYZE")


def _fill_some(numbers: range, programme: Any, agreement: Any, employers: list[Any]) -> None:
    from django.utils import timezone

    from quests.models import Completion, Employment, Enrolment, Evidence, User
    from quests.programme.services import _snapshot

    now = timezone.now() - timedelta(days=30)
    snapshots = {e.pk: _snapshot(e, reference=agreement.reference) for e in employers}
    people = User.objects.bulk_create(
        User(username=f"benchmark-{n}", first_name="Camille", last_name=f"Delattre-{n}") for n in numbers
    )
    jobs = Employment.objects.bulk_create(
        Employment(person=p, employer=employers[p.pk % 50], started_on=date(2025, 1, 1)) for p in people
    )
    entered = Enrolment.objects.bulk_create(
        Enrolment(learner=j.person, programme=programme, employment=j, started_at=now,
                  entered_at=now - timedelta(minutes=j.pk)) for j in jobs
    )  # fmt: skip
    Evidence.objects.bulk_create(
        Evidence(enrolment=e, source=f"card:{n}", kind="read", seconds=300 + n, occurred_at=now)
        for e in entered for n in range(3)
    )  # fmt: skip
    Completion.objects.bulk_create(
        Completion(enrolment=e, completed_at=now, credited_seconds=903, agreement=agreement, opco=agreement.financier,
                   employer=e.employment.employer, snapshot=snapshots[e.employment.employer_id])
        for e in entered if e.pk % 5
    )  # fmt: skip


if __name__ == "__main__":
    main()
