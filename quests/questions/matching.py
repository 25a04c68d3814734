"""Pairs to put together. Key ``{"pairs": {item: target}, "decoys": [targets]}``, decoys optional.

Unlike categories, targets stand on the other side, shuffled like the items.
"""

from random import Random
from typing import Any

from .assignments import Assignment, assignment, key_pairs
from .errors import InvalidKey
from .kind import Answer, FormData
from .untrusted import MAX_OPTIONS, answer_field, key_fields, key_ids
from .verdict import Verdict

_MOST = 12


def _read(key: object) -> Assignment:
    """Return the pairs, the decoys being places where nothing belongs."""
    fields = key_fields(key, {"pairs"}, {"decoys"})
    pairs = key_pairs(fields["pairs"], "pairs", most=_MOST)
    decoys = key_ids(fields.get("decoys", ()), "decoys", least=0)
    targets = frozenset(pairs.values())
    if len(targets.union(decoys)) < 2:
        raise InvalidKey("There must be two targets or more: with one, nobody could be wrong.")
    if targets.intersection(decoys):
        raise InvalidKey("'decoys' holds the target of an item.")
    if 2 * len(pairs) + len(decoys) > MAX_OPTIONS:
        raise InvalidKey(f"Items, targets and decoys must be {MAX_OPTIONS} at most together.")
    return assignment(pairs, targets.union(decoys), "pair-")


class Matching:
    """Answer ``{"pairs": {item: target}}``, posted as one ``pair-<item>`` each.

    One target may go with several items, in the key as in an answer.
    """

    name = "matching"
    shuffles = True

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind."""
        return {"pairs": _read(key).posted(data)}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give the share of right pairs; a wrong one is explained by its item."""
        pairs = _read(key)
        return pairs.verdict(pairs.stored(answer_field(answer, "pairs")))

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the items."""
        return tuple(sorted(_read(key).right))

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return items, targets and decoys, sorted."""
        return _read(key).ids()

    def public(self, key: object) -> dict[str, Any]:
        """Return both sides sorted: in the order of the key they would stand face to face."""
        pairs = _read(key)
        return {"items": sorted(pairs.right), "targets": sorted(pairs.places)}

    def solution(self, key: object) -> FormData:
        """See Kind."""
        pairs = _read(key)
        return pairs.form(pairs.right)

    def slip(self, key: object, chance: Random) -> FormData:
        """Exchange the targets of two items, or fall for a decoy."""
        pairs = _read(key)
        one = chance.choice(sorted(pairs.right))
        taken = chance.choice(sorted(pairs.places - {pairs.right[one]}))
        theirs = [item for item in sorted(pairs.right) if pairs.right[item] == taken]
        exchanged = {chance.choice(theirs): pairs.right[one]} if theirs else {}
        return pairs.form({**pairs.right, one: taken, **exchanged})


MATCHING = Matching()
