"""Values that keys are drawn from."""

from typing import Any

from hypothesis import strategies as st

Case = tuple[str, Any, Any, dict[str, list[str]]]
"""A kind, a key, a canonical answer, the same answer as it is posted."""

IDS = st.text("abcXYZ019_.-", min_size=1, max_size=6)
OPTIONS = st.lists(IDS, min_size=2, max_size=6, unique=True)
NUMBERS = st.decimals(-9999, 9999, places=3).map(str)


def some_of(options: list[str]) -> st.SearchStrategy[list[str]]:
    """Draw one of the options or more."""
    return st.lists(st.sampled_from(options), min_size=1, unique=True)
