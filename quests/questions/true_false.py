"""A statement to believe or not. Key ``{"correct": bool}``."""

from random import Random
from typing import Any

from .errors import InvalidKey
from .kind import Answer, FormData
from .untrusted import answer_field, key_fields, known_option, posted_one
from .verdict import Verdict

_OPTIONS = ("true", "false")


def _read(key: object) -> tuple[str, str]:
    """Return the right option, then the wrong one."""
    correct = key_fields(key, {"correct"})["correct"]
    if not isinstance(correct, bool):
        raise InvalidKey("'correct' must be true or false.")
    return ("true", "false") if correct else ("false", "true")


class TrueFalse:
    """Answer ``{"choice": "true" | "false"}``, posted as ``choice``."""

    name = "true_false"
    shuffles = False

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind."""
        _read(key)
        return {"choice": known_option(posted_one(data, "choice"), set(_OPTIONS))}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give all or nothing."""
        correct, _ = _read(key)
        choice = known_option(answer_field(answer, "choice"), set(_OPTIONS))
        right = choice == correct
        feedback = () if right else (choice,)
        return Verdict.of(int(right), feedback=feedback, chosen=(choice,), expected=(correct,))

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the wrong option."""
        return (_read(key)[1],)

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return true then false, always."""
        _read(key)
        return _OPTIONS

    def public(self, key: object) -> dict[str, Any]:
        """Return the options, the same for every key."""
        return {"options": list(self.option_ids(key))}

    def solution(self, key: object) -> FormData:
        """Return the right option."""
        return {"choice": [_read(key)[0]]}

    def slip(self, key: object, chance: Random) -> FormData:
        """Return the wrong option, whatever chance says."""
        return {"choice": [_read(key)[1]]}


TRUE_FALSE = TrueFalse()
