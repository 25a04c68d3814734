"""A conversation with a visitor: what was said so far, and what may be said now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language

from quests.catalogue.layouts.layout import Asked, Revealed
from quests.questions import FormData, InvalidAnswer, shuffled
from quests.questions.dialogue import talk

MOODS = (
    (20, "angry"),
    (40, "unhappy"),
    (60, "waiting"),
    (80, "pleased"),
)
"""Up to which satisfaction, excluded, a guest is in which mood; above the last, delighted."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something said, with its translation; ``id`` is the choice's when it may be said."""

    text: str
    meaning: str = ""
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Who is there; ``lang`` is the language of everything that is said."""

    name: str
    lang: str

    @property
    def initials(self) -> str:
        """One or two letters for the portrait."""
        names = [name[0] for name in self.name.split() if name[0].isupper()]
        return "".join(names[:2]) or self.name[:1].upper()


@dataclass(frozen=True, kw_only=True)
class Satisfaction:
    """How the guest feels, 0 to 100."""

    value: int

    @property
    def mood(self) -> str:
        """Return angry, unhappy, waiting, pleased or delighted."""
        return next((mood for below, mood in MOODS if self.value < below), "delighted")


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """A scene that was met: stage direction, the guest's words, and what was answered (None: not yet).

    ``shift``: what the answer did to the satisfaction. Once all is over, for an answer that could
    have been better: ``next_time`` says why, ``better`` what to say.
    """

    act: str
    says: Line
    reply: Line | None = None
    shift: int = 0
    next_time: str = ""
    better: Line | None = None

    @property
    def size(self) -> int:
        """The change without its sign."""
        return abs(self.shift)


class Dialogue:
    """A list of exchanges; the last one waits for an answer, or is the guest's last word."""

    def opened(self, key: Any, draft: FormData | Mapping[str, Any]) -> dict[str, Any]:
        """Scenes met, choices made, the choices to make now; a draft that leads nowhere is none."""
        said = list(draft.get("choices", ()))
        try:
            found = talk(key, said)
        except InvalidAnswer:
            said, found = [], talk(key, [])
        return {
            "talk": {
                "said": said,
                "met": [place.scene for place in found.places],
                "satisfaction": [place.satisfaction for place in found.places],
                "offered": sorted(found.offered),
            }
        }

    def asked(self, question: Asked) -> dict[str, Any]:
        """The conversation so far, and what may be said now in this attempt's order."""
        now = question.public["talk"]
        seed = f"{question.seed}:{len(now['said'])}"
        choices = [_choice(question, id_) for id_ in shuffled(now["offered"], seed)]
        return {"parts": _parts(question, now) | {"choices": choices, "number": len(now["said"]) + 1}}

    def revealed(self, question: Revealed) -> dict[str, Any]:
        """The whole conversation, what could have been better, and how it ended."""
        now = self.opened(question.key, question.answer)["talk"]
        ending = Fraction(question.key["scenes"][now["met"][-1]]["ending"])
        good = [scene for scene in question.key["scenes"].values() if Fraction(scene.get("ending", 0)) == 1]
        said = {"ending": _how(ending), "other_good": len(good) - (ending == 1)}
        return {"parts": _parts(question, now, advice=_advice(question)) | said}

    def expected(self, question: Revealed) -> tuple[str, ...]:
        """Nothing more: what is better is said beside each answer."""
        return ()


def _parts(question: Asked, now: Mapping[str, Any], *, advice: Mapping[str, Any] | None = None) -> dict[str, Any]:
    said, levels = now["said"], now["satisfaction"]
    exchanges = [
        Exchange(
            **_scene(question, scene),
            reply=_choice(question, said[place]) if place < len(said) else None,
            shift=levels[place + 1] - levels[place] if place < len(said) else 0,
            **(advice or {}).get(said[place] if place < len(said) else "", {}),
        )
        for place, scene in enumerate(now["met"])
    ]
    return {
        "guest": Guest(**question.words["guest"]),
        "exchanges": exchanges,
        "satisfaction": Satisfaction(value=levels[-1]),
    }


def _advice(question: Revealed) -> dict[str, dict[str, Any]]:
    """For each weaker choice made: ``next_time``, and ``better`` when the scene had a better one."""
    feedback = question.words.get("feedback", {})
    best = {
        choice["id"]: max(scene["choices"], key=lambda each: each["mood"])["id"]
        for scene in question.key["scenes"].values()
        for choice in scene.get("choices", ())
    }
    return {
        id_: {
            "next_time": feedback.get(id_, ""),
            "better": _choice(question, best[id_]) if best[id_] != id_ else None,
        }
        for id_ in question.verdict.feedback
    }


def _scene(question: Asked, id_: str) -> dict[str, Any]:
    words = question.words["scenes"].get(id_, {})
    return {"act": words.get("act", ""), "says": _line(question, words.get("says", ""), words.get("meaning", ""))}


def _choice(question: Asked, id_: str) -> Line:
    return _line(question, question.texts.get(id_, ""), question.words.get("meanings", {}).get(id_, ""), id_=id_)


def _line(question: Asked, text: str, meaning: str, *, id_: str = "") -> Line:
    """Nobody needs their own language translated."""
    mine = (get_language() or "")[:2] == question.words["guest"]["lang"]
    return Line(id=id_, text=text, meaning="" if mine or meaning == text else meaning)


def _how(ending: Fraction) -> str:
    return "good" if ending == 1 else "fair" if ending > 0 else "poor"


DIALOGUE = Dialogue()
