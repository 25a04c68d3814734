"""Names agree in gender, and a number follows when they are taken."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.leaderboard.pseudonyms import DEFAULT, MAX_LENGTH, Adjective, Noun, Parts, parts_from, pseudonym

TERRITORY = Path(__file__).parents[3] / "cms/destinations/louvre_lens/people.toml"


def chance(seed: int) -> random.Random:
    """The same luck each time."""
    return random.Random(seed)


GRAMMAR = {"m": {pair.m for pair in DEFAULT.adjectives}, "f": {pair.f for pair in DEFAULT.adjectives}}


@given(st.integers())
def test_the_adjective_takes_the_gender_of_the_noun(seed: int) -> None:
    word, adjective = pseudonym(DEFAULT, chance(seed)).split(" ")
    gender = next(noun.gender for noun in DEFAULT.nouns if noun.word == word)
    assert adjective in GRAMMAR[gender]


def test_feminine_and_masculine_as_in_the_sketches() -> None:
    vive = Parts(nouns=(Noun(word="Gaillette", gender="f"),), adjectives=(Adjective(m="vif", f="vive"),))
    assert pseudonym(vive, chance(1)) == "Gaillette vive"
    dore = Parts(nouns=(Noun(word="Chicon", gender="m"),), adjectives=(Adjective(m="doré", f="dorée"),))
    assert pseudonym(dore, chance(1)) == "Chicon doré"


@given(st.integers(), st.integers(min_value=3, max_value=40))
def test_a_number_follows_when_names_are_taken(seed: int, tries: int) -> None:
    name = pseudonym(DEFAULT, chance(seed), tries=tries)
    assert name.rsplit(" ", 1)[1].isdecimal()
    assert len(name) <= MAX_LENGTH


def test_the_number_stays_whole_on_the_longest_name() -> None:
    long = Parts(nouns=(Noun(word="N" * 58, gender="m"),), adjectives=(Adjective(m="long", f="longue"),))
    name = pseudonym(long, chance(3), tries=10)
    assert len(name) <= MAX_LENGTH
    assert name.rsplit(" ", 1)[1].isdecimal()


def test_the_territory_brings_its_own_words() -> None:
    parts = parts_from(tomllib.loads(TERRITORY.read_text(encoding="utf-8"))["pseudonyms"])
    assert Noun(word="Gaillette", gender="f") in parts.nouns


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"nouns": [], "adjectives": [{"m": "vif", "f": "vive"}]},
        {"nouns": [{"word": "Lampe"}], "adjectives": [{"m": "vif", "f": "vive"}]},
        {"nouns": [{"word": "Lampe", "gender": "n"}], "adjectives": [{"m": "vif", "f": "vive"}]},
    ],
)
def test_a_faulty_table_says_so(table: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="pseudonyms"):
        parts_from(table)
