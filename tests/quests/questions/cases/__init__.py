"""Good keys of every kind of question, with good answers to them: one module for each kind, named like it.

A module has to give

- ``CASES``: a strategy of ``(kind, key, canonical answer, the same as it is posted)``,
- ``KEY_FIELDS`` and ``ANSWER_FIELDS``: every field a key or an answer may have,
- ``ALIKE``: lists of keys that differ in what is right, and must look the same before the answer,

and, where what holds for a list of options does not hold for it,

- ``OPTIONAL``: the fields a key may do without (none),
- ``EXACT``: whether only the expected answer is right (True),
- ``explained(verdict)``: whether the feedback is as it should be (there is some unless all is right),
- ``whole(expected)``: the canonical answer which ``verdict.expected`` describes (guessed from the answer),
- ``shown(key, options)``: what is public (the options).
"""

from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from hypothesis import strategies as st

from quests.questions import KINDS, Verdict

from .drawing import IDS, Case

MODULES: Mapping[str, ModuleType] = {
    name: import_module(f"{__name__}.{name}") for _, name, _ in iter_modules(__path__) if name != "drawing"
}
"""The modules by kind."""

KEY_FIELDS = sorted({field for module in MODULES.values() for field in module.KEY_FIELDS})
ANSWER_FIELDS = sorted({field for module in MODULES.values() for field in module.ANSWER_FIELDS})


def cases() -> st.SearchStrategy[Case]:
    """Draw a kind, a good key, and a good answer to it: canonical, and as it is posted."""
    return st.sampled_from(list(KINDS)).flatmap(lambda name: MODULES[name].CASES)


def alike() -> Iterator[tuple[str, list[Any]]]:
    """Yield the keys which nothing public may tell from one another, with their kind."""
    for name, module in MODULES.items():
        for keys in module.ALIKE:
            yield name, keys


def optional(name: str) -> frozenset[str]:
    """Return the fields a key of that kind may do without."""
    return frozenset(getattr(MODULES[name], "OPTIONAL", ()))


def exact(name: str) -> bool:
    """Tell whether only the expected answer is right."""
    return bool(getattr(MODULES[name], "EXACT", True))


def explained(name: str, verdict: Verdict) -> bool:
    """Tell whether the verdict explains what it has to, and nothing else."""
    return bool(getattr(MODULES[name], "explained", _unless_right)(verdict))


def whole(name: str, answer: Mapping[str, Any], expected: tuple[str, ...]) -> Any:
    """Return the canonical answer which ``expected`` describes, in the shape of another answer."""
    return getattr(MODULES[name], "whole", partial(_like, answer))(expected)


def shown(name: str, key: Any, options: tuple[str, ...]) -> Any:
    """Return all that is public."""
    return getattr(MODULES[name], "shown", _options)(key, options)


def _unless_right(verdict: Verdict) -> bool:
    return bool(verdict.feedback) != verdict.right


def _like(answer: Mapping[str, Any], expected: tuple[str, ...]) -> Any:
    """Read a list of ids, texts ``item=target``, or one text, as the answer is one or the other."""
    ((field, given),) = answer.items()
    if isinstance(given, list):
        return {field: list(expected)}
    if isinstance(given, dict):
        return {field: dict(pair.split("=", 1) for pair in expected)}
    return {field: expected[0]}


def _options(_key: Any, options: tuple[str, ...]) -> dict[str, Any]:
    return {"options": list(options)}


__all__ = [
    "ANSWER_FIELDS",
    "IDS",
    "KEY_FIELDS",
    "MODULES",
    "Case",
    "alike",
    "cases",
    "exact",
    "explained",
    "optional",
    "shown",
    "whole",
]
