"""Why an answer could not be read, in words for the learner."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from quests.errors import AnswerRefused
from quests.questions import Answer, FormData, InvalidAnswer, kind_named

WHY = {
    "missing": _("Choose or type an answer first. Nothing was recorded."),
    "unknown_option": _("This choice is no longer on the screen. Reload the page and answer again."),
    "too_many": _("Only one answer is expected here."),
    "not_a_number": _("Type a number with digits, for example 12 or 12.5."),
    "has_unit": _("Type the number alone, without its unit."),
    "too_many_digits": _("This number is too long. Check it and type it again."),
    "not_a_permutation": _("Give each item its own place, once."),
    "too_long": _("This answer is too long: 200 characters at most."),
    "off_scale": _("Choose a value on the scale."),
    "outside": _("Tap inside the picture or the map, or use the list."),
    "not_finished": _("The conversation is not finished: choose what you say next."),
    "malformed": _("This answer could not be read. Reload the page and answer again."),
}


def refused(error: InvalidAnswer) -> AnswerRefused:
    """The refusal to show for ``error``."""
    return AnswerRefused(WHY[error.code], code=error.code)


def parsed(kind: str, key: Any, data: FormData) -> Answer:
    """The canonical answer in ``data``; raises ``AnswerRefused`` with a kind message."""
    try:
        return kind_named(kind).parse(key, data)
    except InvalidAnswer as error:
        raise refused(error) from error


def confidence_in(data: FormData) -> int | None:
    """How sure the learner said to be: 1 a guess, 2 rather sure, 3 certain; None when not said."""
    said = next(iter(data.get("confidence", ())), "")
    return int(said) if said in {"1", "2", "3"} else None
