"""The studio's place to try spellings: an author types what a learner might, the game's own marking answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required

from cms.kinds.short_text import OTHER, spelling_faults, spelling_key
from cms.kinds.typed import separated, slips
from quests.questions import InvalidAnswer, InvalidKey, kind_named
from quests.questions.spelling import Spellings, folded
from quests.refusals import WHY

PERMISSION = "cms.change_bankquestion"
MOST_BYTES = 64 * 1024
LETTERS_A_SLIP = 4
"""A shorter word becomes another word by its slips."""

Said = dict[str, str]


@require_POST
def try_spelling(request: HttpRequest) -> HttpResponse:
    """What the values of a short-text block, as its form holds them, make of the text tried."""
    if request.content_type != "application/json":
        return HttpResponse(status=415)
    if len(request.body) > MOST_BYTES:
        return HttpResponse(status=413)
    try:
        key, text = read(json.loads(request.body))
    except (ValueError, RecursionError):
        return HttpResponse(status=400)
    return JsonResponse(tried(key, text) | {"warning": warning(key)})


def read(asked: object) -> tuple[dict[str, Any], str]:
    """The key and the text in ``{"accepted": [text], "typos": "1", "traps": [text], "text": text}`` (ValueError)."""
    if not isinstance(asked, Mapping):
        raise ValueError("not an object")
    accepted, traps = _texts(asked.get("accepted")), _texts(asked.get("traps"))
    typos, text = _texts([asked.get("typos"), asked.get("text")])
    named = {str(place): separated(texts) for place, texts in enumerate(traps, start=1)}
    return spelling_key(accepted, slips(typos), named), text


def _texts(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ValueError("not texts")
    return value


def tried(key: Mapping[str, Any], text: str) -> Said:
    """``{"verdict": unready | "" | refused | right | slip | trap | other, "said": a sentence}``."""
    if fault := next(spelling_faults(key), None):
        return {"verdict": "unready", "said": fault[1]}
    if not text.strip():
        return {"verdict": "", "said": ""}
    marks = kind_named("short_text")
    try:
        verdict = marks.mark(key, marks.parse(key, {"text": [text]}))
    except InvalidAnswer as error:
        return {"verdict": "refused", "said": str(WHY[error.code])}
    except InvalidKey:
        return {"verdict": "unready", "said": _("This answer cannot be marked: check its numbers and its choices.")}
    return _wrong(verdict.feedback[0]) if verdict.feedback else _right(key, text)


def _right(key: Mapping[str, Any], text: str) -> Said:
    away = Spellings.of(key["accepted"], key["typos"]).nearest(text) or 0
    if not away:
        return {"verdict": "right", "said": _("Right.")}
    said = ngettext(
        "Right, with %(n)d slip forgiven: “%(exact)s” is shown as the exact spelling.",
        "Right, with %(n)d slips forgiven: “%(exact)s” is shown as the exact spelling.",
        away,
    )
    return {"verdict": "slip", "said": said % {"n": away, "exact": key["accepted"][0]}}


def _wrong(mistake: str) -> Said:
    if mistake == OTHER:
        return {"verdict": "other", "said": _("Not accepted: the explanation for any other mistake is shown.")}
    return {"verdict": "trap", "said": _("Not accepted: the explanation of known mistake %s is shown.") % mistake}


def warning(key: Mapping[str, Any]) -> str:
    """What to beware of when a spelling is too short for the slips forgiven, empty when all is well."""
    needed = LETTERS_A_SLIP * key["typos"]
    short = next((text for text in key["accepted"] if len(folded(text).replace(" ", "")) < needed), "")
    if not short:
        return ""
    said = _(
        "“%(text)s” is short for so many slips: other words may be accepted. One slip for %(n)d letters is enough."
    )
    return said % {"text": short, "n": LETTERS_A_SLIP}


def urls() -> list[Any]:
    """The address, for whoever may change questions."""
    return [path("questions/try/", permission_required(PERMISSION)(try_spelling), name="question_try")]
