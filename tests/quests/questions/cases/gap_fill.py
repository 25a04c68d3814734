"""A text with gaps, typed or chosen."""

from typing import Any

from hypothesis import strategies as st

from .drawing import IDS, OPTIONS, Case
from .short_text import WORDS

KEY_FIELDS = ("gaps", "typos", "options", "id", "accepted", "correct")
ANSWER_FIELDS = ("gaps",)
EXACT = False
ALIKE = [
    [
        {"gaps": [{"id": "one", "accepted": ["Lens"]}], "typos": 2},
        {"gaps": [{"id": "one", "accepted": ["le Louvre", "Louvre"]}], "typos": 0},
    ],
    [
        {"gaps": [{"id": "one", "correct": one}, {"id": "two", "correct": two}], "options": list(options)}
        for one, two, options in (("a", "b", "abc"), ("b", "a", "abc"), ("c", "c", "cab"))
    ],
]


@st.composite
def _typed(draw: st.DrawFn) -> tuple[Any, dict[str, str]]:
    names = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
    gaps = [{"id": name, "accepted": draw(st.lists(WORDS, min_size=1, max_size=3))} for name in names]
    key = {"gaps": gaps, "typos": draw(st.integers(0, 3))}
    return key, {str(gap["id"]): draw(WORDS | st.sampled_from(gap["accepted"])) for gap in gaps}


@st.composite
def _chosen(draw: st.DrawFn) -> tuple[Any, dict[str, str]]:
    options = draw(OPTIONS)
    names = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
    gaps = [{"id": name, "correct": draw(st.sampled_from(options))} for name in names]
    return {"gaps": gaps, "options": options}, {name: draw(st.sampled_from(options)) for name in names}


def _case(drawn: tuple[Any, dict[str, str]]) -> Case:
    key, filled = drawn
    return "gap_fill", key, {"gaps": filled}, {f"gap-{name}": [value] for name, value in filled.items()}


CASES = (_typed() | _chosen()).map(_case)


def shown(key: Any, options: tuple[str, ...]) -> dict[str, Any]:
    """The gaps in the order of the text, and what to choose from."""
    gaps = [gap["id"] for gap in key["gaps"]]
    return {"gaps": gaps, "options": list(options)} if options else {"gaps": gaps}
