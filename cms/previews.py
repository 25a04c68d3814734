"""Drafts as learners will meet them: compiled in memory, shown with the game's own words.

Nothing is saved: a preview builds unsaved versions from the draft and asks the game's screens for
the rest, so a preview and the real thing cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation

from cms.blocks.pools import pool_draw
from cms.kinds import answer_key
from cms.kinds.dialogue import overview
from cms.publishing.cards import card_words
from cms.publishing.problems import Problem, problems_of
from cms.publishing.questions import question_words
from quests.catalogue.layouts.hotspot import every_zone
from quests.catalogue.models import QuestionVersion
from quests.catalogue.pools import Draw, drawn
from quests.catalogue.screens import QuestionScreen, ask, reveal, shown_options
from quests.catalogue.selectors import candidates
from quests.questions import InvalidKey, kind_named
from quests.words import spoken

SEED = "preview"
FRAMED = {"frame-ancestors": ["'self'"], "style-src": ["'self'", "'unsafe-inline'"]}
"""The preview is a frame of the studio; its checker writes styles of its own."""


@dataclass(frozen=True, kw_only=True)
class PreviewStep:
    """One screen of a preview; ``kind`` is card, question or checkpoint."""

    place: int
    kind: str
    card: dict[str, Any] = field(default_factory=dict)
    question: QuestionScreen | None = None
    place_words: dict[str, Any] = field(default_factory=dict)
    checkpoint: Any = None
    missing: str = ""


def question_preview(request: HttpRequest, question: Any, *, answered: bool) -> HttpResponse:
    """A question on its own, before or after its answer."""
    language = question.locale.language_code
    with translation.override(language):
        screen = question_screen(question, answered=answered)
        context = {
            "step": PreviewStep(place=1, kind="question", question=screen),
            "answered": answered,
            "bank_question": question,
        } | _scenes(question)
        return _page(request, "cms/preview_question.html", context, problems_of(question))


def _scenes(question: Any) -> dict[str, Any]:
    """How the scenes of a dialogue lead to one another; nothing for other kinds."""
    block = question.answer[0] if question.answer else None
    return overview(block.value) if block and block.block_type == "dialogue" else {}


def quest_preview(request: HttpRequest, page: Any, *, mode: str) -> HttpResponse:
    """All the steps of a quest, or the one ``mode`` names (``step-3``)."""
    language = page.locale.language_code
    with translation.override(language):
        steps = preview_steps(page, language)
        if mode.startswith("step-"):
            steps = [step for step in steps if f"step-{step.place}" == mode]
        context = {"page": page, "quest": page, "steps": steps, "whole": not mode}
        return _page(request, "cms/preview_quest.html", context, problems_of(page))


def module_preview(request: HttpRequest, page: Any) -> HttpResponse:
    """The cards of a lesson."""
    language = page.locale.language_code
    with translation.override(language):
        context = {"page": page} | lesson_context(page)
        return _page(request, "cms/preview_module.html", context, problems_of(page))


def lesson_context(page: Any) -> dict[str, Any]:
    """``cards``: the words of each card, in the language of ``page``."""
    language = page.locale.language_code
    return {"cards": [card_words(card, language) for card in page.cards]}


def preview_steps(page: Any, language: str) -> list[PreviewStep]:
    """One ``PreviewStep`` for each block of ``page``; a lesson gives one for each of its cards."""
    steps: list[PreviewStep] = []
    for place, block in enumerate(page.steps, start=1):
        steps += _block_steps(place, block, language)
    return steps


def _block_steps(place: int, block: Any, language: str) -> list[PreviewStep]:
    kind = block.block_type
    if kind in {"module", "question", "checkpoint"} and not block.value:
        return [PreviewStep(place=place, kind="missing", missing=str(block.block.label))]
    if kind == "module":
        cards = _translated(block.value.specific, language).cards
        return [PreviewStep(place=place, kind="card", card=card_words(c, language)) for c in cards]
    if kind == "question":
        screen = question_screen(_translated(block.value, language))
        return [PreviewStep(place=place, kind="question", question=screen)]
    if kind == "pool":
        return _drawn(place, block)
    if kind == "checkpoint":
        words = dict(spoken(block.value.words, language))
        return [PreviewStep(place=place, kind=kind, checkpoint=block.value, place_words=words)]
    return [PreviewStep(place=place, kind="card", card=card_words(block, language))]


def _drawn(place: int, block: Any) -> list[PreviewStep]:
    """What one learner might meet; another meets other questions."""
    draw = Draw.read(pool_draw(block.value, pool=block.id))
    versions = QuestionVersion.objects.in_bulk([each.id for each in drawn(draw, candidates(), seed=SEED)])
    screens = [ask(version, seed=SEED) for version in versions.values()]
    if not screens:
        return [PreviewStep(place=place, kind="missing", missing=str(block.block.label))]
    return [PreviewStep(place=place, kind="question", question=screen) for screen in screens]


def _translated(thing: Any, language: str) -> Any:
    same = type(thing).objects.filter(translation_key=thing.translation_key, locale__language_code=language)
    return same.first() or thing


def question_screen(question: Any, *, answered: bool = False) -> QuestionScreen | None:
    """The question as the game asks it, or reveals it after a mistake.

    None while its answer cannot be marked.
    """
    if len(question.answer) != 1:
        return None
    block = question.answer[0]
    try:
        kind_named(block.block_type).check_key(key := answer_key(block))
    except InvalidKey:
        return None
    words = {question.locale.language_code: question_words(question)}
    version = QuestionVersion(kind=block.block_type, key=key, words=words)
    if not answered:
        return ask(version, seed=SEED)
    screen = reveal(version, answer=a_mistake(block.block_type, key), shown=shown_options(version, SEED))
    return _with_every_zone(screen, version) if version.kind == "hotspot" else screen


def _with_every_zone(screen: QuestionScreen, version: QuestionVersion) -> QuestionScreen:
    """The picture with all its zones: learners see the right ones and their own."""
    zones = every_zone(version.key, spoken(version.words)["options"])
    return replace(screen, parts={**screen.parts, "zones": zones, "every": True})


def a_mistake(kind: str, key: dict[str, Any]) -> dict[str, Any]:
    """An answer that is wrong, to look at what is said then."""
    marks = kind_named(kind)
    return marks.parse(key, marks.slip(key, Random(SEED)))  # noqa: S311 (a preview, no secret)


def _page(request: HttpRequest, template: str, context: dict[str, Any], problems: list[Problem]) -> HttpResponse:
    response = TemplateResponse(request, template, context | {"problems": problems})
    response._csp_replace = FRAMED  # type: ignore[attr-defined]  # read by django-csp
    response.xframe_options_exempt = True  # type: ignore[attr-defined]  # the policy above decides
    return response.render()
