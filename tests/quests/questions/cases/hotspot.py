"""Zones of a picture: beside one another, over one another, in one another."""

from typing import Any

from hypothesis import strategies as st

from .drawing import IDS, Case, some_of

KEY_FIELDS = ("zones", "correct")
ANSWER_FIELDS = ("point", "zone")
# Any of the right zones will do.
EXACT = False
TENTHS = st.integers(0, 1000)


def written(tenths: int) -> str:
    """Write tenths of a percent as an answer holds them."""
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


@st.composite
def zones(draw: st.DrawFn, name: str) -> dict[str, str]:
    """Draw a zone that leaves the right edge of the picture free, so that one can miss."""
    left, top = draw(st.integers(0, 990)), draw(st.integers(0, 999))
    width, height = draw(st.integers(1, 999 - left)), draw(st.integers(1, 1000 - top))
    sides = {"left": left, "top": top, "width": width, "height": height}
    return {"id": name, **{side: written(tenths) for side, tenths in sides.items()}}


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    names = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    key = {"zones": [draw(zones(name)) for name in names], "correct": draw(some_of(names))}
    point = f"{written(draw(TENTHS))},{written(draw(TENTHS))}"
    field, said = draw(st.sampled_from([("point", point), ("zone", names[0])]))
    return "hotspot", key, {field: said}, {field: [said]}


CASES = _cases()


def _zone(name: str, left: str, top: str) -> dict[str, str]:
    return {"id": name, "left": left, "top": top, "width": "10", "height": "12.5"}


ALIKE = [
    [
        {"zones": [_zone("a", "0", "0"), _zone("b", "50", "0")], "correct": ["a"]},
        {"zones": [_zone("b", "20", "80"), _zone("a", "1", "2")], "correct": ["b"]},
        {"zones": [_zone("a", "7", "7"), _zone("b", "7", "7")], "correct": ["b", "a"]},
    ]
]


def whole(expected: tuple[str, ...]) -> dict[str, str]:
    """One of the right zones is enough."""
    return {"zone": expected[-1]}


def shown(_key: Any, options: tuple[str, ...]) -> dict[str, Any]:
    """The zones by id, nothing of where they are."""
    return {"zones": list(options)}
