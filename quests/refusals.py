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
    "malformed": _("This answer could not be read. Reload the page and answer again."),
}


def parsed(kind: str, key: Any, data: FormData) -> Answer:
    """The canonical answer in ``data``; raises ``AnswerRefused`` with a kind message."""
    try:
        return kind_named(kind).parse(key, data)
    except InvalidAnswer as error:
        raise AnswerRefused(WHY[error.code], code=error.code) from error
