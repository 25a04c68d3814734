"""The ledger pays once, and its boards' rows always agree with it."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from quests.errors import AppendOnly
from quests.factories import SeasonFactory, UserFactory
from quests.ledger.services import Line, award, set_visibility
from quests.models import ScoreBucket, ScoreEntry, Season, Standing, User

STEP = Line(source="step:1", points=10)


def test_a_source_pays_once(receptionist: User, season: Season) -> None:
    assert award(receptionist, STEP)
    assert not award(receptionist, STEP)
    assert Standing.objects.get().score == 10


def test_the_same_source_pays_each_learner(receptionist: User, waiter: User) -> None:
    assert award(receptionist, STEP)
    assert award(waiter, STEP)


def test_outside_seasons_points_count_without_a_standing(receptionist: User) -> None:
    assert award(receptionist, STEP)
    assert not Standing.objects.exists()


def test_a_line_is_never_changed_nor_deleted(receptionist: User) -> None:
    award(receptionist, STEP)
    entry = ScoreEntry.objects.get()
    for change in (entry.save, entry.delete, ScoreEntry.objects.all().delete):
        with pytest.raises(AppendOnly):
            change()
    with pytest.raises(AppendOnly):
        ScoreEntry.objects.update(points=1000)


class BucketsAgree(TestCase):
    """Whatever happens, buckets count exactly the visible standings."""

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.tuples(st.integers(0, 2), st.sampled_from(["award", "show", "hide"]), st.integers(-5, 20)),
            max_size=12,
        )
    )
    def test_after_any_story(self, story: list[tuple[int, str, int]]) -> None:
        season, learners = SeasonFactory(), UserFactory.create_batch(3)
        for number, (who, what, points) in enumerate(story):
            if what == "award":
                award(learners[who], Line(source=f"line:{number}", points=points))
            else:
                set_visibility(learners[who], visible=what == "show")
        visible = Standing.objects.filter(season=season, visible=True)
        expected = Counter(visible.values_list("score", flat=True))
        buckets = ScoreBucket.objects.filter(season=season, learners__gt=0)
        assert dict(buckets.values_list("score", "learners")) == dict(expected)
