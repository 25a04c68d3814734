"""A text with gaps, to fill by typing or from a list.

Typed: key ``{"gaps": [{"id", "accepted": [texts]}], "typos": 0..3}``.
Chosen: key ``{"gaps": [{"id", "correct": id}], "options": [ids]}``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from .errors import InvalidAnswer, InvalidKey
from .kind import Answer, FormData
from .spelling import MAX_TYPOS, Spellings, misspelt
from .untrusted import (
    answer_field,
    key_count,
    key_fields,
    key_id,
    key_ids,
    key_list,
    key_texts,
    known_option,
    posted_one,
    typed_text,
)
from .verdict import Verdict

MAX_GAPS = 20
_GAP = "gap-"


@dataclass(frozen=True, slots=True)
class _Typed:
    """A gap to type in."""

    spellings: Spellings

    @property
    def solution(self) -> str:
        return self.spellings.texts[0]

    def read(self, value: object) -> str:
        return typed_text(value)

    def right(self, value: str) -> bool:
        return self.spellings.nearest(value) is not None

    def slip(self, chance: Random) -> str:
        return misspelt(self.spellings, chance)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A gap to fill with one of the options."""

    solution: str
    options: frozenset[str]

    def read(self, value: object) -> str:
        return known_option(value, self.options)

    def right(self, value: str) -> bool:
        return value == self.solution

    def slip(self, chance: Random) -> str:
        return chance.choice(sorted(self.options - {self.solution}))


_Gaps = Mapping[str, _Typed | _Chosen]


def _read(key: object) -> tuple[_Gaps, frozenset[str]]:
    """Return the gaps by id, in the order of the text, and the options, none when one types."""
    fields = key_fields(key, {"gaps"}, {"typos", "options"})
    if ("typos" in fields) == ("options" in fields):
        raise InvalidKey("The key has no 'typos' (typed), or it has no 'options' (chosen), or it has both.")
    if "typos" in fields:
        typos = key_count(fields["typos"], "typos", most=MAX_TYPOS)
        return _gaps(fields["gaps"], "accepted", typed_with=typos), frozenset()
    options = frozenset(key_ids(fields["options"], "options", least=2))
    return _gaps(fields["gaps"], "correct", options=options), options


def _gaps(value: object, field: str, *, typed_with: int = 0, options: frozenset[str] = frozenset()) -> _Gaps:
    gaps: dict[str, _Typed | _Chosen] = {}
    for item in key_list(value, "gaps", least=1, most=MAX_GAPS):
        fields = key_fields(item, {"id", field})
        name = key_id(fields["id"], "id")
        if name in gaps:
            raise InvalidKey(f"'gaps' holds the id {name!r} twice.")
        gaps[name] = _chosen(fields[field], options) if options else _typed(fields[field], typed_with)
    return gaps


def _typed(accepted: object, typos: int) -> _Typed:
    return _Typed(Spellings.of(key_texts(accepted, "accepted"), typos))


def _chosen(correct: object, options: frozenset[str]) -> _Chosen:
    solution = key_id(correct, "correct")
    if solution not in options:
        raise InvalidKey("'correct' is not one of the options.")
    return _Chosen(solution, options)


def _filled(answer: object, gaps: _Gaps) -> dict[str, str]:
    """Return what stands in each gap, in the order of the text."""
    values = answer_field(answer, "gaps")
    if not isinstance(values, Mapping) or not values.keys() <= gaps.keys():
        raise InvalidAnswer("malformed")
    if values.keys() != gaps.keys():
        raise InvalidAnswer("missing")
    return {name: gap.read(values[name]) for name, gap in gaps.items()}


def _pairs(values: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{name}={value}" for name, value in values)


class GapFill:
    """Answer ``{"gaps": {id: text or option id}}``, posted as one ``gap-<id>`` each."""

    name = "gap_fill"
    shuffles = True

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind; every gap is needed."""
        gaps, _ = _read(key)
        return {"gaps": {name: gap.read(posted_one(data, _GAP + name)) for name, gap in gaps.items()}}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give the share of the gaps that are right; explain the others."""
        gaps, _ = _read(key)
        filled = _filled(answer, gaps)
        wrong = tuple(name for name, gap in gaps.items() if not gap.right(filled[name]))
        return Verdict.of(
            Fraction(len(gaps) - len(wrong), len(gaps)),
            feedback=wrong,
            chosen=_pairs(filled.items()),
            expected=_pairs((name, gap.solution) for name, gap in gaps.items()),
        )

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the gaps."""
        return tuple(_read(key)[0])

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return the options sorted, nothing when one types."""
        return tuple(sorted(_read(key)[1]))

    def public(self, key: object) -> dict[str, Any]:
        """Return the gaps in the order of the text, and the options when there are any."""
        gaps, options = _read(key)
        return {"gaps": list(gaps)} | ({"options": sorted(options)} if options else {})

    def solution(self, key: object) -> FormData:
        """Return every gap filled as the key has it first."""
        return {_GAP + name: [gap.solution] for name, gap in _read(key)[0].items()}

    def slip(self, key: object, chance: Random) -> FormData:
        """Return the solution but for one gap."""
        gaps, _ = _read(key)
        wrong = chance.choice(list(gaps))
        return {**self.solution(key), _GAP + wrong: [gaps[wrong].slip(chance)]}


GAP_FILL = GapFill()
