"""What the page about one question shows: the game's figures with the words of the question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from cms.models.bank import KIND_NAMES
from quests.catalogue.models import Pillar, Role
from quests.statistics.bins import Bin
from quests.statistics.labels import SURE, TYPED, Labels, advice, too_few
from quests.statistics.picks import Choice, Slot
from quests.statistics.rules import Group
from quests.statistics.selectors import Detail
from quests.templatetags.charts import duration
from quests.words import spoken


@dataclass(frozen=True, kw_only=True)
class ChoiceRow:
    """One value people picked; ``why`` is what they read when it is a mistake."""

    label: str
    count: int
    share: float
    right: bool
    winner: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class SlotTable:
    """What was picked in one slot; ``why`` explains its mistakes when they share one explanation."""

    title: str
    people: int
    rows: list[ChoiceRow]
    why: str


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """One group of people, by its name."""

    label: str
    group: Group


@dataclass(frozen=True, kw_only=True)
class Screen:
    """The page about one question."""

    detail: Detail
    prompt: str
    kind: str
    pillar: str
    too_few: str
    advice: list[tuple[str, str, str]]
    slots: list[SlotTable]
    explanations: list[tuple[str, str]]
    typed: bool
    numbers: list[tuple[str, int, bool]]
    seconds: list[tuple[str, int, bool]]
    roles: list[GroupRow]
    languages: list[GroupRow]
    sure: list[GroupRow]


def screen(detail: Detail) -> Screen:
    """The figures of ``detail`` in the reader's words."""
    version = detail.version
    words = spoken(version.words)
    labels = Labels(version.kind, version.key, words)
    tables = [_table(slot, labels) for slot in detail.slots]
    told = {choice.value for slot in detail.slots for choice in slot.choices} | {slot.id for slot in detail.slots}
    return Screen(
        detail=detail,
        prompt=str(words.get("prompt", "")),
        kind=str(dict(KIND_NAMES).get(version.kind, version.kind)),
        pillar=str(Pillar(version.pillar).label) if version.pillar in Pillar.values else "",
        too_few=too_few(detail.item),
        advice=advice(detail.item),
        slots=tables,
        explanations=labels.explanations(told) if tables else [],
        typed=version.kind in TYPED and "options" not in version.key,
        numbers=_bins(detail.numbers, labels, right=version.key.get("value")),
        seconds=[(_range(each, duration), each.count, False) for each in detail.seconds],
        roles=_named(detail.roles, dict(Role.choices)),
        languages=_named(detail.languages, dict(settings.LANGUAGES)),
        sure=_named(detail.sure, SURE),
    )


def _table(slot: Slot, labels: Labels) -> SlotTable:
    shown = [choice for choice in slot.choices if choice.count or choice.right or not slot.id]
    return SlotTable(
        title=labels.slot(slot.id),
        people=slot.n,
        rows=[_choice(choice, slot, labels) for choice in shown],
        why=labels.explanation(slot.id) if slot.id else "",
    )


def _choice(choice: Choice, slot: Slot, labels: Labels) -> ChoiceRow:
    return ChoiceRow(
        label=labels.value(choice),
        count=choice.count,
        share=choice.share,
        right=choice.right,
        winner=choice == slot.winner,
        why=labels.explanation(choice.value),
    )


def _named(groups: Iterable[Group], names: Any) -> list[GroupRow]:
    return [GroupRow(label=str(names.get(group.key) or group.key or _("Not said")), group=group) for group in groups]


def _bins(bins: Iterable[Bin], labels: Labels, *, right: Any) -> list[tuple[str, int, bool]]:
    def told(value: Fraction) -> str:
        return labels.measured(float(value))

    return [(_range(each, told), each.count, each.holds(Fraction(right))) for each in bins]


def _range(each: Bin, told: Any) -> str:
    """A bin in words: "20 s to 40 s"."""
    if each.low is None:
        return _("under %(limit)s") % {"limit": told(each.high)}
    if each.high is None:
        return _("%(limit)s and more") % {"limit": told(each.low)}
    return _("%(low)s to %(high)s") % {"low": told(each.low), "high": told(each.high)}
