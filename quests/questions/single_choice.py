"""One right option among several. Key ``{"options": [ids], "correct": id}``."""

from random import Random
from typing import Any

from .errors import InvalidKey
from .kind import Answer, FormData
from .untrusted import answer_field, key_fields, key_id, key_ids, known_option, posted_one
from .verdict import Verdict


def _read(key: object) -> tuple[frozenset[str], str]:
    """Return the options and the right one."""
    fields = key_fields(key, {"options", "correct"})
    options = frozenset(key_ids(fields["options"], "options", least=2))
    correct = key_id(fields["correct"], "correct")
    if correct not in options:
        raise InvalidKey("'correct' is not one of the options.")
    return options, correct


class SingleChoice:
    """Answer ``{"choice": id}``, posted as ``choice``."""

    name = "single_choice"
    shuffles = True

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind."""
        options, _ = _read(key)
        return {"choice": known_option(posted_one(data, "choice"), options)}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give all or nothing; a wrong option is explained by its own feedback."""
        options, correct = _read(key)
        choice = known_option(answer_field(answer, "choice"), options)
        right = choice == correct
        feedback = () if right else (choice,)
        return Verdict.of(int(right), feedback=feedback, chosen=(choice,), expected=(correct,))

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return every wrong option."""
        options, correct = _read(key)
        return tuple(sorted(options - {correct}))

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return the options sorted: authors and importers often write the right one first."""
        return tuple(sorted(_read(key)[0]))

    def public(self, key: object) -> dict[str, Any]:
        """Return the options."""
        return {"options": list(self.option_ids(key))}

    def solution(self, key: object) -> FormData:
        """Return the right option."""
        return {"choice": [_read(key)[1]]}

    def slip(self, key: object, chance: Random) -> FormData:
        """Return a wrong option."""
        return {"choice": [chance.choice(self.feedback_ids(key))]}


SINGLE_CHOICE = SingleChoice()
