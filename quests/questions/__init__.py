"""Kinds of questions: what a key is, how an answer is read and marked. Pure Python, no Django.

``mark(kind, key, answer)`` is the one way from an answer to a Verdict. Keys, answers and posted
forms may hold anything: a bad key raises InvalidKey, a bad answer InvalidAnswer, nothing else.
"""

from collections.abc import Mapping
from types import MappingProxyType

from .categorising import CATEGORISING
from .dialogue import DIALOGUE
from .errors import ANSWER_CODES, AnswerCode, InvalidAnswer, InvalidKey
from .gap_fill import GAP_FILL
from .hotspot import HOTSPOT
from .kind import Answer, FormData, Kind
from .map_pin import MAP_PIN
from .matching import MATCHING
from .multiple_choice import MULTIPLE_CHOICE
from .numeric import NUMERIC
from .ordering import ORDERING
from .short_text import SHORT_TEXT
from .shuffle import shuffled
from .single_choice import SINGLE_CHOICE
from .slider import SLIDER
from .true_false import TRUE_FALSE
from .verdict import Outcome, Verdict

__all__ = [
    "ANSWER_CODES",
    "KINDS",
    "Answer",
    "AnswerCode",
    "FormData",
    "InvalidAnswer",
    "InvalidKey",
    "Kind",
    "Outcome",
    "Verdict",
    "kind_named",
    "mark",
    "shuffled",
]

_ALL: tuple[Kind, ...] = (
    SINGLE_CHOICE,
    MULTIPLE_CHOICE,
    TRUE_FALSE,
    NUMERIC,
    ORDERING,
    SHORT_TEXT,
    SLIDER,
    GAP_FILL,
    MATCHING,
    CATEGORISING,
    HOTSPOT,
    MAP_PIN,
    DIALOGUE,
)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _ALL})
"""Every kind by name, in the order an author is offered them."""


def kind_named(name: str) -> Kind:
    """Return the kind of that name, or raise InvalidKey."""
    if not isinstance(name, str) or name not in KINDS:
        raise InvalidKey(f"There is no such kind of question; there are: {', '.join(KINDS)}.")
    return KINDS[name]


def mark(kind: str, key: object, answer: object) -> Verdict:
    """Mark a canonical answer to a question of that kind (InvalidKey, InvalidAnswer)."""
    return kind_named(kind).mark(key, answer)
