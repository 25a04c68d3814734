"""What a question looks like before and after its answer.

``ask`` carries nothing of the key; only ``reveal``, which needs an answer, does. What a kind shows
is decided in ``catalogue.layouts``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from quests.catalogue.layouts import LAYOUTS, Asked, OptionScreen, Revealed, Unfolding
from quests.catalogue.models import QuestionVersion
from quests.questions import FormData, kind_named, shuffled
from quests.words import spoken


@dataclass(frozen=True, kw_only=True)
class VerdictScreen:
    """What is said after the answer, in the reader's language."""

    outcome: str
    feedback: tuple[str, ...]
    explanation: str
    say: str
    expected: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionScreen:
    """A question ready to be shown. ``parts`` is what its kind's template needs besides.

    ``confidence``: whether to ask how sure the learner is; ``sure``: what the draft says of it.
    """

    version: int
    kind: str
    prompt: str
    unit: str
    picture: Mapping[str, str] | None
    audio: Mapping[str, str] | None
    confidence: bool
    sure: str = ""
    options: tuple[OptionScreen, ...] = ()
    typed: str = ""
    parts: Mapping[str, Any] = field(default_factory=dict)
    verdict: VerdictScreen | None = None

    @property
    def template(self) -> str:
        """The template of the ways to answer."""
        return f"quests/play/kinds/{self.kind}.html"


def shown_options(version: QuestionVersion, seed: str) -> list[str]:
    """Option ids in the order ``seed`` shows them, always the same."""
    kind = kind_named(version.kind)
    ids = kind.option_ids(version.key)
    return list(shuffled(ids, seed) if kind.shuffles else ids)


def ask(version: QuestionVersion, *, seed: str, draft: FormData | None = None) -> QuestionScreen:
    """The question before its answer; ``draft`` is a form somebody left half filled."""
    asked = Asked(**_asked(version, shown_options(version, seed), seed=seed, draft=draft))
    return _screen(version, asked, **LAYOUTS[version.kind].asked(asked))


def reveal(
    version: QuestionVersion, *, answer: Mapping[str, Any], shown: Sequence[str], seed: str = ""
) -> QuestionScreen:
    """The question after ``answer``, with its verdict and explanations."""
    verdict = kind_named(version.kind).mark(version.key, answer)
    asked = _asked(version, shown, seed=seed, draft=None)
    revealed = Revealed(**asked, key=version.key, answer=answer, verdict=verdict)
    layout = LAYOUTS[version.kind]
    said = _verdict(revealed, expected=layout.expected(revealed))
    return _screen(version, revealed, verdict=said, **layout.revealed(revealed))


def _asked(version: QuestionVersion, shown: Sequence[str], *, seed: str, draft: FormData | None) -> dict[str, Any]:
    return {
        "kind": version.kind,
        "public": kind_named(version.kind).public(version.key) | _opened(version, draft or {}),
        "words": spoken(version.words),
        "texts": _texts(version),
        "shown": tuple(shown),
        "draft": draft or {},
        "seed": seed,
    }


def _opened(version: QuestionVersion, draft: FormData) -> dict[str, Any]:
    """What the answers so far have opened, of a kind asked in several turns."""
    layout = LAYOUTS[version.kind]
    return dict(layout.opened(version.key, draft)) if isinstance(layout, Unfolding) else {}


def _screen(version: QuestionVersion, asked: Asked, **values: Any) -> QuestionScreen:
    return QuestionScreen(
        version=version.pk,
        kind=version.kind,
        prompt=asked.words.get("prompt", ""),
        unit=asked.words.get("unit", ""),
        picture=asked.words.get("picture") or None,
        audio=asked.words.get("audio") or None,
        confidence=version.confidence,
        sure=asked.typed("confidence"),
        **values | {"options": tuple(values.get("options", ()))},
    )


def _texts(version: QuestionVersion) -> dict[str, str]:
    if version.kind == "true_false":
        return {"true": _("True"), "false": _("False")}
    source = version.words.get(settings.LANGUAGE_CODE, {}).get("options", [])
    texts = {option["id"]: option["text"] for option in source}
    translated = spoken(version.words).get("options", [])
    return texts | {option["id"]: option["text"] for option in translated if option["text"]}


def _verdict(revealed: Revealed, *, expected: tuple[str, ...]) -> VerdictScreen:
    words, feedback = revealed.words, revealed.words.get("feedback", {})
    return VerdictScreen(
        outcome=revealed.verdict.outcome,
        feedback=tuple(feedback[id_] for id_ in revealed.verdict.feedback if feedback.get(id_)),
        explanation=words.get("explanation", ""),
        say=words.get("say", ""),
        expected=expected,
    )
