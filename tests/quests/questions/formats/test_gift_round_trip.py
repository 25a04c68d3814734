"""What is written as GIFT is read back as it was."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quests.questions.formats import Item, Option, gift

from .items import items


def _as_read(item):
    return replace(item, line=0)


@given(st.lists(items(), min_size=1, max_size=3))
@settings(deadline=None, max_examples=100)
def test_gift_reads_back_what_it_wrote(written):
    read = gift.read(gift.write(written))

    assert [_as_read(item) for item in read] == written


@given(items())
@settings(max_examples=50)
def test_what_is_kept_whole_is_not_called_lost(item):
    assert gift.losses(item) == []


@pytest.mark.parametrize("kind", ["ordering", "categorising", "gap_fill", "dialogue"])
def test_a_kind_gift_does_not_have_is_named_and_left_out(kind):
    item = Item(kind=kind, prompt="?", options=(Option(text="a"), Option(text="b")))
    kept = Item(kind="single_choice", prompt="?", options=(Option(text="a", fraction=Fraction(1)), Option(text="b")))

    assert kind in gift.losses(item)[0]
    assert [found.kind for found in gift.read(gift.write([item, kept]))] == ["single_choice"]


def test_hints_and_capitals_are_named_as_lost():
    item = Item(
        kind="short_text",
        prompt="?",
        options=(Option(text="Lens", fraction=Fraction(1)),),
        hints=("L…",),
        case_sensitive=True,
    )

    assert len(gift.losses(item)) == 2
