"""What every kind of question can do."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, Protocol

from .verdict import Verdict

Answer = dict[str, Any]
"""A canonical answer, ready for JSON: its only field depends on the kind."""

FormData = Mapping[str, Sequence[str]]
"""Posted fields, every field with the list of its values."""


class Kind(Protocol):
    """One kind of question. Keys and answers are untrusted: any value may be passed.

    Every method that takes a key raises InvalidKey for a bad one.
    """

    @property
    def name(self) -> str:
        """Return the word stored with a question of this kind."""

    @property
    def shuffles(self) -> bool:
        """Tell whether ``option_ids`` must be shuffled before they are shown."""

    def check_key(self, key: object) -> None:
        """Raise InvalidKey unless ``key`` can mark answers."""

    def parse(self, key: object, data: FormData) -> Answer:
        """Turn a posted form into a canonical answer, or raise InvalidAnswer."""

    def mark(self, key: object, answer: object) -> Verdict:
        """Mark a canonical answer, or raise InvalidAnswer when it is none."""

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the ids that need an explanation: all a verdict on this key may show."""

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return the ids to show, in an order that says nothing of the key; () if none."""

    def public(self, key: object) -> dict[str, Any]:
        """Return what may be sent before the answer: nothing that helps to find it."""

    def solution(self, key: object) -> FormData:
        """Return the form of a wholly right answer."""

    def slip(self, key: object, chance: Random) -> FormData:
        """Return a form somebody might well send that is not wholly right; ``chance`` decides."""
