"""What the figures are called, and what each alert asks a trainer to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quests.questions.hotspot import ELSEWHERE
from quests.statistics.picks import OTHER, Choice
from quests.statistics.readers import bands
from quests.statistics.rules import ENOUGH, Alert, Item
from quests.templatetags.look import NO_BREAK_SPACE, number

TITLES = {
    Alert.WRONG_WINS: gettext_lazy("A wrong answer wins"),
    Alert.AGAINST: gettext_lazy("Misleads those who know"),
    Alert.TOO_HARD: gettext_lazy("Too hard"),
    Alert.TOO_EASY: gettext_lazy("Too easy"),
    Alert.SLOW: gettext_lazy("Slow"),
    Alert.WATCH: gettext_lazy("To watch"),
}
ADVICE = {
    Alert.WRONG_WINS: gettext_lazy(
        "More people choose one wrong answer than the right one. Check the key first; then see whether this answer "
        "could be defended, or whether the lesson before it says something else."
    ),
    Alert.AGAINST: gettext_lazy(
        "Those who do well elsewhere do worse here, and chance does not explain it. The key may be wrong, or the "
        "wording may trap careful readers: check both before anything else."
    ),
    Alert.TOO_HARD: gettext_lazy(
        "Fewer than one in five succeed. Teach it before asking it, add a hint, or shorten the question."
    ),
    Alert.TOO_EASY: gettext_lazy(
        "Nearly everybody succeeds: nothing is learnt here. Make the wrong answers believable, ask for more, or keep "
        "it as a warm-up on purpose."
    ),
    Alert.SLOW: gettext_lazy(
        "Half of the people take more than twice the time foreseen. Shorten the text, or make two questions of it: "
        "credited time counts what is foreseen."
    ),
    Alert.WATCH: gettext_lazy(
        "Those who do well elsewhere seem to do worse here, but it may be chance. Read the question again, and come "
        "back when more people have answered."
    ),
}
SURE = {
    "1": gettext_lazy("Unsure"),
    "2": gettext_lazy("Rather sure"),
    "3": gettext_lazy("Certain"),
}
_FIXED = {
    "true": gettext_lazy("True"),
    "false": gettext_lazy("False"),
    "low": gettext_lazy("Too low"),
    "high": gettext_lazy("Too high"),
    "near": gettext_lazy("Near"),
    "far": gettext_lazy("Far"),
    "order": gettext_lazy("Wrong order"),
    "other": gettext_lazy("Anything else"),
    ELSEWHERE: gettext_lazy("Elsewhere in the picture"),
}
_SAID = ("text", "says", "say", "name", "act")
_NAMED = ("options", "items", "zones", "places", "scenes")
"""The words that give a text to ids."""
TYPED = frozenset({"short_text", "gap_fill", "numeric", "slider"})
"""Kinds whose rare answers are counted together (a gap may also be chosen: then nothing is rare)."""


def advice(item: Item) -> list[tuple[str, str, str]]:
    """The alerts of a question: code, title, what to do."""
    return [(str(alert), str(TITLES[alert]), str(ADVICE[alert])) for alert in item.alerts]


def too_few(item: Item) -> str:
    """Why no alert is raised yet, empty when there are answers enough."""
    if item.enough:
        return ""
    if not item.n:
        return _("Nobody has answered yet.")
    if not item.shown:
        return _("Fewer than five people have answered: nothing is shown, so that nobody can be recognised.")
    said = ngettext("%(n)s person has answered", "%(n)s people have answered", item.n) % {"n": number(item.n)}
    return _("Too few answers to say: %(said)s, alerts wait for %(enough)s.") % {"said": said, "enough": ENOUGH}


@dataclass(frozen=True)
class Labels:
    """The words of one version: what slots and values are called, and how mistakes are explained."""

    kind: str
    key: Mapping[str, Any]
    words: Mapping[str, Any]
    texts: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", dict(_texts([self.words.get(name) for name in _NAMED])))

    def slot(self, slot: str) -> str:
        """The name of a slot: an item, a gap, a scene, the endings of a dialogue, or nothing."""
        if slot:
            return self.texts.get(slot, slot)
        return _("How it ended") if self.kind == "dialogue" else ""

    def value(self, choice: Choice) -> str:
        """The words of what was picked."""
        if choice.value == OTHER and self.kind in TYPED:
            return _("Other right answers, rare ones") if choice.right else _("Other wrong answers, rare ones")
        if self.kind == "map_pin":
            return self._band(int(choice.value))
        if self.kind == "ordering":
            return _("at place %(number)s") % {"number": choice.value}
        if self.kind in {"numeric", "slider"}:
            return self.measured(choice.value)
        return self.texts.get(choice.value) or str(_FIXED.get(choice.value, choice.value))

    def measured(self, value: Any) -> str:
        """A number with its unit; without one it may be a year, and is written as it was typed."""
        unit = str(self.words.get("unit") or "")
        if unit:
            return f"{number(value)}{NO_BREAK_SPACE}{unit}"
        return number_format(Decimal(f"{Decimal(str(value)).normalize():f}"))

    def explanation(self, id_: str) -> str:
        """What learners read after this mistake, empty when nothing was written for it."""
        return str((self.words.get("feedback") or {}).get(id_, ""))

    def explanations(self, told: set[str]) -> list[tuple[str, str]]:
        """The other explanations: those that belong to no value and no slot shown above."""
        said = self.words.get("feedback") or {}
        return [
            (str(_FIXED.get(id_) or self.texts.get(id_, id_)), str(text))
            for id_, text in said.items()
            if text and id_ not in told
        ]

    def _band(self, band: int) -> str:
        limits = bands(self.key)
        if band == len(limits):
            return _("beyond %(km)s km") % {"km": number(limits[-1])}
        return _("up to %(km)s km") % {"km": number(limits[band])}


def _texts(words: Any) -> Iterator[tuple[str, str]]:
    """Every id with its text, however deep: options are lists of ids and texts, scenes are named."""
    if isinstance(words, Mapping):
        for name, value in words.items():
            if isinstance(value, Mapping) and (text := _said(value)):
                yield str(name), text
            elif isinstance(value, str) and name not in _SAID:
                yield str(name), value
        if "id" in words and (text := _said(words)):
            yield str(words["id"]), text
    children = words.values() if isinstance(words, Mapping) else words if isinstance(words, list | tuple) else ()
    for child in children:
        yield from _texts(child)


def _said(words: Mapping[str, Any]) -> str:
    return next((str(words[name]) for name in _SAID if words.get(name)), "")
