"""Steps drawn from the bank: each attempt meets its own questions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.parts import SharedText
from cms.names import names_in
from cms.skills import Difficulty, Skill
from quests.catalogue.models import Pillar, Role


def _filters() -> list[tuple[str, blocks.Block]]:
    """What questions may be chosen by; an empty one asks for nothing."""
    return [
        ("pillar", blocks.ChoiceBlock(choices=Pillar.choices, required=False, label=_("Pillar"))),
        ("skill", blocks.ChoiceBlock(choices=Skill.choices, required=False, label=_("Skill"))),
        ("difficulty", blocks.ChoiceBlock(choices=Difficulty.choices, required=False, label=_("Difficulty"))),
        ("role", blocks.ChoiceBlock(choices=Role.choices, required=False, label=_("Trade"))),
        ("sites", SharedText(required=False, max_length=300, label=_("Places"), help_text=_("Any of these."))),
        ("tags", SharedText(required=False, max_length=300, label=_("Tags"), help_text=_("Any of these."))),
    ]


class MinimumBlock(blocks.StructBlock):
    """At least so many on some matter."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        count = ("count", blocks.IntegerBlock(min_value=1, max_value=10, default=1, label=_("At least")))
        super().__init__(local_blocks or [count, *_filters()], **kwargs)

    class Meta:
        label = _("Minimum")


class PoolBlock(blocks.StructBlock):
    """Questions drawn from the bank for each learner."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        mine = [
            ("count", blocks.IntegerBlock(min_value=1, max_value=10, default=3, label=_("How many questions"))),
            *_filters(),
            ("at_least", blocks.ListBlock(MinimumBlock(), default=[], label=_("Among them"))),
            (
                "unseen_days",
                blocks.IntegerBlock(
                    min_value=0,
                    max_value=365,
                    default=7,
                    label=_("Not seen for (days)"),
                    help_text=_("When the pool is too small, the ones seen longest ago come back."),
                ),
            ),
        ]
        super().__init__(local_blocks or mine, **kwargs)

    class Meta:
        icon = "order"
        label = _("Questions drawn from the bank")


def pool_draw(value: Any, *, pool: str) -> dict[str, Any]:
    """What ``quests.catalogue.pools.Draw`` reads; ``pool`` names it within its quest."""
    return {
        "pool": pool,
        "count": value["count"] or 0,
        "where": _where(value),
        "at_least": [{"count": each["count"], "where": _where(each)} for each in value["at_least"]],
        "unseen_days": value["unseen_days"] or 0,
    }


def _where(value: Any) -> dict[str, list[Any]]:
    asked = {
        "pillar": [value["pillar"]],
        "skill": [value["skill"]],
        "difficulty": [int(value["difficulty"])] if value["difficulty"] else [],
        "roles": [value["role"]],
        "sites": list(names_in(value["sites"] or "")),
        "tags": list(names_in(value["tags"] or "")),
    }
    return {name: kept for name, values in asked.items() if (kept := [each for each in values if each])}
