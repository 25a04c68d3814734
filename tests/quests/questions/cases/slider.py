"""A value on a scale."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from .drawing import Case

KEY_FIELDS = ("value", "min", "max", "step", "bands", "within", "share")
ANSWER_FIELDS = ("value",)
EXACT = False
_SCALE = {"min": "1900", "max": "2000", "step": "1"}
_BANDS = [{"within": "0", "share": "1"}, {"within": "5", "share": "0.5"}]
ALIKE = [
    [
        {**_SCALE, "value": "1986", "bands": _BANDS},
        {**_SCALE, "value": "1900", "bands": [{"within": "3", "share": "1"}]},
    ]
]


def _text(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    step = draw(st.sampled_from(["1", "5", "0.5", "0.01"]).map(Decimal))
    least = draw(st.integers(-2000, 2000))
    steps = draw(st.integers(1, 200))
    value, given = (_text(least + step * draw(st.integers(0, steps))) for _ in range(2))
    widths = sorted(draw(st.sets(st.integers(0, (steps + 1) // 2 - 1), min_size=1, max_size=3)))
    bands = [
        {"within": _text(step * width), "share": share}
        for width, share in zip(widths, ("1", "0.6", "0.25"), strict=False)
    ]
    scale = {"min": str(least), "max": _text(least + step * steps), "step": str(step)}
    return "slider", {**scale, "value": value, "bands": bands}, {"value": given}, {"value": [given]}


CASES = _cases()


def shown(key: Any, _options: tuple[str, ...]) -> dict[str, Any]:
    """The scale."""
    return {field: key[field] for field in ("min", "max", "step")}
