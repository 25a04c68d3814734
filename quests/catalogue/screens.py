"""What a question looks like before and after its answer.

``ask`` carries nothing of the key; only ``reveal``, which needs an answer, does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from quests.catalogue.models import QuestionVersion
from quests.questions import Verdict, kind_named, shuffled
from quests.words import spoken

LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True, kw_only=True)
class OptionScreen:
    """One option. ``state`` is empty before the answer, then right, wrong or missed.

    ``place`` is the place given to it in an ordering, 0 when none.
    """

    id: str
    letter: str
    text: str
    chosen: bool = False
    state: str = ""
    place: int = 0


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
    """A question ready to be shown."""

    version: int
    kind: str
    prompt: str
    unit: str
    picture: Mapping[str, str] | None
    options: tuple[OptionScreen, ...]
    typed: str = ""
    verdict: VerdictScreen | None = None


def shown_options(version: QuestionVersion, seed: str) -> list[str]:
    """Option ids in the order ``seed`` shows them, always the same."""
    kind = kind_named(version.kind)
    ids = kind.option_ids(version.key)
    return list(shuffled(ids, seed) if kind.shuffles else ids)


def ask(version: QuestionVersion, *, seed: str, draft: Mapping[str, Sequence[str]] | None = None) -> QuestionScreen:
    """The question before its answer; ``draft`` is a form somebody left half filled."""
    draft = draft or {}
    ticked = {*draft.get("choice", ()), *draft.get("choices", ())}
    shown = shown_options(version, seed)
    return _screen(
        version,
        options=[
            OptionScreen(id=id_, letter=letter, text=text, chosen=id_ in ticked, place=_place(draft, id_))
            for id_, letter, text in _lettered(version, shown)
        ],
        typed=next(iter(draft.get("value", ())), ""),
    )


def reveal(version: QuestionVersion, *, answer: Mapping[str, Any], shown: Sequence[str]) -> QuestionScreen:
    """The question after ``answer``, with its verdict and explanations."""
    verdict = kind_named(version.kind).mark(version.key, answer)
    shown = verdict.chosen if version.kind == "ordering" else shown
    return _screen(
        version,
        options=[
            OptionScreen(
                id=id_,
                letter=letter,
                text=text,
                chosen=id_ in verdict.chosen,
                state=_state(version.kind, id_, verdict),
                place=verdict.chosen.index(id_) + 1 if version.kind == "ordering" else 0,
            )
            for id_, letter, text in _lettered(version, shown)
        ],
        typed=str(answer.get("value", "")),
        verdict=_verdict(version, verdict),
    )


def _screen(version: QuestionVersion, **values: Any) -> QuestionScreen:
    words = spoken(version.words)
    return QuestionScreen(
        version=version.pk,
        kind=version.kind,
        prompt=words.get("prompt", ""),
        unit=words.get("unit", ""),
        picture=words.get("picture") or None,
        **{**values, "options": tuple(values["options"])},
    )


def _texts(version: QuestionVersion) -> dict[str, str]:
    if version.kind == "true_false":
        return {"true": _("True"), "false": _("False")}
    source = version.words.get(settings.LANGUAGE_CODE, {}).get("options", [])
    texts = {option["id"]: option["text"] for option in source}
    translated = spoken(version.words).get("options", [])
    return texts | {option["id"]: option["text"] for option in translated if option["text"]}


def _lettered(version: QuestionVersion, shown: Sequence[str]) -> list[tuple[str, str, str]]:
    texts = _texts(version)
    return [(id_, letter, texts.get(id_, "")) for id_, letter in zip(shown, LETTERS, strict=False)]


def _state(kind: str, id_: str, verdict: Verdict) -> str:
    if kind == "ordering":
        return "right" if verdict.chosen.index(id_) == verdict.expected.index(id_) else "wrong"
    if id_ in verdict.expected:
        return "right" if id_ in verdict.chosen else "missed"
    return "wrong" if id_ in verdict.chosen else ""


def _verdict(version: QuestionVersion, verdict: Verdict) -> VerdictScreen:
    words = spoken(version.words)
    feedback, texts = words.get("feedback", {}), _texts(version)
    return VerdictScreen(
        outcome=verdict.outcome,
        feedback=tuple(feedback[id_] for id_ in verdict.feedback if feedback.get(id_)),
        explanation=words.get("explanation", ""),
        say=words.get("say", ""),
        expected=tuple(texts.get(id_, id_) for id_ in verdict.expected),
    )


def _place(draft: Mapping[str, Sequence[str]], id_: str) -> int:
    typed = next(iter(draft.get(f"position-{id_}", ())), "")
    return int(typed) if typed.isdigit() and len(typed) <= 2 else 0
