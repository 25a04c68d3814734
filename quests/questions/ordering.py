"""Put in the right order. Key ``{"order": [ids]}``."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

from .errors import InvalidAnswer
from .kind import Answer, FormData
from .untrusted import answer_field, key_fields, key_ids, known_option, posted, posted_one, texts
from .verdict import Verdict

_POSITION = "position-"


def kendall_tau(given: Sequence[str], order: Sequence[str]) -> Fraction:
    """Return how alike two orders of the same 2 items or more are: 1 same, -1 reversed."""
    place = {item: index for index, item in enumerate(order)}
    pairs = list(combinations(given, 2))
    swapped = sum(place[first] > place[second] for first, second in pairs)
    return 1 - Fraction(2 * swapped, len(pairs))


def _read(key: object) -> tuple[str, ...]:
    return key_ids(key_fields(key, {"order"})["order"], "order", least=2)


def _permutation(ids: Sequence[str], order: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids when they are those of the key, each once."""
    if not ids:
        raise InvalidAnswer("missing")
    known = frozenset(order)
    given = tuple(known_option(item, known) for item in ids)
    if len(given) != len(order) or len(set(given)) != len(given):
        raise InvalidAnswer("not_a_permutation")
    return given


def _listed(values: list[str]) -> list[str]:
    """Return the ids of an ``order`` field: a list, or one comma-separated value."""
    parts = values[0].split(",") if len(values) == 1 else values
    return [part.strip() for part in parts if part.strip()]


def _placed(data: FormData, order: tuple[str, ...]) -> list[str]:
    """Return the ids by their ``position-<id>`` fields, numbered from 1 (page without script)."""
    known = frozenset(order)
    fields = [name for name in data if isinstance(name, str) and name.startswith(_POSITION)]
    asked = [known_option(name.removeprefix(_POSITION), known) for name in fields]
    if len(asked) < len(order):
        raise InvalidAnswer("missing")
    item_at = {posted_one(data, _POSITION + item).strip(): item for item in asked}
    places = [str(index) for index in range(1, len(order) + 1)]
    if item_at.keys() != set(places):
        raise InvalidAnswer("not_a_permutation")
    return [item_at[place] for place in places]


class Ordering:
    """Answer ``{"order": [ids]}``, posted as ``order`` or as one ``position-<id>`` each."""

    name = "ordering"
    shuffles = True

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind; ``order`` wins over the positions, which a script may leave behind."""
        order = _read(key)
        values = posted(data, "order")
        given = _listed(values) if values else _placed(data, order)
        return {"order": list(_permutation(given, order))}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give Kendall's tau, nothing when most pairs are the wrong way round."""
        order = _read(key)
        given = _permutation(texts(answer_field(answer, "order")), order)
        return Verdict.of(
            max(Fraction(0), kendall_tau(given, order)),
            feedback=() if given == order else ("order",),
            chosen=given,
            expected=order,
        )

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the one explanation of the right order."""
        _read(key)
        return ("order",)

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return the items sorted by id, never in the right order of the key."""
        return tuple(sorted(_read(key)))

    def public(self, key: object) -> dict[str, Any]:
        """Return the items."""
        return {"options": list(self.option_ids(key))}

    def solution(self, key: object) -> FormData:
        """Return the order of the key."""
        return {"order": _read(key)}

    def slip(self, key: object, chance: Random) -> FormData:
        """Return the right order but for two neighbours."""
        order = list(_read(key))
        first = chance.randrange(len(order) - 1)
        order[first : first + 2] = order[first + 1], order[first]
        return {"order": order}


ORDERING = Ordering()
