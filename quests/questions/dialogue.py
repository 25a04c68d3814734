"""A conversation with a visitor, from scene to scene to an ending.

Key ``{"start": scene, "mood": 60, "scenes": {scene: {"choices": [{"id", "to": scene, "mood": -10}]}
or {"ending": "0.5"}}}``: ``mood`` is the guest's satisfaction, 0 to 100, and what a choice does to it.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal

from .errors import InvalidAnswer, InvalidKey
from .kind import Answer, FormData
from .scenes import (
    MAX_PATH,
    MAX_SCENES,
    Dialogue,
    Place,
    distances,
    follow,
    in_time,
    outcomes,
    read,
    sketch,
    walked,
)
from .untrusted import answer_field, posted, texts
from .verdict import Verdict

__all__ = ["DIALOGUE", "FAULTS", "Fault", "FaultCode", "Place", "Talk", "faults", "talk", "where"]

FaultCode = Literal[
    "unknown_target",
    "unreachable",
    "too_far",
    "dead_end",
    "too_few_choices",
    "too_few_endings",
    "no_good_ending",
    "no_poor_ending",
    "too_many_scenes",
    "malformed",
]
FAULTS: Mapping[FaultCode, str] = MappingProxyType(
    {
        "unknown_target": "A choice, or the start, leads to no scene.",
        "unreachable": "No choice leads to this scene from the start.",
        "too_far": f"No conversation of at most {MAX_PATH} choices goes through this scene.",
        "dead_end": "No ending can be reached from this scene.",
        "too_few_choices": "A scene that is no ending needs two choices.",
        "too_few_endings": "There must be two endings.",
        "no_good_ending": "There must be an ending that gives the whole credit.",
        "no_poor_ending": "There must be an ending that does not give the whole credit.",
        "too_many_scenes": f"There may be {MAX_SCENES} scenes.",
        "malformed": "Something in the key is not what it should be.",
    }
)
"""Every fault, in English."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a dialogue cannot be played, and where; None is the dialogue as a whole.

    ``unknown_target`` without a scene is the start.
    """

    code: FaultCode
    scene: str | None = None
    choice: str | None = None


def faults(key: object) -> list[Fault]:
    """Return what is wrong with a key, also one still being written; [] when it can mark answers.

    ``malformed`` stands alone, for what no author can cause by arranging scenes.
    """
    found = list(_faults(sketch(key)))
    if found:
        return found
    try:
        read(key)
    except InvalidKey:
        return [Fault("malformed")]
    return []


def where(key: object, choices: object) -> Place:
    """Return where a conversation stands after these choice ids, [] at the start.

    InvalidAnswer: ``unknown_option`` for a choice not offered there, ``too_many``, ``malformed``.
    """
    return follow(_read(key), choices)


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation so far: ``places`` on the way, from the start to where it stands.

    ``offered``: the choices to put on the screen now, in the key's order; () once it is over. Those
    that would lead too far round to reach an ending in time are left out.
    """

    places: tuple[Place, ...]
    offered: tuple[str, ...]


def talk(key: object, choices: object) -> Talk:
    """Return the conversation after these choice ids, [] at the start (InvalidAnswer as ``where``)."""
    dialogue = _read(key)
    places = walked(dialogue, choices)
    return Talk(tuple(places), in_time(dialogue, places[-1].scene, said=len(places) - 1))


def _faults(dialogue: Dialogue) -> Iterator[Fault]:
    if len(dialogue.scenes) > MAX_SCENES:
        yield Fault("too_many_scenes")
    for name, scene in dialogue.scenes.items():
        if scene.ending is None and len(scene.choices) < 2:
            yield Fault("too_few_choices", name)
        for choice in scene.choices:
            if choice.to not in dialogue.scenes:
                yield Fault("unknown_target", name, choice.id)
    yield from _ending_faults(dialogue)
    yield from _way_faults(dialogue)


def _ending_faults(dialogue: Dialogue) -> Iterator[Fault]:
    endings = [scene.ending for scene in dialogue.scenes.values() if scene.ending is not None]
    if len(endings) < 2:
        yield Fault("too_few_endings")
    elif min(endings) == 1:
        yield Fault("no_poor_ending")
    if 1 not in endings:
        yield Fault("no_good_ending")


def _way_faults(dialogue: Dialogue) -> Iterator[Fault]:
    """Find the scenes nobody gets to, and those nobody gets out of."""
    known = dialogue.start in dialogue.scenes
    endings = [name for name, scene in dialogue.scenes.items() if scene.ending is not None]
    there = distances([dialogue.start] if known else [], dialogue.steps)
    back = distances(endings, dialogue.steps_back().__getitem__)
    if not known:
        yield Fault("unknown_target")
    for name in dialogue.scenes:
        # Without any start, or any ending, saying so once is enough.
        if known and name not in there:
            yield Fault("unreachable", name)
        if endings and name not in back:
            yield Fault("dead_end", name)
        if there.get(name, 0) + back.get(name, 0) > MAX_PATH:
            yield Fault("too_far", name)


def _read(key: object) -> Dialogue:
    """Return the dialogue of a key that can mark answers."""
    dialogue = read(key)
    for fault in _faults(dialogue):
        at = " ".join(f"{part!r}" for part in (fault.scene, fault.choice) if part)
        raise InvalidKey(f"{FAULTS[fault.code]} {at}".strip())
    return dialogue


def _whole_path(dialogue: Dialogue, choices: list[str]) -> tuple[tuple[str, ...], Fraction]:
    """Return the choices and the credit of the ending they reach."""
    if not choices:
        raise InvalidAnswer("missing")
    ending = follow(dialogue, choices).ending
    if ending is None:
        raise InvalidAnswer("not_finished")
    return tuple(choices), ending


def _best(dialogue: Dialogue) -> tuple[str, ...]:
    """Return a path of the highest credit, then the happiest guest, then the fewest choices."""
    # max keeps the first of equals, and the shortest come first.
    return max(outcomes(dialogue), key=lambda end: (end[0].ending, end[0].satisfaction))[1]


def _clumsy(dialogue: Dialogue) -> frozenset[str]:
    """Return the choices that annoy the guest, or do less good than another one there."""
    return frozenset(
        choice.id
        for scene in dialogue.scenes.values()
        for choice in scene.choices
        if choice.mood < max(0, *(other.mood for other in scene.choices))
    )


class DialogueKind:
    """Answer ``{"choices": [ids]}``, the whole path, posted as ``choices``: each, or all with commas."""

    name = "dialogue"
    # Choices are met scene by scene: whoever shows a scene puts its choices in an order.
    shuffles = False

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind."""
        dialogue = _read(key)
        values = posted(data, "choices")
        parts = values[0].split(",") if len(values) == 1 else values
        path, _ = _whole_path(dialogue, [part.strip() for part in parts if part.strip()])
        return {"choices": list(path)}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give the credit of the ending; explain every clumsy choice on the way, once, in order."""
        dialogue = _read(key)
        path, credit = _whole_path(dialogue, texts(answer_field(answer, "choices")))
        clumsy = _clumsy(dialogue)
        return Verdict.of(
            credit,
            feedback=tuple(dict.fromkeys(choice for choice in path if choice in clumsy)),
            chosen=path,
            expected=_best(dialogue),
        )

    def solution(self, key: object) -> FormData:
        """See Kind."""
        return {"choices": list(_best(_read(key)))}

    def slip(self, key: object, chance: random.Random) -> FormData:
        """Return a path to a poorer ending, with a clumsy choice if there is one."""
        dialogue = _read(key)
        poor = [path for place, path in outcomes(dialogue) if place.ending != 1]
        explained = [path for path in poor if not _clumsy(dialogue).isdisjoint(path)]
        return {"choices": list(chance.choice(explained or poor))}

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return every choice that annoys the guest or is not the best of its scene."""
        return tuple(sorted(_clumsy(_read(key))))

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return nothing: the choices are met on the way."""
        _read(key)
        return ()

    def public(self, key: object) -> dict[str, Any]:
        """Return the first scene: what comes later depends on what is said."""
        return {"scene": _read(key).start}


DIALOGUE = DialogueKind()
