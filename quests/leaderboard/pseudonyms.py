"""Names for the boards: a noun and an adjective of its gender. Pure: no Django.

A destination brings its own words (setting ``PSEUDONYM_PARTS``, a TOML or JSON file with a table
``pseudonyms``: ``nouns = [{word, gender}]``, ``adjectives = [{m, f}]``); these are neutral ones.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_LENGTH = 60
TRIES_WITHOUT_NUMBER = 3


@dataclass(frozen=True, kw_only=True)
class Noun:
    """A noun and its grammatical gender, ``m`` or ``f``."""

    word: str
    gender: str


@dataclass(frozen=True, kw_only=True)
class Adjective:
    """An adjective in both genders."""

    m: str
    f: str


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What names are made of."""

    nouns: tuple[Noun, ...]
    adjectives: tuple[Adjective, ...]


NOUNS = {
    "f": "Lanterne Boussole Fontaine Colline Hirondelle Marelle Passerelle Rivière Étincelle Clairière",
    "m": "Sentier Carillon Pinson Belvédère Ruisseau Clocher Phare Tilleul Voyage Marché",
}
ADJECTIVES = {
    "vif": "vive", "doré": "dorée", "matinal": "matinale", "discret": "discrète", "bleu": "bleue",
    "vert": "verte", "joyeux": "joyeuse", "malin": "maligne", "fier": "fière", "serein": "sereine",
    "curieux": "curieuse", "agile": "agile", "hardi": "hardie", "rieur": "rieuse",
}  # fmt: skip
DEFAULT = Parts(
    nouns=tuple(Noun(word=word, gender=gender) for gender, words in NOUNS.items() for word in words.split()),
    adjectives=tuple(Adjective(m=m, f=f) for m, f in ADJECTIVES.items()),
)


def parts_from(table: Mapping[str, Any]) -> Parts:
    """The parts in a destination's ``table``; raises ``ValueError`` saying what is wrong with it."""
    try:
        nouns = tuple(Noun(**noun) for noun in table["nouns"])
        adjectives = tuple(Adjective(**adjective) for adjective in table["adjectives"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"pseudonyms: nouns need word and gender, adjectives m and f ({error})") from error
    if not nouns or not adjectives:
        raise ValueError("pseudonyms: at least one noun and one adjective")
    if odd := [noun.word for noun in nouns if noun.gender not in ("m", "f")]:
        raise ValueError(f"pseudonyms: gender is m or f ({', '.join(odd)})")
    return Parts(nouns=nouns, adjectives=adjectives)


def pseudonym(parts: Parts, chance: random.Random, *, tries: int = 0) -> str:
    """A name; after ``tries`` that were taken a number follows, from a range that grows each time."""
    noun, adjective = chance.choice(parts.nouns), chance.choice(parts.adjectives)
    name = f"{noun.word} {getattr(adjective, noun.gender)}"
    if tries < TRIES_WITHOUT_NUMBER:
        return name
    highest = 10 ** min(tries - TRIES_WITHOUT_NUMBER + 2, 9)
    number = f" {chance.randrange(2, highest)}"
    return name[: MAX_LENGTH - len(number)] + number
