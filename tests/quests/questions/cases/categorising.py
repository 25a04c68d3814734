"""Items to sort into categories, some of which may stay empty."""

from typing import Any

from hypothesis import strategies as st

from .drawing import IDS, Case

KEY_FIELDS = ("categories", "items")
ANSWER_FIELDS = ("items",)
ALIKE = [
    [{"categories": ["u", "v"], "items": dict(zip("abc", right, strict=True))} for right in ("uvu", "vvv", "uuv")],
    [
        {"categories": ["u", "v"], "items": {"a": "u", "b": "v"}},
        {"categories": ["u", "v"], "items": {"b": "v", "a": "u"}},
    ],
]


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    ids = draw(st.lists(IDS, min_size=4, max_size=12, unique=True))
    size = draw(st.integers(2, min(6, len(ids) - 2)))
    categories, items = ids[:size], ids[size:]
    somewhere = st.sampled_from(categories)
    key = {"categories": categories, "items": {item: draw(somewhere) for item in items}}
    given = {item: draw(somewhere) for item in items}
    return "categorising", key, {"items": given}, {f"item-{item}": [place] for item, place in given.items()}


CASES = _cases()


def shown(key: Any, _options: tuple[str, ...]) -> dict[str, Any]:
    """The categories as they are listed, the items sorted."""
    return {"categories": list(key["categories"]), "items": sorted(key["items"])}
