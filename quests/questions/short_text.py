"""A few words to type. Key ``{"accepted": [texts], "typos": 0..3, "traps": [{"id", "texts"}]}``.

Traps are optional: wrong answers people are known to give, each with an explanation of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from .errors import InvalidKey
from .kind import Answer, FormData
from .spelling import MAX_TYPOS, Spellings, misspelt
from .untrusted import answer_field, key_count, key_fields, key_id, key_list, key_texts, posted_one, typed_text
from .verdict import Verdict

MAX_TRAPS = 10
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is accepted, and the traps by id."""

    accepted: Spellings
    traps: Mapping[str, Spellings]

    def mistake(self, text: str) -> str | None:
        """Return the id of what is wrong with a text, None when it is right.

        The nearest spelling decides, so that a trap typed exactly is never taken for an accepted
        text mistyped; as near, the accepted one wins.
        """
        slips = {name: trap.nearest(text) for name, trap in self.traps.items()}
        trapped = {name: slip for name, slip in slips.items() if slip is not None}
        nearest = min(trapped, key=trapped.__getitem__, default=_OTHER)
        right = self.accepted.nearest(text)
        return None if right is not None and right <= trapped.get(nearest, right) else nearest


def _read(key: object) -> _Wanted:
    fields = key_fields(key, {"accepted", "typos"}, {"traps"})
    typos = key_count(fields["typos"], "typos", most=MAX_TYPOS)
    accepted = Spellings.of(key_texts(fields["accepted"], "accepted"), typos)
    traps: dict[str, Spellings] = {}
    for trap in key_list(fields.get("traps", []), "traps", least=0, most=MAX_TRAPS):
        name, spellings = _trap(trap, typos)
        _check_apart(name, spellings, traps, accepted)
        traps[name] = spellings
    return _Wanted(accepted, traps)


def _trap(trap: object, typos: int) -> tuple[str, Spellings]:
    fields = key_fields(trap, {"id", "texts"})
    return key_id(fields["id"], "id"), Spellings.of(key_texts(fields["texts"], "texts"), typos)


def _check_apart(name: str, trap: Spellings, traps: Mapping[str, Spellings], accepted: Spellings) -> None:
    """Refuse a trap nobody could tell from another one, or that catches a right answer."""
    if name == _OTHER or name in traps:
        raise InvalidKey(f"'traps' holds the id {name!r} twice, or it is {_OTHER!r}.")
    taken = {text for spellings in (accepted, *traps.values()) for text in spellings.plain}
    if not taken.isdisjoint(trap.plain):
        raise InvalidKey(f"The trap {name!r} holds a text that is accepted, or that another trap holds.")


class ShortText:
    """Answer ``{"text": "Lens"}`` as it was typed, posted as ``text``."""

    name = "short_text"
    shuffles = False

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind."""
        _read(key)
        return {"text": typed_text(posted_one(data, "text"))}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give all or nothing; a trap explains itself, any other mistake shares one explanation."""
        wanted, text = _read(key), typed_text(answer_field(answer, "text"))
        mistake = wanted.mistake(text)
        return Verdict.of(
            int(mistake is None),
            feedback=() if mistake is None else (mistake,),
            chosen=(text,),
            expected=wanted.accepted.texts[:1],
        )

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the traps, then the explanation of everything else."""
        return (*_read(key).traps, _OTHER)

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return nothing: the text is typed."""
        _read(key)
        return ()

    def public(self, key: object) -> dict[str, Any]:
        """Return nothing: even how many typos are let through helps."""
        _read(key)
        return {}

    def solution(self, key: object) -> FormData:
        """Return the first accepted text."""
        return {"text": list(_read(key).accepted.texts[:1])}

    def slip(self, key: object, chance: Random) -> FormData:
        """Return a trap as often as a text with too many typos."""
        wanted = _read(key)
        trapped = [text for trap in wanted.traps.values() for text in trap.texts]
        if trapped and chance.random() < 0.5:
            return {"text": [chance.choice(trapped)]}
        return {"text": [misspelt(wanted.accepted, chance)]}


SHORT_TEXT = ShortText()
