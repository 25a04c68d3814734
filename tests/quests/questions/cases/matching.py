"""Pairs to put together, with targets left over or without."""

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from .drawing import IDS, Case

KEY_FIELDS = ("pairs", "decoys")
ANSWER_FIELDS = ("pairs",)
OPTIONAL = ("decoys",)
ALIKE = [
    [{"pairs": dict(zip("abc", targets, strict=True))} for targets in ("xyz", "yzx", "zyx")],
    [{"pairs": {item: {"a": "x", "b": "y"}[item] for item in order}} for order in ("ab", "ba")],
    [{"pairs": {"a": "x", "b": "y"}, "decoys": ["z"]}, {"pairs": {"a": "z", "b": "x"}, "decoys": ["y"]}],
]


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    ids = draw(st.lists(IDS, min_size=4, max_size=10, unique=True))
    size = draw(st.integers(2, len(ids) // 2))
    items, places = ids[:size], ids[size:]
    targets = [places[0], *(draw(st.sampled_from(places)) for _ in items[1:])]
    decoys = [place for place in places if place not in targets]
    key: dict[str, Any] = {"pairs": dict(zip(items, targets, strict=True))}
    if decoys and (len(set(targets)) == 1 or draw(st.booleans())):
        key["decoys"] = decoys
    else:
        assume(len(set(targets)) > 1)
        places = list(set(targets))
    given = {item: draw(st.sampled_from(places)) for item in items}
    return "matching", key, {"pairs": given}, {f"pair-{item}": [place] for item, place in given.items()}


CASES = _cases()


def shown(key: Any, _options: tuple[str, ...]) -> dict[str, Any]:
    """Both sides, each sorted."""
    pairs = key["pairs"]
    return {"items": sorted(pairs), "targets": sorted({*pairs.values(), *key.get("decoys", [])})}
