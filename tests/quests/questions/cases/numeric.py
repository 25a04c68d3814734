"""A number, give or take."""

from typing import Any

from hypothesis import strategies as st

from .drawing import NUMBERS, Case

KEY_FIELDS = ("value", "tolerance", "near")
ANSWER_FIELDS = ("value",)
OPTIONAL = ("near",)
EXACT = False
ALIKE = [[{"value": "1", "tolerance": "0"}, {"value": "-86.5", "tolerance": "3", "near": "4"}]]


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    number = draw(st.integers(-(10**6), 10**6).map(str))
    tolerance = draw(st.integers(0, 10**6))
    key = {"value": draw(NUMBERS), "tolerance": str(tolerance)}
    if draw(st.booleans()):
        key["near"] = str(tolerance + draw(st.integers(1, 1000)))
    return "numeric", key, {"value": number}, {"value": [number]}


CASES = _cases()


def shown(_key: Any, _options: tuple[str, ...]) -> dict[str, Any]:
    """Nothing: even the tolerance helps."""
    return {}
