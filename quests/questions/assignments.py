"""Giving each item its place: what matching and categorising share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .errors import InvalidAnswer, InvalidKey
from .kind import FormData
from .untrusted import key_id, key_ids, known_option, posted_one
from .verdict import Verdict


def key_pairs(value: object, field: str, *, most: int) -> dict[str, str]:
    """Return an object of 2 to ``most`` option ids, each with another one (InvalidKey)."""
    if not isinstance(value, Mapping):
        raise InvalidKey(f"{field!r} must be an object from option id to option id.")
    items = key_ids(list(value), field, least=2)
    if len(items) > most:
        raise InvalidKey(f"{field!r} must hold {most} option ids at most.")
    return {item: key_id(value[item], field) for item in items}


def _as_texts(pairs: Mapping[str, str]) -> tuple[str, ...]:
    """Write the pairs as a verdict holds them; an id has no "=" of its own."""
    return tuple(f"{item}={pairs[item]}" for item in sorted(pairs))


@dataclass(frozen=True, slots=True)
class Assignment:
    """Items with their right place, among all the places on offer. No id is both.

    ``prefix`` starts the name of the posted field of each item.
    """

    right: Mapping[str, str]
    places: frozenset[str]
    prefix: str

    def posted(self, data: FormData) -> dict[str, str]:
        """Read one place for each item from a form (InvalidAnswer)."""
        if not isinstance(data, Mapping):
            raise InvalidAnswer("malformed")
        names = [name for name in data if isinstance(name, str) and name.startswith(self.prefix)]
        for name in names:
            known_option(name.removeprefix(self.prefix), self.right.keys())
        return self.stored({item: posted_one(data, self.prefix + item) for item in self.right})

    def stored(self, value: object) -> dict[str, str]:
        """Read one place for each item, sorted by item (InvalidAnswer)."""
        if not isinstance(value, Mapping):
            raise InvalidAnswer("malformed")
        given = {known_option(item, self.right.keys()): known_option(value[item], self.places) for item in value}
        if len(given) < len(self.right):
            raise InvalidAnswer("missing")
        return dict(sorted(given.items()))

    def verdict(self, given: Mapping[str, str]) -> Verdict:
        """Give the share of items in their right place; explain the others."""
        wrong = tuple(item for item in sorted(given) if given[item] != self.right[item])
        return Verdict.of(
            Fraction(len(given) - len(wrong), len(given)),
            feedback=wrong,
            chosen=_as_texts(given),
            expected=_as_texts(self.right),
        )

    def ids(self) -> tuple[str, ...]:
        """Return all items and places, sorted: side by side in the key they would tell the pairs."""
        return tuple(sorted(self.right.keys() | self.places))

    def form(self, pairs: Mapping[str, str]) -> dict[str, Sequence[str]]:
        """Return the pairs as they are posted."""
        return {self.prefix + item: [pairs[item]] for item in sorted(pairs)}


def assignment(right: Mapping[str, str], places: frozenset[str], prefix: str) -> Assignment:
    """Build an assignment, or raise InvalidKey when an id is both an item and a place."""
    if right.keys() & places:
        raise InvalidKey("An id is both something to place and a place.")
    return Assignment(right, places, prefix)
