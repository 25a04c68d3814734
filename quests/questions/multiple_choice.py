"""Tick all that apply. Key ``{"options": [ids], "correct": [ids]}``."""

from collections.abc import Set
from fractions import Fraction
from random import Random
from typing import Any

from .errors import InvalidAnswer, InvalidKey
from .kind import Answer, FormData
from .untrusted import answer_field, key_fields, key_ids, known_option, posted, texts
from .verdict import Verdict


def _read(key: object) -> tuple[frozenset[str], frozenset[str]]:
    """Return the options and those to tick."""
    fields = key_fields(key, {"options", "correct"})
    options = frozenset(key_ids(fields["options"], "options", least=2))
    correct = frozenset(key_ids(fields["correct"], "correct", least=1))
    if not correct <= options:
        raise InvalidKey("'correct' holds an id that is not one of the options.")
    return options, correct


def _ticked(values: list[str], options: Set[str]) -> frozenset[str]:
    """Return what is ticked, at least one option."""
    if not values:
        raise InvalidAnswer("missing")
    return frozenset(known_option(value, options) for value in values)


def _credit(ticked: Set[str], correct: Set[str]) -> Fraction:
    """Return the share earned: a wrong tick takes back a right one, so ticking all pays little."""
    return max(Fraction(0), Fraction(len(ticked & correct) - len(ticked - correct), len(correct)))


class MultipleChoice:
    """Answer ``{"choices": [sorted ids]}``, posted as ``choices``."""

    name = "multiple_choice"
    shuffles = True

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind."""
        options, _ = _read(key)
        return {"choices": sorted(_ticked(posted(data, "choices"), options))}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give partial credit; explain the wrong options ticked (the screen shows those missed)."""
        options, correct = _read(key)
        ticked = _ticked(texts(answer_field(answer, "choices")), options)
        return Verdict.of(
            _credit(ticked, correct),
            feedback=tuple(sorted(ticked - correct)),
            chosen=tuple(sorted(ticked)),
            expected=tuple(sorted(correct)),
        )

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the wrong options."""
        options, correct = _read(key)
        return tuple(sorted(options - correct))

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return the options sorted: the order they were written in may say which are right."""
        return tuple(sorted(_read(key)[0]))

    def public(self, key: object) -> dict[str, Any]:
        """Return the options, not how many of them to tick."""
        return {"options": list(self.option_ids(key))}

    def solution(self, key: object) -> FormData:
        """Return the options to tick."""
        return {"choices": sorted(_read(key)[1])}

    def slip(self, key: object, chance: Random) -> FormData:
        """Return the right options with one that is wrong, or without one of them."""
        options, correct = _read(key)
        forgettable = correct if len(correct) > 1 else frozenset()
        changed = chance.choice(sorted((options - correct) | forgettable))
        return {"choices": sorted(correct ^ {changed})}


MULTIPLE_CHOICE = MultipleChoice()
