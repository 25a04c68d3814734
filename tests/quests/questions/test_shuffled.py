"""An order of options that is found again and says nothing."""

import os
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import shuffled

IDS = ["lens", "arras", "douai", "lewarde"]
PINNED = ("lewarde", "douai", "arras", "lens")


@given(st.lists(st.text(), unique=True), st.text())
def test_the_same_ids_whatever_they_are(ids: list[str], seed: str) -> None:
    assert sorted(shuffled(ids, seed)) == sorted(ids)


@given(st.lists(st.text(), unique=True), st.text(), st.randoms())
def test_the_order_given_never_shows_through(ids: list[str], seed: str, chance: Any) -> None:
    assert shuffled(chance.sample(ids, len(ids)), seed) == shuffled(ids, seed)


def test_the_order_is_pinned_for_ever() -> None:
    """Changing this moves the options of attempts under way."""
    assert shuffled(IDS, "attempt-1:step-1") == PINNED


@pytest.mark.parametrize("hash_seed", ["0", "12345"])
def test_another_process_finds_the_same_order(hash_seed: str) -> None:
    code = f"from quests.questions import shuffled; print(*shuffled(set({IDS}), 'attempt-1:step-1'))"
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert tuple(found.stdout.split()) == PINNED


def test_every_order_comes_up_as_often() -> None:
    """24 orders over 4,800 seeds: 200 each, and no place is favoured."""
    orders = Counter(shuffled(IDS, f"attempt-{n}") for n in range(4800))
    assert len(orders) == 24
    assert min(orders.values()) > 140
    assert max(orders.values()) < 260
