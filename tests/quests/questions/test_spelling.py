"""Words as people spell them."""

import time
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quests.questions.spelling import Spellings, distance, folded, misspelt, tidied

WORDS = st.text("abc ", max_size=9)
MOST = st.integers(0, 4)
ANY = st.text(max_size=12)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Musée", "musee"),
        ("MUSÉE", "musee"),
        ("muse\N{COMBINING ACUTE ACCENT}e", "musee"),
        ("L’Île", "l ile"),
        ("l'ile", "l ile"),
        ("Œuvre", "oeuvre"),
        ("cœur", "coeur"),
        ("ex æquo", "ex aequo"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Łódź", "lodz"),
        ("ĳs", "ijs"),
        ("Noyelles-sous-Lens", "noyelles sous lens"),
        ("  Louvre\N{NO-BREAK SPACE}–  Lens ! ", "louvre lens"),
        ("« Bonjour »", "bonjour"),
        ("ﬁn", "fin"),
        ("m²", "m2"),
        ("１９８６", "1986"),
        ("İstanbul", "istanbul"),
        ("?!…", ""),
    ],
)
def test_what_spellings_are_compared_by(typed: str, plain: str) -> None:
    assert folded(typed) == plain


@given(ANY)
@example("\N{GREEK SMALL LETTER ALPHA WITH OXIA AND YPOGEGRAMMENI}")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  l’Île \t\n d’Aix ", "l’Île d’Aix"),
        ("e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT}", "été"),
        ("Le\0ns", "Lens"),
        ("Lens\ud800", "Lens"),
        ("mu\N{SOFT HYPHEN}sée", "musée"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Lens", "Lens"),
    ],
)
def test_what_is_kept_of_a_text(typed: str, kept: str) -> None:
    assert tidied(typed) == kept


@given(st.text(st.characters(), max_size=12))
def test_what_is_kept_can_be_stored(text: str) -> None:
    kept = tidied(text)
    assert "\0" not in kept.encode().decode()
    assert tidied(kept) == kept


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("lens", "lens", 0),
        ("lens", "lans", 1),
        ("lens", "lnes", 1),
        ("lens", "len", 1),
        ("lens", "lenss", 1),
        ("bollaert", "bolaerd", 2),
        ("louvre", "luovers", 3),
        ("ca", "abc", 3),  # no character is touched twice: not the distance that would say 2
        ("", "ab", 2),
    ],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other, 3) == slips
    assert distance(one, other, slips - 1) is None


@given(WORDS, WORDS, MOST)
def test_the_distance_is_the_one_of_the_book(one: str, other: str, most: int) -> None:
    slips = by_the_book(one, other)
    assert distance(one, other, most) == (slips if slips <= most else None)
    assert distance(other, one, most) == distance(one, other, most)


@given(WORDS, WORDS)
def test_only_the_same_text_is_at_no_distance(one: str, other: str) -> None:
    assert (distance(one, other, 3) == 0) == (one == other)
    assert distance(one, other, 0) == (0 if one == other else None)


@given(st.text("abcde", min_size=4, max_size=30), st.integers(0, 3), st.randoms(use_true_random=False))
def test_so_many_slips_are_within_so_many(text: str, slips: int, chance: Any) -> None:
    """Each slip happens at a place of its own, as slips do."""
    typed = text
    for at in sorted(chance.sample(range(0, len(text) - 1), min(slips, len(text) - 1)), reverse=True):
        typed = typed[:at] + chance.choice(["", "x", typed[at] * 2]) + typed[at + 1 :]
    assert distance(typed, text, slips) is not None


def by_the_book(one: str, other: str) -> int:
    """Return the optimal string alignment distance the plain way: the whole table."""
    table = {(row, 0): row for row in range(len(one) + 1)} | {(0, column): column for column in range(len(other) + 1)}
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            best = min(
                table[row - 1, column] + 1,
                table[row, column - 1] + 1,
                table[row - 1, column - 1] + (one[row - 1] != other[column - 1]),
            )
            if row > 1 and column > 1 and (one[row - 1], one[row - 2]) == (other[column - 2], other[column - 1]):
                best = min(best, table[row - 2, column - 2] + 1)
            table[row, column] = best
    return table[len(one), len(other)]


@pytest.mark.parametrize(
    ("accepted", "typed", "nearest"),
    [
        ("en 1986", "en 1986", 0),
        ("en 1986", "an 1986", 1),
        ("en 1986", "en 1968", None),
        ("en 1986", "en 1987", None),
        ("en 1986", "en 986", None),
        ("en 1986", "en", None),
        ("la fosse", "la fosse 11", None),
        ("11/19", "11-19", 0),
        ("11/19", "1119", None),
        ("1 234", "1234", None),
    ],
)
def test_figures_must_be_exact(accepted: str, typed: str, nearest: int | None) -> None:
    assert Spellings.of([accepted], 3).nearest(typed) == nearest


def test_the_nearest_spelling_counts() -> None:
    spellings = Spellings.of(["Bollaert-Delelis", "Bollaert"], 2)
    assert [spellings.nearest(text) for text in ("BOLLAERT", "Bolaert", "bolart", "blart")] == [0, 1, 2, None]


@given(
    st.lists(st.text("aé1 2b", min_size=1, max_size=5).map("x{}".format), min_size=1, max_size=5), MOST, st.integers()
)
def test_a_misspelt_text_is_never_let_through(texts: list[str], typos: int, seed: int) -> None:
    spellings = Spellings.of(texts, typos)
    wrong = misspelt(spellings, Random(seed))
    assert folded(wrong)
    assert spellings.nearest(wrong) is None
    assert misspelt(spellings, Random(seed)) == wrong


def test_a_misspelt_text_looks_like_a_spelling() -> None:
    wrong = misspelt(Spellings.of(["Notre-Dame-de-Lorette"], 1), Random(3))
    assert distance(folded(wrong), "notre dame de lorette", 4) is not None


def test_twenty_long_spellings_take_no_time() -> None:
    """The whole tables would hold 800,000 cells: over half a second."""
    spellings = Spellings.of([f"{'ab' * 99}{letter}" for letter in "abcdefghijklmnopqrst"], 3)
    began = time.process_time()
    assert spellings.nearest("ba" * 99 + "z") == 2
    assert spellings.nearest("ab" * 97 + "zzzzz") is None
    assert spellings.nearest("ab" * 98 + "zzt") == 2
    assert time.process_time() - began < 0.4
