"""Ranks, neighbours and the top, against a plain sort."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quests.factories import UserFactory
from quests.leaderboard import selectors
from quests.ledger.models import ScoreBucket
from quests.models import Season, Standing, User

START = timezone.now() - timedelta(days=1)
boards = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3), st.booleans()), min_size=1, max_size=24)
"""(score, seconds, visible): few values, so that every kind of tie occurs."""


@contextmanager
def undone() -> Iterator[None]:
    """Forget what one example wrote."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def settle(season: Season, board: list[tuple[int, int, bool]]) -> list[Standing]:
    """Write the standings and buckets of ``board``; return the visible ones in board order."""
    rows = []
    for number, (score, seconds, visible) in enumerate(board):
        person = User.objects.create(username=f"p{number}", pseudonym=f"Nom {number}", on_boards=visible)
        reached = START + timedelta(seconds=seconds)
        rows.append(
            Standing.objects.create(season=season, learner=person, score=score, reached_at=reached, visible=visible)
        )
    seen = sorted((row for row in rows if row.visible), key=lambda row: (-row.score, row.reached_at, row.learner_id))
    for score in {row.score for row in seen}:
        learners = sum(row.score == score for row in seen)
        ScoreBucket.objects.create(season=season, score=score, learners=learners)
    return seen


def ids(players: tuple[selectors.Player, ...]) -> list[int]:
    return [player.learner_id for player in players]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(board=boards)
def test_ranks_and_windows_are_exact(season: Season, board: list[tuple[int, int, bool]]) -> None:
    with undone():
        seen = settle(season, board)
        order = [row.learner_id for row in seen]
        for place, row in enumerate(seen):
            assert selectors.rank_of(row) == place + 1
            window = selectors.around(row)
            # Three each side; the last place is in nobody's window but its own.
            expected = order[max(0, place - 3) : place] + order[place : place + 1]
            expected += [pk for pk in order[place + 1 : place + 4] if pk != order[-1]]
            assert ids(window) == expected
            assert [player.rank for player in window] == [order.index(pk) + 1 for pk in expected]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(board=boards)
def test_the_top_is_exact_and_never_shows_the_last_place(season: Season, board: list[tuple[int, int, bool]]) -> None:
    with undone():
        order = [row.learner_id for row in settle(season, board)]
        assert ids(selectors.top(season.pk)) == (order if len(order) == 1 else order[:-1])[:10]


@pytest.mark.parametrize("crowd", [5, 60])
def test_the_number_of_queries_does_not_grow(season: Season, crowd: int, django_assert_max_num_queries: Any) -> None:
    seen = settle(season, [(number % 7, number % 3, True) for number in range(crowd)])
    mine = Standing.objects.select_related("learner").get(pk=seen[crowd // 2].pk)
    with django_assert_max_num_queries(6):
        selectors.around(mine)
    with django_assert_max_num_queries(1):
        selectors.top(season.pk)


def test_a_learner_without_a_pseudonym_is_a_player(season: Season) -> None:
    person = UserFactory(on_boards=True)
    Standing.objects.create(season=season, learner=person, score=1, reached_at=START, visible=True)
    assert [player.name for player in selectors.top(season.pk)] == [gettext("Player")]


def test_a_season_is_found_by_slug_or_number(season: Season) -> None:
    assert selectors.season_named(season.slug) == season
    assert selectors.season_named(str(season.pk)) == season
    assert selectors.season_named("9" * 30) is None
    assert selectors.season_named("ailleurs") is None
