"""The scenes of a dialogue: read from a key, checked for dead ends, walked choice by choice."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .decimals import key_number
from .errors import InvalidAnswer, InvalidKey
from .untrusted import MAX_OPTIONS, key_fields, key_id

MAX_SCENES = 60
MAX_PATH = 30
"""How many choices one conversation may take: a guest may ask again, not for ever."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to say to the guest: the scene it leads to, and what it does to their mood."""

    id: str
    to: str
    mood: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What the guest says: choices follow, or it is an ending worth that share of the credit."""

    choices: tuple[Choice, ...] = ()
    ending: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Every scene by its id, the first one, and the satisfaction there, 0 to 100."""

    start: str
    mood: int
    scenes: Mapping[str, Scene]

    def steps(self, scene: str) -> list[str]:
        """Return the scenes one choice away that exist, [] from an ending."""
        return [choice.to for choice in self.scenes[scene].choices if choice.to in self.scenes]

    def steps_back(self) -> dict[str, list[str]]:
        """Return, for each scene, the scenes that lead to it."""
        before: dict[str, list[str]] = {name: [] for name in self.scenes}
        for name in self.scenes:
            for after in self.steps(name):
                before[after].append(name)
        return before


def read(key: object) -> Dialogue:
    """Return the dialogue of a key of the right shape (InvalidKey); its scenes may have faults."""
    fields = key_fields(key, {"start", "mood", "scenes"})
    dialogue = Dialogue(
        key_id(fields["start"], "start"), _whole(fields["mood"], "mood", 0, 100), _scenes(fields["scenes"])
    )
    ids = [choice.id for scene in dialogue.scenes.values() for choice in scene.choices]
    if len(set(ids)) != len(ids):
        raise InvalidKey("Two choices have the same id.")
    return dialogue


def sketch(key: object) -> Dialogue:
    """Return what can be read of a key still being written; never raises.

    A target not chosen yet is "", a mood that is no number 0.
    """
    fields = _mapping(key)
    return Dialogue(
        _drafted_id(fields.get("start")),
        _whole_or_none(fields.get("mood"), 0, 100) or 0,
        {name: _drafted(scene) for name, scene in _mapping(fields.get("scenes")).items() if _drafted_id(name)},
    )


def distances(starts: Iterable[str], steps: Callable[[str], Iterable[str]]) -> dict[str, int]:
    """Return how many steps everything that can be reached is away from the nearest start."""
    found = dict.fromkeys(starts, 0)
    queue = list(found)
    for here in queue:
        for there in steps(here):
            if there not in found:
                found[there] = found[here] + 1
                queue.append(there)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation stands; ``ending`` is the credit when it is over, else None."""

    scene: str
    satisfaction: int
    ending: Fraction | None


def follow(dialogue: Dialogue, choices: object) -> Place:
    """Return where the choices lead from the start (InvalidAnswer)."""
    return walked(dialogue, choices)[-1]


def walked(dialogue: Dialogue, choices: object) -> list[Place]:
    """Return every place on the way: the start, then where each choice leads (InvalidAnswer)."""
    if not isinstance(choices, list | tuple) or not all(isinstance(choice, str) for choice in choices):
        raise InvalidAnswer("malformed")
    if len(choices) > MAX_PATH:
        raise InvalidAnswer("too_many")
    places = [_place(dialogue, dialogue.start, dialogue.mood)]
    for wanted in choices:
        here = places[-1]
        said = next((choice for choice in dialogue.scenes[here.scene].choices if choice.id == wanted), None)
        if said is None:
            raise InvalidAnswer("unknown_option")
        places.append(_place(dialogue, said.to, shifted(here.satisfaction, said)))
    return places


def _place(dialogue: Dialogue, scene: str, satisfaction: int) -> Place:
    return Place(scene, satisfaction, dialogue.scenes[scene].ending)


def in_time(dialogue: Dialogue, scene: str, *, said: int) -> tuple[str, ...]:
    """Return the choices of a scene that still lead to an ending, ``said`` choices having been made."""
    endings = [name for name, scene in dialogue.scenes.items() if scene.ending is not None]
    back = distances(endings, dialogue.steps_back().__getitem__)
    return tuple(choice.id for choice in dialogue.scenes[scene].choices if said + 1 + back[choice.to] <= MAX_PATH)


def shifted(satisfaction: int, choice: Choice) -> int:
    """Return the satisfaction after a choice, kept within 0 to 100."""
    return max(0, min(100, satisfaction + choice.mood))


def outcomes(dialogue: Dialogue) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield each ending with each satisfaction possible there and a shortest path, shortest first.

    Depends on the order of the choices, not on that of the scenes, which a database may change.
    """
    first = (dialogue.start, dialogue.mood)
    paths: dict[tuple[str, int], tuple[str, ...]] = {first: ()}
    queue = [first]
    for scene, mood in queue:
        path = paths[scene, mood]
        here = dialogue.scenes[scene]
        if here.ending is not None:
            yield Place(scene, mood, here.ending), path
        for choice in here.choices if len(path) < MAX_PATH else ():
            there = (choice.to, shifted(mood, choice))
            if there not in paths:
                paths[there] = (*path, choice.id)
                queue.append(there)


def _whole(value: object, field: str, least: int, most: int) -> int:
    number = _whole_or_none(value, least, most)
    if number is None:
        raise InvalidKey(f"{field!r} must be a whole number from {least} to {most}.")
    return number


def _whole_or_none(value: object, least: int, most: int) -> int | None:
    # True is no number of ours.
    return value if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most else None


def _scenes(value: object) -> dict[str, Scene]:
    if not isinstance(value, Mapping):
        raise InvalidKey("'scenes' must be an object.")
    return {key_id(name, "scenes"): _scene(scene) for name, scene in value.items()}


def _scene(value: object) -> Scene:
    if isinstance(value, Mapping) and "ending" in value:
        return Scene(ending=_credit(key_fields(value, {"ending"})["ending"]))
    choices = key_fields(value, {"choices"})["choices"]
    if not isinstance(choices, list | tuple) or len(choices) > MAX_OPTIONS:
        raise InvalidKey(f"'choices' must be a list of at most {MAX_OPTIONS} choices.")
    return Scene(tuple(_choice(choice) for choice in choices))


def _choice(value: object) -> Choice:
    fields = key_fields(value, {"id", "to", "mood"})
    return Choice(key_id(fields["id"], "id"), key_id(fields["to"], "to"), _whole(fields["mood"], "mood", -50, 50))


def _credit(value: object) -> Fraction:
    credit = Fraction(key_number(value, "ending"))
    if not 0 <= credit <= 1:
        raise InvalidKey("'ending' must be a share of the credit from 0 to 1.")
    return credit


def _drafted(value: object) -> Scene:
    fields = _mapping(value)
    if fields.get("ending") not in (None, ""):
        return Scene(ending=_drafted_credit(fields["ending"]))
    choices = fields.get("choices")
    drafts = choices if isinstance(choices, list | tuple) else ()
    return Scene(tuple(_drafted_choice(_mapping(draft)) for draft in drafts))


def _drafted_credit(value: object) -> Fraction:
    try:
        return _credit(value)
    except InvalidKey:
        return Fraction(0)


def _drafted_choice(fields: Mapping[Any, object]) -> Choice:
    return Choice(
        _drafted_id(fields.get("id")), _drafted_id(fields.get("to")), _whole_or_none(fields.get("mood"), -50, 50) or 0
    )


def _mapping(value: object) -> Mapping[Any, object]:
    return value if isinstance(value, Mapping) else {}


def _drafted_id(value: object) -> str:
    try:
        return key_id(value, "id")
    except InvalidKey:
        return ""
