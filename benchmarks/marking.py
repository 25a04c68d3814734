"""Answers read and marked per second, by kind, beside reading the same answer from JSON.

    python benchmarks/marking.py [--seconds 1]

Pure Python, one process, no database: a posted form becomes a canonical answer and a verdict. The
limit is what storing an answer costs whatever it is worth: writing it as JSON and reading it back.
"""

# ruff: noqa: PLC0415 - Django is set up first
from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    """Measure each kind and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=1.0, help="how long each kind is measured")
    seconds = parser.parse_args().seconds
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
    import django

    django.setup()
    from quests.factories import KEYS
    from quests.questions import kind_named

    print(f"{'kind':<18}{'answers/s':>12}{'JSON/s':>12}{'ratio':>8}")
    for name, key in KEYS.items():
        kind = kind_named(name)
        forms = [kind.solution(key), kind.slip(key, Random(1))]
        answers = [kind.parse(key, form) for form in forms]
        marked = rate(partial(read_and_marked, kind, key), forms, seconds)
        limit = rate(stored, answers, seconds)
        print(f"{name:<18}{marked:>12,.0f}{limit:>12,.0f}{marked / limit:>8.2f}")


def read_and_marked(kind: Any, key: Any, form: Any) -> None:
    """What happens to one posted answer."""
    kind.mark(key, kind.parse(key, form))


def stored(answer: Any) -> None:
    """What storing and reading it costs anyway."""
    json.loads(json.dumps(answer))


def rate(call: Callable[[Any], None], values: list[Any], seconds: float) -> float:
    """Calls per second, with each of ``values`` in turn."""
    done, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        for value in values:
            call(value)
        done += len(values)
    return done / spent


if __name__ == "__main__":
    main()
