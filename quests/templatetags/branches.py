"""Words for the author's overview of a dialogue."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quests.questions.dialogue import FaultCode

register = template.Library()

FAULT_WORDS: Mapping[FaultCode, str | Promise] = {
    "unknown_target": _("This leads to no scene yet: choose one."),
    "unreachable": _("Nothing leads here: make a choice of another scene lead to it, or delete it."),
    "too_far": _("This is too far from the start: a conversation takes 30 choices at most."),
    "dead_end": _("No ending can be reached from here."),
    "too_few_choices": _("Offer at least two choices, or make this an ending."),
    "too_few_endings": _("Write at least two endings."),
    "no_good_ending": _("One ending must give all the points."),
    "no_poor_ending": _("One ending must give less than all the points."),
    "too_many_scenes": _("A dialogue has 60 scenes at most."),
    "malformed": _("Something here cannot be read: save, then look again."),
}


@register.filter
def fault_words(code: FaultCode) -> str | Promise:
    """Return what an author should do about a fault."""
    return FAULT_WORDS[code]


@register.filter
def said(texts: Mapping[str, str] | None, name: str) -> str:
    """Return the text of a scene or a choice, "" when nobody wrote it yet."""
    return (texts or {}).get(name) or ""
