"""Names: whatever people type, what is kept is short, composed and harmless."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.people.names import FORBIDDEN, JOINERS, LONGEST, BadName, clean_name

ANYTHING = st.text(max_size=80)
BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"


def kept(typed):
    """The kept name, None when refused."""
    try:
        return clean_name(typed)
    except BadName:
        return None


@given(ANYTHING)
def test_what_is_kept_is_harmless(typed):
    name = kept(typed)
    if name is not None:
        assert 1 <= len(name) <= LONGEST
        assert unicodedata.is_normalized("NFC", name)
        assert name == name.strip()
        assert "  " not in name
        assert not [s for s in name if unicodedata.category(s) in FORBIDDEN and s not in JOINERS]


@given(ANYTHING)
def test_cleaning_twice_changes_nothing(typed):
    name = kept(typed)
    if name is not None:
        assert clean_name(name) == name


@given(st.text(alphabet="aZé-' ", min_size=1, max_size=20), st.sampled_from(BIDI + "\x00\x07\n\u200b\ufeff"))
def test_control_and_bidirectional_signs_are_refused(typed, sign):
    with pytest.raises(BadName, match="odd_characters"):
        clean_name(f"a{sign}{typed}b")


@pytest.mark.parametrize("name", ["Zoé", "Noël-O'Brien", "Nguyễn Thị", "Łukasz", "محمد", "明", "Zoé 🌻", "5 Ghislain"])
def test_names_of_people_are_kept_as_written(name):
    assert clean_name(name) == unicodedata.normalize("NFC", name)


def test_decomposed_accents_are_composed():
    assert clean_name("Zoe\u0301") == "Zoé"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("…!", "empty"),
        ("a" * 41, "too_long"),
        ("a" + "\u0335" * 4, "odd_characters"),
        ("\u3164\u3164", "odd_characters"),
    ],
)
def test_each_refusal_has_its_reason(typed, code):
    with pytest.raises(BadName) as refused:
        clean_name(typed)
    assert refused.value.code == code


def test_forty_signs_fit():
    assert clean_name("é" * 40) == "é" * 40
