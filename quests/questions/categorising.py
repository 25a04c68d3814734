"""Items to sort into categories. Key ``{"categories": [ids], "items": {item: category}}``."""

from random import Random
from typing import Any

from .assignments import Assignment, assignment, key_pairs
from .errors import InvalidKey
from .kind import Answer, FormData
from .untrusted import answer_field, key_fields, key_ids
from .verdict import Verdict

_MOST_CATEGORIES = 6
_MOST_ITEMS = 20


def _read(key: object) -> tuple[Assignment, tuple[str, ...]]:
    """Return the items with their category, then the categories as the author listed them."""
    fields = key_fields(key, {"categories", "items"})
    categories = key_ids(fields["categories"], "categories", least=2)
    if len(categories) > _MOST_CATEGORIES:
        raise InvalidKey(f"'categories' must hold {_MOST_CATEGORIES} ids at most.")
    items = key_pairs(fields["items"], "items", most=_MOST_ITEMS)
    if not set(items.values()) <= set(categories):
        raise InvalidKey("'items' puts something in a category that is not listed.")
    return assignment(items, frozenset(categories), "item-"), categories


class Categorising:
    """Answer ``{"items": {item: category}}``, posted as one ``item-<id>`` each."""

    name = "categorising"
    shuffles = True

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind."""
        return {"items": _read(key)[0].posted(data)}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give the share of items in their category; explain each of the others."""
        sorting, _ = _read(key)
        return sorting.verdict(sorting.stored(answer_field(answer, "items")))

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the items."""
        return tuple(sorted(_read(key)[0].right))

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return items and categories, sorted."""
        return _read(key)[0].ids()

    def public(self, key: object) -> dict[str, Any]:
        """Return the categories in the author's order, which says nothing of the items."""
        sorting, categories = _read(key)
        return {"categories": list(categories), "items": sorted(sorting.right)}

    def solution(self, key: object) -> FormData:
        """See Kind."""
        sorting, _ = _read(key)
        return sorting.form(sorting.right)

    def slip(self, key: object, chance: Random) -> FormData:
        """Put one item into another category."""
        sorting, _ = _read(key)
        item = chance.choice(sorted(sorting.right))
        other = chance.choice(sorted(sorting.places - {sorting.right[item]}))
        return sorting.form({**sorting.right, item: other})


CATEGORISING = Categorising()
