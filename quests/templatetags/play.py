"""Tags of the play screens."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, ngettext

from quests.play.selectors import QuestProgress
from quests.templatetags.look import minutes, number

register = template.Library()


@register.filter
def seconds(value: int) -> str:
    """Seconds as minutes a person plans with: at least one."""
    return minutes(max(1, round(int(value) / 60)))


@register.filter
def option_state(state: str) -> str:
    """The state an option is drawn in: a missed right answer is drawn as right."""
    return "right" if state == "missed" else state


@register.simple_tag
def quest_meta(row: QuestProgress) -> list[str]:
    """The short texts under a quest's title."""
    if row.started:
        return [
            gettext("step %(done)s of %(total)s") % {"done": row.done + 1, "total": row.total},
            seconds(row.seconds_left),
        ]
    points = ngettext("%(n)s point", "%(n)s points", row.version.points)
    worth = gettext("finished") if row.completed else points % {"n": number(row.version.points)}
    return [seconds(row.version.seconds), worth]
